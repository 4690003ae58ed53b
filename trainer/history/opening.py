"""A database is opened: made where there is none, brought up to date where it is older, refused where it is newer."""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, inspect, select, text
from sqlalchemy.exc import OperationalError

from sim.errors import Problem
from trainer.errors import HistoryError
from trainer.history.places import PATIENCE_S
from trainer.history.refusals import ELSEWHERE, SQLITE
from trainer.history.tables import VERSION, VERSION_TABLE

_ONE_AT_A_TIME: Final = 4_211_980_501
"""The advisory lock under which a PostgreSQL database is brought up to date: any number nobody else uses."""
_LOCKED = SQLITE[5]


def prepare(engine: Engine, place: str) -> None:
    """Makes the database one of this version.  Raises HistoryError where it is newer.

    Who opens it at the same moment waits, and finds it done.
    """
    with engine.connect() as connection:
        found = version_of(connection)
    if found == VERSION:
        return
    if found is not None and (not found.isdigit() or int(found) > int(VERSION)):
        problem = f"was written by a newer callfloor (its version is {found}, this one knows up to {VERSION})"
        raise HistoryError([Problem(place, problem, f"update callfloor, {ELSEWHERE}")])
    from trainer.history.migrating import migrate  # before the lock is taken: Alembic takes its time

    if engine.dialect.name == "sqlite":
        _write_ahead(engine)
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _ONE_AT_A_TIME})
            connection.execute(text("SET LOCAL statement_timeout = 0"))  # years of attempts may take their time
        if version_of(connection) != VERSION:
            migrate(connection)


def version_of(connection: Connection) -> str | None:
    """The version of a database; None where callfloor has not been."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalar(select(Table(VERSION_TABLE, MetaData(), Column("version_num", Text)).c.version_num))


def _write_ahead(engine: Engine) -> None:
    """Lets readers read while somebody writes; a file remembers it.

    SQLite does not wait for a lock here, so we do.  Where the file lies on a disk that cannot do it, it stays as it is.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with engine.connect() as connection:
                cursor = connection.connection.cursor()
                cursor.execute("PRAGMA journal_mode = WAL")
                cursor.close()
            return
        except Exception as error:
            if not _busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _busy(error: Exception) -> bool:
    cause = error.orig if isinstance(error, OperationalError) else error
    return SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF) == _LOCKED
