"""A run's folder: finished days as they come, and the report at the end; a run that dies can go on from there."""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.errors import OutputError, Problem
from sim.metrics import Tally
from sim.version import __version__
from sim.yamlfile import write_yaml

if TYPE_CHECKING:
    from pathlib import Path


UNFINISHED: Final = "unfinished"
"""Where the days of a run are kept until it is finished."""
FILES: Final = ("scenario.yaml", "summary.csv", "report.html", "calls.parquet", "comparison.json", "run.json")
"""What runs leave in their folders."""
MARKS: Final = (f"{UNFINISHED}/request.json", "run.json", "comparison.json")
"""What shows that a folder is a run's."""


@dataclass(frozen=True)
class Request:
    """All that a run was asked for, so that the same run can go on, or be repeated."""

    scenario: str
    """Its name or path, as it was typed."""
    origin: str
    """The folder that paths in the scenario start from, or the log that is replayed."""
    command: str
    policy: str | None
    """Its name, or the whole path of its file; None for the scenario's."""
    engine: str
    seed: int
    days: int
    precision: float | None
    calls: bool
    replay: dict[str, Any] | None = None
    """For a log that is replayed, how it is read: columns, weekdays, every_min."""
    made_of: dict[str, str] = field(default_factory=dict)
    """Fingerprints of the scenario and of an author's policy: a run goes on with the same ones only."""


class RunFolder:
    """One run on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.days = path / UNFINISHED

    def open(self) -> None:
        """Makes the folder.  Raises OutputError where it cannot be made or written to, or holds somebody's work."""
        with self.writing():
            self.path.mkdir(parents=True, exist_ok=True)
            if not any((self.path / name).exists() for name in MARKS):
                self._refuse_to_write_over()
        self.write("writable", "")
        (self.path / "writable").unlink()

    def leave(self) -> None:
        """Removes the folder if nothing came to be in it."""
        with suppress(OSError):
            self.path.rmdir()

    def _refuse_to_write_over(self) -> None:
        found = [name for name in FILES if (self.path / name).exists()]
        if self.days.is_file() or (self.days.is_dir() and any(self.days.iterdir())):
            found.append(UNFINISHED)
        if found:
            problem = f"holds {' and '.join(found)}, but is not a run's folder"
            raise OutputError([Problem(str(self.path), problem, "choose another place with --out")])

    def start(self, request: Request, raw: Mapping[str, Any]) -> None:
        """Makes the folder and notes what was asked.  Raises OutputError where it cannot be written.

        What a run left here before is removed.  The request is written last: where it is, the run can go on.
        """
        self.open()
        with self.writing():
            shutil.rmtree(self.days, ignore_errors=True)
            for name in FILES:
                (self.path / name).unlink(missing_ok=True)
            self.write("scenario.yaml", write_yaml(raw))
            self.days.mkdir()
            self.write(f"{UNFINISHED}/request.json", json.dumps(asdict(request), indent=2))

    def request(self) -> Request:
        """What an unfinished run was asked for.  Raises OutputError where there is none."""
        try:
            text = (self.days / "request.json").read_text(encoding="utf-8")
            return Request(**json.loads(text))
        except FileNotFoundError:
            done = (self.path / "run.json").exists()
            what = "this run is finished" if done else "no run was started here"
            remedy = "its figures are in run.json" if done else "name the folder of a run that was interrupted"
            problem = Problem(str(self.path), what, remedy)
        except (OSError, ValueError, TypeError) as error:
            problem = Problem(str(self.days / "request.json"), f"cannot be read: {error}", "start the run anew")
        raise OutputError([problem])

    def keep_day(self, day: int, tally: Tally) -> None:
        """Writes a finished day, whole or not at all.  Raises OutputError."""
        with self.writing():
            path = self.days / f"{day:06d}.npz"
            with (half := path.with_suffix(".part")).open("wb") as file:
                np.savez(file, queues=tally.queues, groups=tally.groups, waits=tally.waits)
            half.replace(path)

    def finished_days(self) -> dict[int, Tally]:
        """The days that need not be run again; a file that a crash cut short is run again."""
        found = {}
        for path in sorted(self.days.glob("*.npz")):
            try:
                with path.open("rb") as file, np.load(file, allow_pickle=False) as columns:
                    found[int(path.stem)] = Tally(columns["queues"], columns["groups"], columns["waits"])
            except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
                path.unlink(missing_ok=True)
        return found

    def write(self, name: str, text: str) -> None:
        """Writes a file of the run, whole or not at all.  Raises OutputError."""
        with self.writing():
            path = self.path / name
            half = path.with_name(path.name + ".part")
            half.write_text(text, encoding="utf-8")
            half.replace(path)

    def finish(self, summary: Mapping[str, Any]) -> None:
        """The run's own record, with all that a citation needs; the single days are no longer needed."""
        self.write("run.json", json.dumps({**summary, **environment()}, indent=2, ensure_ascii=False) + "\n")
        shutil.rmtree(self.days, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turns the system's refusal to write into a sentence, and lets Ctrl-C wait until all is written."""
        try:
            with _ctrl_c_waits():
                yield
        except OSError as error:
            remedy = "make room or choose another folder with --out; finished days are kept, see --resume"
            raise OutputError([Problem(str(self.path), f"cannot be written: {error.strerror}", remedy)]) from error


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """Ctrl-C that is pressed within comes at the end.

    Where it struck a file half written, that file's own closing would complain in the middle of the goodbye.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # Ctrl-C is the main thread's
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            signal.raise_signal(signal.SIGINT)


def environment() -> dict[str, Any]:
    """What a result depends on beside scenario and seed: versions and machine."""
    return {
        "callfloor": __version__,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in ("numpy", "scipy", "simpy", "numba")},
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    }
