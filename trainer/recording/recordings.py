"""The folders in which recorded calls stay on this machine, and when they go."""

from __future__ import annotations

import re
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sim.errors import Problem
from trainer.errors import SoundError
from trainer.folders import data_folder

_NAMED: Final = re.compile(r"(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)_(.+)_([0-9a-f]{6})")
_WHEN: Final = "%Y-%m-%d_%H-%M-%S"
_LONGEST_NAME: Final = 40


@dataclass(frozen=True)
class Recording:
    """A recorded call.  ``began``: by this machine's clock and zone."""

    folder: Path
    call: str
    began: datetime


def recordings_folder() -> Path:
    """Where recordings are kept unless told otherwise."""
    return data_folder() / "recordings"


def new_folder(home: Path, call: str) -> Path:
    """A folder for a call that begins now: its time, its name, and a key of its own.  Raises SoundError.

    Of the call's name, letters, digits, ``_`` and ``-`` are kept, so that it cannot lead out of ``home``.
    """
    path = Path(call)
    name = path.stem if path.suffix in (".yaml", ".yml") else call
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")[:_LONGEST_NAME] or "call"
    folder = home / f"{datetime.now():{_WHEN}}_{plain}_{secrets.token_hex(3)}"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise SoundError([Problem(str(folder), f"cannot be made ({error.strerror})", "free some space")]) from None
    return folder


def recordings(home: Path | None = None) -> list[Recording]:
    """The recorded calls, the newest first.  What is not named like one is none, and neither is a link.

    Raises SoundError where the folder cannot be read.
    """
    home = home or recordings_folder()
    found = []
    try:
        folders = list(home.iterdir()) if home.is_dir() else []
    except OSError as error:
        raise SoundError([Problem(str(home), f"cannot be read ({error.strerror})", "see to its rights")]) from None
    for folder in folders:
        named = _NAMED.fullmatch(folder.name)
        if named is None or not folder.is_dir() or folder.is_symlink():
            continue
        with suppress(ValueError):  # a name of that shape with a thirteenth month
            found.append(Recording(folder, named[2], datetime.strptime(named[1], _WHEN)))
    return sorted(found, key=lambda one: (one.began, one.folder.name), reverse=True)


def delete_older_than(days: int, home: Path | None = None) -> int:
    """Deletes the recordings that are more than so many days old; returns how many are gone.

    Raises SoundError where some cannot be deleted, after the others have been.
    """
    gone, problems = 0, []
    for one in recordings(home):
        if datetime.now() - one.began > timedelta(days=days):
            try:
                shutil.rmtree(one.folder)
                gone += 1
            except OSError as error:
                said = f"is {days} days old and cannot be deleted ({error.strerror})"
                problems.append(Problem(str(one.folder), said, "delete it yourself"))
    if problems:
        raise SoundError(problems)
    return gone
