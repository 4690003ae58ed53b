"""When a database fails in the middle of a call, the call goes on and the attempt waits in a file."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from histories import KINDS, answered, attempted, call, charged_twice, empty_database, played_out
from sqlalchemy import Engine, event

from trainer.errors import HistoryError
from trainer.history import History, WholeAttempt
from trainer.history.places import known_as
from trainer.history.unsaved import Unsaved

TESTS = Path(__file__).parent
ROOT = TESTS.parents[1]


class Told(list[str]):
    """What a trainee has been told."""

    def __call__(self, sentence: str) -> None:
        self.append(sentence)


def files(folder: Path) -> list[Path]:
    """Everything among the unsaved attempts, whole or half."""
    return sorted((folder / "unsaved").glob("*"))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody looks at the file with a program that does not let go."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def quick(path: Path) -> str:
    """The file as a database that does not wait long for a lock."""
    return f"sqlite:///{path}?timeout=0.05"


def test_a_call_goes_on_in_a_file_and_is_taken_in_at_the_next_start(tmp_path: Path) -> None:
    path, told, session = tmp_path / "attempts.sqlite", Told(), answered(call(), "Hello.")
    with History(quick(path), folder=tmp_path, tell=told) as history:
        attempt = history.keep(history.begin(session, charged_twice()[0]), session.events)
        with locked(path):
            for text in ("I see.", "One moment."):
                history.keep(attempt, answered(session, text).events)
            result = played_out(session)
            history.finish(attempt, result)
        assert [one.steps for one in history.attempts()] == [1]
        assert history.load(1).events == result.events
    (file,) = files(tmp_path)
    problem = f"{path}: is locked by another program; close that program and try again"
    assert told == [f"{problem}; this attempt is kept in {file}, and taken in when callfloor starts again"]

    told.clear()
    with History(quick(path), folder=tmp_path, tell=told) as history:
        (kept,) = history.whole_attempts()
    assert (kept.id, kept.events, kept.total, kept.ready) == (1, result.events, result.score.total, result.score.ready)
    assert (kept.wrap_up, len(kept.checks)) == (result.wrap_up, len(result.score.checks))
    assert told == [f"attempt 1: double_charged, begun {kept.started:%Y-%m-%d %H:%M} UTC, was taken in from a file"]
    assert files(tmp_path) == []


def test_a_database_that_is_back_at_the_end_takes_the_attempt_after_all(tmp_path: Path) -> None:
    path, told, session = tmp_path / "attempts.sqlite", Told(), call()
    with History(quick(path), folder=tmp_path, tell=told) as history:
        with locked(path):
            attempt = history.begin(session, charged_twice()[0])
            assert attempt.id == 0
            history.keep(attempt, answered(session, "Hello.").events)
        assert history.finish(attempt, played_out(session)).id == 1
        assert [one.finished is not None for one in history.attempts()] == [True]
    assert told[1:] == ["attempt 1: the database has taken it after all"]
    assert files(tmp_path) == []


def test_a_call_needs_no_database_to_begin(tmp_path: Path) -> None:
    """It is not there, or a newer callfloor has been at it: the attempt waits for one that is."""
    told, url = Told(), f"sqlite:///{tmp_path / 'gone' / 'attempts.sqlite'}"
    with History(url, folder=tmp_path, tell=told, needed=False) as history:
        attempted(history)
        with pytest.raises(HistoryError, match=r"gone/attempts\.sqlite: cannot be opened; check that its folder"):
            history.attempts()
    assert len(told) == len(files(tmp_path)) == 1
    assert told[0].startswith(f"{tmp_path / 'gone' / 'attempts.sqlite'}: cannot be opened; ")
    with History(folder=tmp_path, tell=told) as history:
        assert [one.finished is not None for one in history.attempts()] == [True]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_taken_in_twice(kind: str, tmp_path: Path) -> None:
    """Whoever took it in may have died before the file was gone, or two begin at once."""
    with empty_database(kind, tmp_path) as url:
        waiting = spilled(tmp_path)
        for _ in range(2):
            Unsaved(tmp_path / "unsaved").keep(waiting, known_as(url, tmp_path))
            History(url, folder=tmp_path, tell=Told()).close()
        with History(url, folder=tmp_path, tell=Told()) as history:
            assert [(one.key, len(one.checks)) for one in history.attempts()] == [(waiting.key, len(waiting.checks))]
    assert files(tmp_path) == []


def spilled(folder: Path, **begin: int) -> WholeAttempt:
    """An attempt in a file, for a database that nobody has opened."""
    with History(f"sqlite:///{folder}", folder=folder, tell=Told(), needed=False) as history:
        key = attempted(history, **begin).key
    found = Unsaved(folder / "unsaved").read(folder / "unsaved" / f"{key}.json")
    assert found is not None
    return found[1].attempt


def test_an_attempt_waits_for_the_database_it_was_meant_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not for whichever is opened next: the coach's own may be."""
    team, told = tmp_path / "team" / "attempts.sqlite", Told()
    with History(f"sqlite:///{team}", folder=tmp_path, tell=Told(), needed=False) as history:
        waiting = attempted(history)
    with History(f"sqlite:///{tmp_path / 'other.sqlite'}", folder=tmp_path, tell=told) as history:
        assert history.attempts() == []
    assert told == [f"{tmp_path / 'unsaved'}: 1 attempt waits for {team}; open it to take them in"]
    team.parent.mkdir()
    monkeypatch.chdir(tmp_path)
    with History("sqlite:///team/attempts.sqlite", folder=tmp_path, tell=Told()) as history:
        assert [one.key for one in history.attempts()] == [waiting.key]
    assert files(tmp_path) == []


def test_a_file_never_undoes_what_the_database_has(tmp_path: Path) -> None:
    path, told, session = tmp_path / "attempts.sqlite", Told(), call()
    with History(quick(path), folder=tmp_path, tell=told) as history:
        with locked(path):
            attempt = history.begin(session, charged_twice()[0])
        (file,) = files(tmp_path)
        at_the_start = file.read_bytes()
        done = history.finish(attempt, played_out(session))
        file.write_bytes(at_the_start)
    with History(quick(path), folder=tmp_path, tell=told) as history:
        assert history.load(1).finished == done.finished
    assert files(tmp_path) == []


def test_a_fork_taken_in_by_another_database_stays_a_fork_of_nothing_there(tmp_path: Path) -> None:
    """Attempt 5 is somebody else's in another database."""
    spilled(tmp_path, forked_from=5, fork_turn=3)
    with History(folder=tmp_path, tell=Told()) as history:
        (one,) = history.attempts()
    assert (one.forked, one.forked_from, one.fork_turn) == (True, None, 3)


@pytest.mark.parametrize(
    ("text", "why"),
    {
        "": "Invalid JSON: EOF while parsing",
        '{"format": 1, "databa': "Invalid JSON: EOF while parsing",
        "[1, 2]": "Input should be an object",
        '{"format": 1, "database": "", "attempt": {"key": "1"}}': "attempt.trainee: Field required",
    }.items(),
)
def test_a_broken_file_is_left_and_named(text: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "unsaved").mkdir()
    (broken := tmp_path / "unsaved" / "broken.json").write_text(text)
    whole = spilled(tmp_path)
    told = Told()
    with History(folder=tmp_path, tell=told) as history:
        assert [one.key for one in history.attempts()] == [whole.key]
    assert files(tmp_path) == [broken]
    assert broken.read_text() == text
    named = [one for one in told if one.startswith(f"{broken}: does not hold an attempt (")]
    assert len(named) == 1
    assert why in named[0]
    assert named[0].endswith("; it is left as it is; mend or remove it")


def test_a_file_with_a_number_no_database_takes_does_not_stop_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "unsaved" / f"{spilled(tmp_path).key}.json"
    holds = json.loads(file.read_text(encoding="utf-8"))
    holds["attempt"]["seed"] = 10**30
    file.write_text(json.dumps(holds), encoding="utf-8")
    told = Told()
    with History(folder=tmp_path, tell=told) as history:
        assert history.attempts() == []
    assert "too large" in told[0]
    assert files(tmp_path) == [file]


def test_where_no_file_can_be_written_either_that_is_said_once_and_the_call_goes_on(tmp_path: Path) -> None:
    (tmp_path / "unsaved").write_text("in the way")
    path, told, session = tmp_path / "attempts.sqlite", Told(), call()
    with History(quick(path), folder=tmp_path, tell=told) as history:
        with locked(path):
            attempt = history.begin(session, charged_twice()[0])
            for text in ("Hello.", "I see."):
                history.keep(attempt, answered(session, text).events)
        (sentence,) = told
        assert sentence.startswith(f"{path}: is locked by another program; close that program and try again; ")
        assert f"{tmp_path / 'unsaved'}: cannot be written either (File exists); make room" in sentence
        assert history.keep(attempt, answered(session, "One moment.").events).id == 1
        assert history.load(1).steps == 3
    assert told[1:] == ["attempt 1: the database has taken it after all"]


FULL = """
import sys
from pathlib import Path
from histories import answered, call, charged_twice
from trainer.history import History
folder, session = Path(sys.argv[1]), call()
with History(folder=folder) as history:
    attempt = history.begin(session, charged_twice()[0])
    print("begun", flush=True)
    sys.stdin.readline()
    for turn in range(3):
        history.keep(attempt, answered(session, f"Answer {turn}").events)
"""


def practised_on_a_full_disk(folder: Path, room: int) -> str:
    """What a trainee is told when in mid-call no file may grow beyond so many bytes, which is how a full disk feels."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}"}
    with subprocess.Popen(
        [sys.executable, "-c", FULL, str(folder)], text=True, cwd=ROOT, env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (room, room))
        _, said = program.communicate("\n", timeout=60)
    assert program.returncode == 0, said
    return said


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux lets us take the room from a running program")
def test_a_disk_that_fills_up_in_mid_call_costs_nothing_that_fits_elsewhere(tmp_path: Path) -> None:
    said = practised_on_a_full_disk(tmp_path, room=16_000)
    (file,) = files(tmp_path)
    assert said.startswith(f"{tmp_path / 'attempts.sqlite'}: cannot be written")
    assert said.endswith(f"this attempt is kept in {file}, and taken in when callfloor starts again\n")
    with History(folder=tmp_path, tell=Told()) as history:
        assert history.load(1).steps == 3


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux lets us take the room from a running program")
def test_a_disk_without_any_room_is_said_and_leaves_what_was_there(tmp_path: Path) -> None:
    said = practised_on_a_full_disk(tmp_path, room=10)
    assert said.count("\n") == 1
    assert f"{tmp_path / 'unsaved'}: cannot be written either (File too large); make room or see to the rights" in said
    assert files(tmp_path) == []
    with History(folder=tmp_path, tell=Told()) as history:
        assert history.load(1).steps == 0


def test_sqlite_says_when_the_disk_is_full(tmp_path: Path) -> None:
    """Its own code for a full disk, brought about by a file that may not have more pages."""

    def small(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    path, told, session = tmp_path / "attempts.sqlite", Told(), call()
    with History(quick(path), folder=tmp_path, tell=told) as history:
        attempt = history.begin(session, charged_twice()[0])
        event.listen(Engine, "connect", small)
        try:
            history.keep(attempt, answered(session, "A long answer. " * 2000).events)
        finally:
            event.remove(Engine, "connect", small)
    assert told[0].startswith(f"{path}: cannot be written: the disk is full; make room; this attempt is kept in ")
