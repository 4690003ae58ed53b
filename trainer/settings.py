"""What a trainee has chosen once and for all: how to be heard, how to see, what is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

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


def settings_file() -> Path:
    """Where the settings are."""
    return config_folder() / "trainer.json"


def load_settings(path: Path | None = None) -> Settings:
    """The settings of this user; those of the house where there are none, or none that can be read."""
    try:
        return Settings.model_validate_json((path or settings_file()).read_bytes())
    except (OSError, ValidationError):
        return Settings()


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Keeps the settings.  Raises SoundError where the file cannot be written."""
    file = path or settings_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".new")
        fresh.write_text(json.dumps(settings.model_dump(), indent=2, ensure_ascii=False), encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        raise SoundError([Problem(str(file), f"cannot be written ({error.strerror})", "free some space")]) from None
