"""What a trainee has chosen once and for all: how to be heard, how to see, what is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import Field, ValidationError

from sim.errors import Problem
from sim.schema import Part
from trainer.errors import SoundError
from trainer.folders import config_folder

Duplex = Literal["half", "headset", "push to talk"]


class Settings(Part):
    """All settings, each with what it is unless chosen otherwise."""

    trainee: str = ""
    duplex: Duplex = "half"
    """"half": the ear is shut while the customer speaks.  "headset": the customer can be interrupted.
    "push to talk": the ear is open while a key is held."""
    longer_pause: float = Field(0.0, ge=0, le=5)
    """Seconds added to the pause after which an answer counts as finished."""
    voice: str = ""
    """The engine that speaks; "" for the system's default."""
    recognizer: str = ""
    """The engine that listens; "" for the language's default."""
    microphone: str = ""
    loudspeaker: str = ""
    subtitles: bool = True
    script_shown: bool = True
    text_size: Literal["normal", "large", "largest"] = "normal"
    high_contrast: bool = False
    record: bool = True
    """Whether calls are recorded.  Recordings stay on this machine."""
    keep_days: int = Field(30, ge=1, le=3650)
    """Days after which recordings are deleted."""


UNREAD: Final = {"record": False, "keep_days": 3650}
"""What holds where it cannot be read what was chosen: nobody is recorded, and nothing is deleted."""


@dataclass(frozen=True)
class Read:
    """What a settings file gave.

    ``lost``: the settings that cannot be read, and so are as if nobody had chosen them, but for those in ``UNREAD``.
    ``whole``: all are, for the file itself cannot be read.
    """

    settings: Settings
    lost: tuple[str, ...] = ()
    whole: bool = False


def settings_file() -> Path:
    """Where the settings are."""
    return config_folder() / "trainer.json"


def read_settings(path: Path | None = None) -> Read:
    """The settings of this user; those of the house where there are none.  One that cannot be read spoils no other.

    What only a newer callfloor knows is passed over.
    """
    try:
        written = _written(path or settings_file())
    except (OSError, ValueError, RecursionError):
        return Read(Settings.model_validate(UNREAD), tuple(Settings.model_fields), whole=True)
    known = {name: value for name, value in written.items() if name in Settings.model_fields}
    try:
        return Read(Settings.model_validate(known))
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors()}
    lost = tuple(name for name in Settings.model_fields if name in wrong)
    kept = {name: value for name, value in known.items() if name not in wrong}
    careful = {name: value for name, value in UNREAD.items() if name in wrong}
    return Read(Settings.model_validate({**kept, **careful}), lost)


def load_settings(path: Path | None = None) -> Settings:
    """The same, for who need not know what was lost."""
    return read_settings(path).settings


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Keeps the settings, beside what only a newer callfloor knows.  Raises SoundError where that cannot be written.

    A file that could not be read is put aside, for whoever can mend it.
    """
    file = path or settings_file()
    newer: dict[str, Any] = {}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            newer = {name: value for name, value in _written(file).items() if name not in Settings.model_fields}
        except (ValueError, RecursionError):
            file.replace(file.with_suffix(".unread"))
        fresh = file.with_suffix(".new")
        text = json.dumps({**settings.model_dump(), **newer}, indent=2, ensure_ascii=False)
        fresh.write_text(text, encoding="utf-8", errors="replace")
        fresh.replace(file)
    except OSError as error:
        raise SoundError([Problem(str(file), f"cannot be written ({error.strerror})", "free some space")]) from None


def _written(file: Path) -> dict[str, Any]:
    """What the file holds; nothing where there is none.  Raises OSError, ValueError or RecursionError."""
    try:
        written = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    if not isinstance(written, dict):
        raise ValueError("these are no settings")
    return written
