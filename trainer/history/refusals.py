"""Why a database will not: its own words, as a sentence to the person who can put it right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from sim.errors import Problem
from trainer.errors import HistoryError

ELSEWHERE: Final = "or choose another with --database"
_LOCKED = ("is locked by another program", "close that program and try again")
_READ_ONLY = ("cannot be written to", f"ask for the right to write there, {ELSEWHERE}")
_FULL = ("cannot be written: the disk is full", "make room")
_DAMAGED = ("is damaged", f"put a copy of it back, {ELSEWHERE}")
_OPEN = ("cannot be opened", f"check that its folder is there and can be written to, {ELSEWHERE}")
_WRITE = ("cannot be written", "check the disk and how much room there is")

SQLITE: Final[Mapping[int, tuple[str, str]]] = {
    5: _LOCKED,
    6: _LOCKED,
    8: _READ_ONLY,
    10: _WRITE,
    11: _DAMAGED,
    13: _FULL,
    14: _OPEN,
    26: ("is not a database", "choose another file with --database"),
}
"""By SQLite's primary result code: https://www.sqlite.org/rescode.html."""

POSTGRESQL: Final[Mapping[str, tuple[str, str]]] = {
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53100": _FULL,
    "55P03": _LOCKED,
    "57014": ("does not answer in time", "try again when it is less busy"),
}
"""By SQLSTATE: appendix A of PostgreSQL's manual."""


def refusal(place: str, error: Exception) -> HistoryError:
    """What a database's error means: place, problem, remedy."""
    cause = getattr(error, "orig", None) or error
    known = SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    known = known or POSTGRESQL.get(getattr(cause, "sqlstate", None) or "")
    if known is None:
        words = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
        known = (f"cannot be used ({words})", f"check that it is there and may be used, {ELSEWHERE}")
    return HistoryError([Problem(place, *known)])


@contextmanager
def refusing(place: str) -> Iterator[None]:
    """Turns what goes wrong in a database into a HistoryError."""
    try:
        yield
    except (SQLAlchemyError, OverflowError) as error:  # a whole number too large for SQLite is Python's own error
        raise refusal(place, error) from error
