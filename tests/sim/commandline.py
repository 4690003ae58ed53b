"""The command line as a user meets it: in a folder of one's own, with a small center in a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from smallcenter import TEXT
from typer.testing import CliRunner

from sim.cli import app

if TYPE_CHECKING:
    from click.testing import Result

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "run_sim.py")]


def at_home(folder: Path) -> Path:
    """A folder with the small center in small.yaml."""
    (folder / "small.yaml").write_text(TEXT, encoding="utf-8")
    return folder


def typed(*words: str) -> Result:
    """What the command does, in this process: fast.  The current folder is the test's."""
    result = CliRunner().invoke(app, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def started(*words: str, folder: Path, letters: str = "utf-8", **options: object) -> subprocess.Popen[str]:
    """The command as a program of its own, on a terminal that has these letters."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": letters}
    return subprocess.Popen(
        [*PROGRAM, *words], cwd=folder, env=environment, text=True, encoding=letters, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def ran(*words: str, folder: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """What the program said and how it ended."""
    with started(*words, folder=folder, **options) as program:
        out, err = program.communicate(timeout=120)
    return subprocess.CompletedProcess(words, program.returncode, out, err)


def written(folder: Path) -> set[str]:
    """Everything that lies in a folder, but for the small center."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")} - {"small.yaml"}
