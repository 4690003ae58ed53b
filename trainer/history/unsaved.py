"""Attempts that a database would not take: a file each, until one takes them in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from sim.errors import Problem
from sim.schema import Part
from trainer.errors import HistoryError
from trainer.history.attempt import WholeAttempt


class Spilled(Part):
    """What such a file holds.  ``database``: the one the attempt was meant for."""

    format: Literal[1] = 1
    database: str
    attempt: WholeAttempt


_FILE: TypeAdapter[Spilled] = TypeAdapter(Spilled)


class Unsaved:
    """The folder of these files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, attempt: WholeAttempt) -> Path:
        """The attempt's file."""
        return self.folder / f"{attempt.key}.json"

    def keep(self, attempt: WholeAttempt, database: str) -> Path:
        """Writes the attempt's file, whole or not at all, and onto the disk.  Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.path(attempt)
        half = path.with_suffix(f".{os.getpid()}.part")
        try:
            with half.open("wb") as file:
                file.write(_FILE.dump_json(Spilled(database=database, attempt=attempt), indent=1))
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
        return path

    def waiting(self) -> list[Path]:
        """The files there are."""
        return sorted(self.folder.glob("*.json"))

    def read(self, path: Path) -> tuple[bytes, Spilled] | None:
        """What a file holds; None where there is none (any more).  Raises HistoryError for a broken one."""
        try:
            text = path.read_bytes()
            return text, _FILE.validate_json(text)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise HistoryError([Problem(str(path), f"cannot be read ({error.strerror})", _LEFT)]) from None
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            words = f"{where}: {first['msg']}" if where else first["msg"]
            raise HistoryError([Problem(str(path), f"does not hold an attempt ({words})", _LEFT)]) from None

    def drop(self, path: Path, text: bytes) -> None:
        """Removes a file, unless it holds something else than this text by now: its call may still be going on.

        Raises HistoryError.
        """
        try:
            if path.read_bytes() == text:
                path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            problem = f"is in the database and cannot be removed ({error.strerror})"
            raise HistoryError([Problem(str(path), problem, "remove it; nothing is taken in twice")]) from None


_LEFT = "it is left as it is; mend or remove it"
