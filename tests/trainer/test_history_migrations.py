"""A database of any version but a newer one becomes one of today's, with all that is in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from histories import KINDS, attempted, call, charged_twice, empty_database, played_out
from sqlalchemy import Engine, inspect, text

from trainer.errors import HistoryError
from trainer.history import History
from trainer.history.migrating import MIGRATIONS, migrate
from trainer.history.opening import version_of
from trainer.history.places import engine_for, url_of
from trainer.history.tables import METADATA, VERSION, VERSION_TABLE
from trainer.session import Answered

FIRST_ATTEMPT = """
INSERT INTO attempts (id, key, trainee, dialogue, fingerprint, language, kind, level, seed, waited, started, finished,
                      version, steps, ending, success, total, ready, criticals, events, wrap_up, score)
VALUES (7, '00112233445566778899aabbccddeeff', 'Ann', 'double_charged', '945e8a083b44bbf3', 'en', 'complaint', 3, 42,
        90.5, '2026-03-02 09:00:00.000000+00:00', '2026-03-02 09:08:30.000000+00:00', '0.1.0', 1, 'posts', false, 8.7,
        false, '["false_fact"]',
        '[{"kind": "answered", "text": "Hello.", "start": null, "end": null, "words": [], "interrupted": false}]',
        '{"disposition": "other", "notes": "", "follow_up": false, "seconds": 12.5}', '{"total": 8.7, "sections": []}')
"""
FIRST_CHECK = "INSERT INTO checks VALUES (7, 0, 'greeting', 'opening', 'pass')"
"""An attempt as the first version wrote it.  These two lines never change."""


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with empty_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def engine(url: str, tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(url_of(url, tmp_path)).execution_options(writes=True)
    yield engine
    engine.dispose()


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """The migrations of a later version: one more."""
    shutil.copytree(MIGRATIONS, tmp_path / "tomorrow")
    (tmp_path / "tomorrow" / "versions" / "v9998_mentor.py").write_text(f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "9998", "{VERSION}"
def upgrade():
    op.add_column("attempts", sa.Column("mentor", sa.Text))
""")
    return tmp_path / "tomorrow"


def test_the_migrations_end_at_the_tables_of_today(url: str, engine: Engine, tmp_path: Path) -> None:
    History(url, folder=tmp_path).close()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert version_of(connection) == VERSION


def test_the_migrations_are_one_line_that_ends_at_this_version() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [VERSION]
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert revisions == sorted(revisions, reverse=True)
    assert Config().config_file_name is None


def test_an_attempt_of_the_first_version_is_found_in_todays(url: str, engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        migrate(connection, to="0001")
        connection.execute(text(FIRST_ATTEMPT.replace(":", r"\:")))
        connection.execute(text(FIRST_CHECK))
    with History(url, folder=tmp_path) as history:
        found = history.load(7)
    assert (found.trainee, found.seed, found.waited, found.total, found.ready) == ("Ann", 42, 90.5, 8.7, False)
    assert found.events == (Answered(text="Hello."),)
    assert found.wrap_up is not None
    assert found.wrap_up.seconds == 12.5
    assert [(one.name, one.section, one.status) for one in found.checks] == [("greeting", "opening", "pass")]
    assert found.criticals == ("false_fact",)
    assert found.finished is not None
    assert (found.finished - found.started).total_seconds() == 510


def test_a_later_version_keeps_what_is_there_and_locks_this_one_out(
    url: str, engine: Engine, tomorrow: Path, tmp_path: Path
) -> None:
    with History(url, folder=tmp_path) as history:
        attempted(history)
    with engine.begin() as connection:
        migrate(connection, tomorrow)
        assert connection.execute(text("SELECT id, trainee, mentor FROM attempts")).all() == [(1, "Ann", None)]
    with pytest.raises(HistoryError, match="was written by a newer callfloor"):
        History(url, folder=tmp_path)


def test_a_call_during_which_somebody_updates_the_database_is_kept(
    url: str, engine: Engine, tomorrow: Path, tmp_path: Path
) -> None:
    """A migration that only adds does not stop who is in the middle of a call."""
    session = call()
    with History(url, folder=tmp_path, tell=pytest.fail) as history:
        attempt = history.begin(session, charged_twice()[0])
        with engine.begin() as connection:
            migrate(connection, tomorrow)
        assert history.finish(attempt, played_out(session)).id == 1


def test_a_migration_that_fails_leaves_everything_as_it_was(
    url: str, engine: Engine, tomorrow: Path, tmp_path: Path
) -> None:
    (tomorrow / "versions" / "v9999_broken.py").write_text("""
revision, down_revision = "9999", "9998"
def upgrade():
    raise ZeroDivisionError
""")
    History(url, folder=tmp_path).close()
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        migrate(connection, tomorrow)
    with engine.connect() as connection:
        assert version_of(connection) == VERSION
        assert "mentor" not in {column["name"] for column in inspect(connection).get_columns("attempts")}


def test_a_folder_may_have_a_percent_sign_in_its_name(tmp_path: Path, tomorrow: Path) -> None:
    """Alembic's settings take it for a variable."""
    scripts = shutil.move(tomorrow, tmp_path / "100%(sure)s")
    engine = engine_for(url_of(f"sqlite:///{tmp_path / 'a.sqlite'}", tmp_path)).execution_options(writes=True)
    with engine.begin() as connection:
        migrate(connection, Path(scripts))
        assert version_of(connection) == "9998"
