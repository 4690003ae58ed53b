"""A database that attempts cannot be kept in is a sentence: where, what, and what to do about it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import throwaway_postgres
from histories import KINDS, attempted, empty_database

from trainer.errors import HistoryError
from trainer.history import History

ROOT = Path(__file__).parents[2]
POSTGRES = pytest.mark.skipif(bool(throwaway_postgres.missing()), reason=throwaway_postgres.missing() or "there is one")


def refused(url: str | None, folder: Path) -> str:
    """What opening says."""
    with pytest.raises(HistoryError) as caught:
        History(url, folder=folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("url", "sentence"),
    {
        "attempts.db": "--database: what is given is not the URL of a database; write sqlite:///FILE or postgresql://",
        "mysql://ann@server/training": "--database: attempts are not kept in mysql; write sqlite:///FILE or",
        "sqlite://": "--database: a database in memory forgets; name a file: sqlite:///FILE",
        "sqlite:///:memory:": "--database: a database in memory forgets; name a file: sqlite:///FILE",
    }.items(),
)
def test_what_is_no_database_is_refused(url: str, sentence: str, tmp_path: Path) -> None:
    assert refused(url, tmp_path).startswith(sentence)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "attempts.sqlite"
    problem = (
        "cannot be opened; check that its folder is there and can be written to, or choose another with --database"
    )
    assert refused(f"sqlite:///{path}", tmp_path) == f"{path}: {problem}"
    assert not path.parent.exists()


def test_a_users_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    sentence = refused(None, tmp_path / "file" / "data")
    assert (
        sentence == f"{tmp_path / 'file' / 'data'}: cannot be made (Not a directory); name a database with --database"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    path = tmp_path / "closed" / "attempts.sqlite"
    assert refused(f"sqlite:///{path}", tmp_path).startswith(f"{path}: cannot be opened; check that its folder")


def test_a_file_that_is_something_else_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0" * 1000)
    assert refused(f"sqlite:///{path}", tmp_path) == f"{path}: is not a database; choose another file with --database"
    assert path.read_bytes() == b"\xff\xd8\xff\xe0" * 1000


def test_a_locked_file_is_waited_for_a_few_seconds_and_then_named(tmp_path: Path) -> None:
    path = tmp_path / "attempts.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        sentence = refused(f"sqlite:///{path}", tmp_path)
        waited = time.monotonic() - began
    assert sentence == f"{path}: is locked by another program; close that program and try again"
    assert 2 < waited < 10


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_of_a_newer_callfloor_is_left_to_it(kind: str, tmp_path: Path) -> None:
    with empty_database(kind, tmp_path) as url:
        with History(url, folder=tmp_path) as history:
            attempted(history)
        with connected(url) as other:
            other.execute("UPDATE callfloor_version SET version_num = '0999'")
            other.commit()
        sentence = refused(url, tmp_path)
        with connected(url) as other:
            assert other.execute("SELECT count(*) FROM attempts").fetchone() == (1,)
    assert ": was written by a newer callfloor (its version is 0999, this one knows up to " in sentence
    assert sentence.endswith("; update callfloor, or choose another with --database")


def connected(url: str) -> closing[sqlite3.Connection] | closing[psycopg.Connection]:
    """The database, as another program sees it."""
    if url.startswith("sqlite"):
        return closing(sqlite3.connect(url.removeprefix("sqlite:///")))
    return closing(psycopg.connect(url))


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: Path) -> None:
    sentence = refused("postgresql://ann:s3cret@127.0.0.1:1/training", tmp_path)
    assert sentence.startswith("postgresql://ann:***@127.0.0.1:1/training: cannot be used (")
    assert "Connection refused" in sentence
    assert "s3cret" not in sentence


def test_a_driver_that_is_not_installed_is_named_with_what_installs_it(tmp_path: Path) -> None:
    program = """
import sys
sys.modules["psycopg"] = None
from pathlib import Path
from trainer.errors import HistoryError
from trainer.history import History
try:
    History("postgresql://ann@server/training", folder=Path(sys.argv[1]))
except HistoryError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    named = "postgresql://ann@server/training: needs psycopg, which is not installed; pip install 'callfloor[postgres]'"
    assert done.stdout == f"{named}\n"


@POSTGRES
def test_a_locked_table_is_not_waited_for_forever(tmp_path: Path) -> None:
    said: list[str] = []
    with empty_database("postgresql", tmp_path) as url, History(url, folder=tmp_path, tell=said.append) as history:
        with connected(url) as other:
            other.execute("LOCK TABLE attempts IN ACCESS EXCLUSIVE MODE")
            attempted(history, finish=False)
        assert "is locked by another program; close that program and try again; this attempt is kept in " in said[0]


@POSTGRES
def test_a_server_that_restarted_between_two_turns_is_found_again(tmp_path: Path) -> None:
    said: list[str] = []
    with empty_database("postgresql", tmp_path) as url, History(url, folder=tmp_path, tell=said.append) as history:
        attempted(history)
        with connected(url) as other:
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'callfloor'")
        attempted(history)
        assert [one.id for one in history.attempts()] == [1, 2]
    assert said == []


def test_a_row_that_something_else_has_changed_is_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'attempts.sqlite'}"
    with History(url, folder=tmp_path) as history:
        attempted(history)
        with connected(url) as other:
            other.execute("""UPDATE attempts SET events = '[{"kind": "sneezed"}]'""")
            other.commit()
        with pytest.raises(
            HistoryError, match=r"attempts.sqlite: attempt 1 cannot be read \(events.0: .*another program"
        ):
            history.load(1)
