"""A killed program loses at most the turn under way; trainees who practise at once do not get in each other's way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from histories import KINDS, attempted, empty_database

from trainer.history import History

TESTS = Path(__file__).parent
ROOT = TESTS.parents[1]

TURN_AFTER_TURN = """
import sys
from pathlib import Path
from histories import answered, call, charged_twice
from trainer.history import History
url, folder = sys.argv[1:]
session = call()
with History(url, folder=Path(folder)) as history:
    attempt = history.begin(session, charged_twice()[0])
    for turn in range(1, 4):
        history.keep(attempt, answered(session, f"This is answer {turn}.").events)
        print("kept", turn, flush=True)
    answered(session, "This answer is still being thought about.")
    sys.stdin.read()
"""

SEVERAL_CALLS = """
import sys
from pathlib import Path
from histories import attempted
from trainer.history import History
url, folder, trainee, calls = sys.argv[1:]
print("here", flush=True)
sys.stdin.read()
with History(url, folder=Path(folder)) as history:
    for _ in range(int(calls)):
        attempted(history, trainee)
"""


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with empty_database(request.param, tmp_path) as url:
        yield url


def started(program: str, *words: str) -> subprocess.Popen[str]:
    """A trainee's own program."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, *words], text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def practised(url: str, folder: Path, trainees: int, calls: int) -> None:
    """So many trainees begin at the same moment, in a database that nobody has opened before."""
    with ExitStack() as stack:
        programs = [
            stack.enter_context(started(SEVERAL_CALLS, url, str(folder), f"Trainee {one}", str(calls)))
            for one in range(trainees)
        ]
        for program in programs:
            assert program.stdout is not None
            assert program.stdout.readline() == "here\n"
        for program in programs:
            assert program.stdin is not None
            program.stdin.close()
            program.stdin = None
        said = [program.communicate(timeout=120)[1] for program in programs]
    assert said == [""] * trainees
    assert [program.returncode for program in programs] == [0] * trainees


def test_a_program_that_is_killed_has_kept_every_turn_before(url: str, tmp_path: Path) -> None:
    with started(TURN_AFTER_TURN, url, str(tmp_path / "data")) as program:
        assert program.stdout is not None
        assert [program.stdout.readline() for _ in range(3)] == [f"kept {turn}\n" for turn in (1, 2, 3)]
        program.send_signal(signal.SIGKILL)
        program.communicate(timeout=60)
    assert program.returncode == -signal.SIGKILL
    with History(url, folder=tmp_path / "data") as history:
        (left,) = history.unfinished()
        texts = [event.text for event in history.load(left.id).events if event.kind == "answered"]
    assert texts == [f"This is answer {turn}." for turn in (1, 2, 3)]


def test_two_who_write_at_once_lose_nothing(url: str, tmp_path: Path) -> None:
    practised(url, tmp_path / "data", trainees=2, calls=10)
    with History(url, folder=tmp_path / "data") as history:
        kept = history.attempts()
    assert sorted(one.id for one in kept) == list(range(1, 21))
    assert {one.trainee: sum(other.trainee == one.trainee for other in kept) for one in kept} == {
        "Trainee 0": 10,
        "Trainee 1": 10,
    }
    assert all(one.finished and one.checks for one in kept)


@pytest.mark.parametrize("url", [KINDS[1]], indirect=True)
def test_ten_trainees_share_a_server(url: str, tmp_path: Path) -> None:
    practised(url, tmp_path / "data", trainees=10, calls=2)
    with History(url, folder=tmp_path / "data") as history:
        assert [len(history.attempts(f"Trainee {one}")) for one in range(10)] == [2] * 10
        assert history.unfinished() == []


def test_who_looks_at_the_progress_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "attempts.sqlite"
    with History(f"sqlite:///{path}?timeout=0.05", folder=tmp_path) as history:
        attempted(history)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE attempts SET trainee = 'Bob'")
            with History(f"sqlite:///{path}?timeout=0.05", folder=tmp_path) as second:
                assert [one.trainee for one in second.attempts()] == ["Ann"]
