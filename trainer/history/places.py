"""Where attempts are kept: a file of one's own unless told otherwise, or a database that several trainees share."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import URL, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.future import Connection

from sim.errors import Problem
from trainer.errors import HistoryError

PATIENCE_S: Final = 3
"""How long a lock, or a server that does not answer, is waited for: a trainee is waiting as well."""
DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_EXAMPLES = "write sqlite:///FILE or postgresql://USER@HOST/DATABASE"


def url_of(text: str | None, folder: Path) -> URL:
    """The database that is meant; None: the user's own file.  Raises HistoryError."""
    if text is None:
        return URL.create("sqlite", database=str(folder / "attempts.sqlite"))
    try:
        url = make_url(text)
        driver = DRIVERS[url.get_backend_name()]
    except ArgumentError:
        raise HistoryError([Problem("--database", "what is given is not the URL of a database", _EXAMPLES)]) from None
    except KeyError:
        named = f"attempts are not kept in {url.get_backend_name()}"
        raise HistoryError([Problem("--database", named, _EXAMPLES)]) from None
    if driver != "sqlite":
        return url.set(drivername=driver)
    if url.database in (None, "", ":memory:"):
        raise HistoryError([Problem("--database", "a database in memory forgets", "name a file: sqlite:///FILE")])
    return url.set(drivername=driver, database=str(Path(str(url.database)).expanduser()))


def shown(url: URL) -> str:
    """The database in a sentence; never with its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.set(drivername="postgresql", query={}).render_as_string()


def known_as(text: str | None, folder: Path) -> str:
    """What tells this database from every other, however its URL is written; "" for what is no such URL."""
    try:
        url = url_of(text, folder)
    except HistoryError:
        return ""
    return str(Path(shown(url)).absolute()) if url.get_backend_name() == "sqlite" else shown(url)


def engine_for(url: URL) -> Engine:
    """A way to the database.  Nothing is opened yet.  Raises HistoryError where its driver is not installed."""
    try:
        return _file(url) if url.get_backend_name() == "sqlite" else _server(url)
    except ImportError as error:
        remedy = "pip install 'callfloor[postgres]'"
        raise HistoryError([Problem(shown(url), f"needs {error.name}, which is not installed", remedy)]) from None


def _file(url: URL) -> Engine:
    """Every transaction opens the file anew: one that is gone is missed at once, and threads share nothing."""
    patience = {} if "timeout" in url.query else {"timeout": PATIENCE_S}
    engine = create_engine(url, poolclass=NullPool, connect_args=patience)

    @event.listens_for(engine, "connect")
    def opened(connection: DBAPIConnection, _: object) -> None:
        connection.isolation_level = None  # sqlite3 shall begin nothing on its own
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        # Who will write waits for the lock at the beginning: one who has read before must not be overtaken.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server(url: URL) -> Engine:
    given = str(url.query.get("options", ""))
    limits = f"-c lock_timeout={PATIENCE_S * 1000} -c statement_timeout={PATIENCE_S * 2000}"
    arguments: dict[str, str | int] = {"options": f"{limits} {given}".strip(), "application_name": "callfloor"}
    arguments |= {"connect_timeout": PATIENCE_S, "tcp_user_timeout": PATIENCE_S * 2000}
    asked = {name: value for name, value in arguments.items() if name == "options" or name not in url.query}
    # A trainee thinks for minutes between two turns: a connection is tried before it is used.
    return create_engine(
        url.difference_update_query(["options"]), pool_size=1, max_overflow=4, pool_pre_ping=True, connect_args=asked
    )
