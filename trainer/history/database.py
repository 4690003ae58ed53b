"""Attempts in a database: written whole or not at all, and never overwritten by an older state of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import URL, ColumnElement, Connection, Table, delete, func, insert, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from sim.errors import Problem
from trainer.errors import HistoryError
from trainer.history.attempt import Attempt, Verdict, WholeAttempt, storable
from trainer.history.opening import prepare
from trainer.history.places import engine_for, shown
from trainer.history.refusals import refusing
from trainer.history.tables import ATTEMPTS, CHECKS

WHOLE: Final = TypeAdapter(WholeAttempt)
LIGHT: Final = TypeAdapter(Attempt)
_ONLY_WHOLE: Final = ("events", "wrap_up", "score")
LARGEST_ID: Final = 2**31 - 1
_IN_ONE_QUERY: Final = 500
"""Attempts that are read together: few round trips, and no statement grows too long."""
A = TypeVar("A", bound=Attempt)

_INSERTS: Final[Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


class Database:
    """One database of attempts.  Threads and processes may share it.  Everything raises HistoryError.

    ``place``: how it is called in a sentence.
    """

    def __init__(self, url: URL) -> None:
        self.place = shown(url)
        self._engine = engine_for(url)
        self._writing = self._engine.execution_options(writes=True)
        try:
            with refusing(self.place):
                prepare(self._engine, self.place)
        except HistoryError:
            self.close()
            raise

    def close(self) -> None:
        """Lets go of the connections."""
        self._engine.dispose()

    def save(self, attempt: WholeAttempt) -> int | None:
        """Writes an attempt as far as it has come; its id; None: the kept one is finished or further.

        A finished one changes only by answers that are put right in it, and by the score that comes of them.
        """
        with refusing(self.place), self._writing.begin() as connection:
            number = self._put(connection, attempt)
            if number is not None and attempt.checks:
                connection.execute(delete(CHECKS).where(CHECKS.c.attempt == number))
                connection.execute(insert(CHECKS), [
                    {"attempt": number, "place": place, "name": one.name, "section": one.section, "status": one.status}
                    for place, one in enumerate(attempt.checks)
                ])  # fmt: skip
            return number

    def _put(self, connection: Connection, attempt: WholeAttempt) -> int | None:
        """Updates the attempt's row, or inserts it.

        Not in one statement: an upsert takes a number from PostgreSQL's sequence every turn, and ids are typed by hand.
        """
        row, mine = _row(attempt), ATTEMPTS.c.key == attempt.key
        written = update(ATTEMPTS).values(row).returning(ATTEMPTS.c.id)
        further = written.where(mine, ATTEMPTS.c.finished.is_(None), ATTEMPTS.c.steps <= row["steps"])
        number: int | None = connection.scalar(further)
        if number is None and (kept := self._kept(connection, mine)) is not None:
            return connection.scalar(written.where(mine)) if attempt.follows(kept) else None
        if number is None:
            new = _INSERTS[connection.dialect.name](ATTEMPTS).values(row).on_conflict_do_nothing(index_elements=["key"])
            number = connection.scalar(new.returning(ATTEMPTS.c.id))
        if number is None:  # somebody else has inserted it between our two questions
            number = connection.scalar(further)
        return number

    def _kept(self, connection: Connection, wanted: ColumnElement[bool]) -> WholeAttempt | None:
        """The attempt as it is; nobody changes it before the transaction is over."""
        row = connection.execute(select(ATTEMPTS).where(wanted).with_for_update()).one_or_none()
        return None if row is None else _read(WHOLE, row._asdict(), _checks(connection, wanted), self.place)

    def load(self, number: int) -> WholeAttempt:
        """The attempt with this id."""
        found = next(self._whole(ATTEMPTS.c.id == number), None) if 0 < number <= LARGEST_ID else None
        if found is None:
            with refusing(self.place), self._engine.connect() as connection:
                last = connection.scalar(select(func.max(ATTEMPTS.c.id)))
            remedy = f"the last one is {last}" if last else "there are none yet"
            raise HistoryError([Problem(f"attempt {number}", "there is no such attempt", remedy)])
        return found

    def find(self, key: str) -> WholeAttempt | None:
        """The attempt with this key; None where there is none."""
        return next(self._whole(ATTEMPTS.c.key == key), None)

    def attempts(self, trainee: str | None = None) -> list[Attempt]:
        """All attempts, of one trainee or of all, in the order in which they were started."""
        wanted = _of(trainee)
        columns = [column for column in ATTEMPTS.c if column.name not in _ONLY_WHOLE]
        with refusing(self.place), self._engine.connect() as connection:
            rows = connection.execute(select(*columns).where(wanted).order_by(ATTEMPTS.c.started, ATTEMPTS.c.id))
            checks = _checks(connection, wanted)
            return [_read(LIGHT, row._asdict(), checks, self.place) for row in rows]

    def whole_attempts(self, trainee: str | None = None) -> Iterator[WholeAttempt]:
        """The same with all that is kept of each, a few hundred in memory at a time."""
        with refusing(self.place), self._engine.connect() as connection:
            found = select(ATTEMPTS.c.id).where(_of(trainee)).order_by(ATTEMPTS.c.started, ATTEMPTS.c.id)
            numbers = list(connection.scalars(found))
        for first in range(0, len(numbers), _IN_ONE_QUERY):
            yield from self._whole(ATTEMPTS.c.id.in_(numbers[first : first + _IN_ONE_QUERY]))

    def _whole(self, wanted: ColumnElement[bool]) -> Iterator[WholeAttempt]:
        with refusing(self.place), self._engine.connect() as connection:
            rows = connection.execute(select(ATTEMPTS).where(wanted).order_by(ATTEMPTS.c.started, ATTEMPTS.c.id)).all()
            checks = _checks(connection, wanted)
        for row in rows:
            yield _read(WHOLE, row._asdict(), checks, self.place)


def _of(trainee: str | None) -> ColumnElement[bool]:
    return true() if trainee is None else ATTEMPTS.c.trainee == storable(trainee)


def _row(attempt: WholeAttempt) -> dict[str, Any]:
    """What stands in the table of attempts."""
    written = WHOLE.dump_python(attempt, mode="json", exclude={"id", "checks"})
    return {**written, "started": attempt.started, "finished": attempt.finished}


def _checks(connection: Connection, wanted: ColumnElement[bool]) -> dict[int, tuple[Verdict, ...]]:
    """The checks of these attempts, by attempt."""
    rows = connection.execute(
        select(CHECKS.c.attempt, CHECKS.c.name, CHECKS.c.section, CHECKS.c.status)
        .join(ATTEMPTS)
        .where(wanted)
        .order_by(CHECKS.c.attempt, CHECKS.c.place)
    )
    of_each = groupby(rows, key=lambda row: row.attempt)
    return {number: tuple(Verdict(row.name, row.section, row.status) for row in group) for number, group in of_each}


def _read(kind: TypeAdapter[A], row: Mapping[str, Any], checks: Mapping[int, tuple[Verdict, ...]], place: str) -> A:
    """A row as an attempt.  Raises HistoryError where something else has written it."""
    try:
        return kind.validate_python({**row, "checks": checks.get(row["id"], ())})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        problem = f"attempt {row['id']} cannot be read ({where}: {first['msg']})"
        raise HistoryError([Problem(place, problem, "another program has changed it; put a copy back")]) from None
