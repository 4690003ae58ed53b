"""The two tables: an attempt a row, and a row for every check of it, so that progress is a question to the database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

VERSION: Final = "0001"
"""The last of the migrations; a database with a higher one was written by a newer callfloor."""
VERSION_TABLE: Final = "callfloor_version"


class Utc(TypeDecorator[datetime]):
    """A moment.  SQLite forgets the zone, so it is UTC that is stored."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database: a moment without a zone is a mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Out of the database."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


METADATA = MetaData()

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("trainee", Text, nullable=False, index=True),
    Column("dialogue", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("waited", Float, nullable=False),
    Column("started", Utc, nullable=False),
    Column("finished", Utc),
    Column("version", Text, nullable=False),
    Column("forked_from", Integer, ForeignKey("attempts.id")),
    Column("fork_turn", Integer),
    Column("steps", Integer, nullable=False),
    Column("ending", Text, nullable=False),
    Column("success", Boolean),
    Column("total", Float),
    Column("ready", Boolean),
    Column("criticals", JSON, nullable=False),
    Column("events", JSON, nullable=False),
    Column("wrap_up", JSON(none_as_null=True)),
    Column("score", JSON(none_as_null=True)),
    sqlite_autoincrement=True,
)
"""``events``: what happened, in order; with dialogue, seed and wait they are the call."""

CHECKS = Table(
    "checks",
    METADATA,
    Column("attempt", Integer, ForeignKey("attempts.id"), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, index=True),
    Column("section", Text, nullable=False),
    Column("status", Text, nullable=False),
)
"""``place``: where in the result the check stands; its name alone need not be unlike every line of a script."""
