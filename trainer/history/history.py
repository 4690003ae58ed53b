"""What a trainee has done so far: kept turn by turn, so that a crash costs at most the turn under way."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from sim.errors import Problem
from trainer.errors import HistoryError
from trainer.history.attempt import Attempt, Result, WholeAttempt, begun, concluded, corrected, whole
from trainer.history.unsaved import Unsaved

if TYPE_CHECKING:
    from trainer.dialogue.shipped import DialogueFile
    from trainer.history.database import Database
    from trainer.rubric import Score
    from trainer.session import Event, Session

Tell = Callable[[str], None]
Refusal = Callable[[str], Problem]


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _finished(place: str) -> Problem:
    return Problem(place, "is finished, or has been played further elsewhere", "begin a new one, or fork it")


def _overtaken(place: str) -> Problem:
    return Problem(place, "has been put right elsewhere meanwhile", "open its result again")


class History:
    """The attempts in a database, or, as long as that will not take them, in files that the next History takes in.

    ``url``: of SQLite or PostgreSQL; None: the file attempts.sqlite in ``folder``, which is the user's data folder
    unless given.  ``tell`` hears in one sentence what the trainee should know.  ``needed`` False is for a call, which
    goes on without a database: then nothing is raised here, and attempts are kept in files.

    Raises HistoryError where the database cannot be opened, is locked, or was written by a newer callfloor.
    """

    def __init__(
        self, url: str | None = None, *, folder: Path | None = None, tell: Tell = _say, needed: bool = True
    ) -> None:
        from trainer.folders import data_folder
        from trainer.history.places import known_as

        self.folder = folder or data_folder()
        self._meant = known_as(url, self.folder)
        self._takes_all = self._meant == known_as(None, self.folder)
        """The user's own file takes what was meant for a database that is not there, too: it is then lost to nobody."""
        self._tell = tell
        self._unsaved = Unsaved(self.folder / "unsaved")
        self._elsewhere: dict[str, Literal["a file", "nowhere"]] = {}
        """Attempts, by key, that are not in the database as far as they have come."""
        self._refused: HistoryError | None = None
        self._database: Database | None = None
        try:
            self._database = self._opened(url)
        except HistoryError as error:
            if needed:
                raise
            self._refused = error
        else:
            self._take_in()

    def _opened(self, url: str | None) -> Database:
        from trainer.history.database import Database
        from trainer.history.places import url_of

        if url is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                problem = f"cannot be made ({error.strerror})"
                raise HistoryError([Problem(str(self.folder), problem, "name a database with --database")]) from None
        return Database(url_of(url, self.folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        if self._database is not None:
            self._database.close()

    @property
    def place(self) -> str:
        """Where attempts are kept, for a sentence; the folder of their files where no database could be opened."""
        return self._database.place if self._database is not None else str(self._unsaved.folder)

    def begin(
        self, session: Session, file: DialogueFile, *, forked_from: int | None = None, fork_turn: int | None = None
    ) -> Attempt:
        """A new attempt at the dialogue of this file, kept from now on.

        ``forked_from``, ``fork_turn``: the attempt whose first answers it shares, and the answer that is given anew.
        """
        now = datetime.now(UTC)
        return self._put(begun(session, file, now, forked_from=forked_from, fork_turn=fork_turn))

    def keep(self, attempt: Attempt, events: Iterable[Event]) -> Attempt:
        """Keeps all that has happened so far; to be called after every turn.

        Where the database fails, a file takes its place and a sentence is told; the call can go on in any case.
        Raises HistoryError where the attempt is finished or has come further meanwhile, in another window say.
        """
        return self._put(whole(attempt, events))

    def finish(self, attempt: Attempt, result: Result) -> WholeAttempt:
        """Keeps an attempt that is over, with its score.  Failures are those of ``keep``."""
        return self._put(concluded(attempt, result, datetime.now(UTC)))

    def put_right(self, attempt: WholeAttempt, events: Iterable[Event], score: Score) -> WholeAttempt:
        """Keeps a finished attempt in which the trainee has put an answer right, with the score that comes of it.

        ``events``: those of the attempt, and after them the ``PutRight``.  Nothing else changes in a finished attempt.
        Failures are those of ``keep``.
        """
        return self._put(corrected(attempt, events, score), _overtaken)

    def load(self, number: int) -> WholeAttempt:
        """The attempt with this id, to be shown, gone on with or forked; from its file, where that has come further.

        Raises HistoryError where there is none.
        """
        found = self._open.load(number)
        if self._elsewhere.get(found.key) == "a file":
            waiting = self._unsaved.read(self._unsaved.path(found))
            if waiting is not None and waiting[1].attempt.follows(found):
                return replace(waiting[1].attempt, id=number)
        return found

    def attempts(self, trainee: str | None = None) -> list[Attempt]:
        """All attempts, of one trainee or of all, in the order in which they were started.  Raises HistoryError."""
        return self._open.attempts(trainee)

    def unfinished(self, trainee: str | None = None) -> list[Attempt]:
        """Attempts that were left, and those under way.  Raises HistoryError."""
        return [one for one in self.attempts(trainee) if one.finished is None]

    def whole_attempts(self, trainee: str | None = None) -> Iterator[WholeAttempt]:
        """Like ``attempts``, with all that is kept of each.  Raises HistoryError."""
        return self._open.whole_attempts(trainee)

    @property
    def _open(self) -> Database:
        if self._database is None:
            raise self._refused or HistoryError([])
        return self._database

    def _put(self, attempt: WholeAttempt, refusal: Refusal = _finished) -> WholeAttempt:
        """Into the database; where that has failed in this call already, first into the file and at the end again.

        ``refusal``: what is told where the database has an attempt that this one does not follow.
        """
        key, refused = attempt.key, self._refused
        if self._database is not None and (attempt.finished or self._elsewhere.get(key) != "a file"):
            try:
                number = self._database.save(attempt)
            except HistoryError as error:
                refused = error
            else:
                return self._saved(attempt, number, refusal)
        self._spill(attempt, refused)
        return attempt

    def _saved(self, attempt: WholeAttempt, number: int | None, refusal: Refusal) -> WholeAttempt:
        if number is None:
            raise HistoryError([refusal(f"attempt {attempt.id}" if attempt.id else attempt.dialogue)])
        kept = replace(attempt, id=number)
        if self._elsewhere.pop(attempt.key, None):
            self._tell(f"attempt {number}: the database has taken it after all")
            self._tidy(kept)
        return kept

    def _spill(self, attempt: WholeAttempt, refused: HistoryError | None) -> None:
        before = self._elsewhere.get(attempt.key)
        try:
            path = self._unsaved.keep(attempt, self._meant)
        except OSError as error:
            self._elsewhere[attempt.key] = "nowhere"
            if before != "nowhere":
                why = error.strerror or str(error)
                remedy = "make room or see to the rights; the call can go on, and is kept as soon as that is possible"
                self._tell(f"{_why(refused)}{self._unsaved.folder}: cannot be written either ({why}); {remedy}")
        else:
            self._elsewhere[attempt.key] = "a file"
            if before != "a file":
                self._tell(f"{_why(refused)}this attempt is kept in {path}, and taken in when callfloor starts again")

    def _take_in(self) -> None:
        """Attempts in files go into the database they were meant for, or into the user's own.

        A file that is none, or is not taken, stays and is named.
        """
        others: Counter[str] = Counter()
        for path in self._unsaved.waiting():
            try:
                if (found := self._unsaved.read(path)) is None:
                    continue
                text, spilled = found
                attempt = spilled.attempt
                if spilled.database != self._meant:
                    if not self._takes_all:
                        others[spilled.database] += 1
                        continue
                    attempt = replace(attempt, forked_from=None)  # the id means another attempt here
            except HistoryError as error:
                self._tell(str(error))
                continue
            try:
                number = self._open.save(attempt)
                kept = attempt if number is not None else self._open.find(attempt.key)
                self._drop(path, text, attempt, kept)
            except HistoryError as error:
                self._tell(f"{error}; attempts go on waiting in {self._unsaved.folder}")
                return
            else:
                if number is not None:
                    when = f"{attempt.started:%Y-%m-%d %H:%M} UTC"
                    self._tell(f"attempt {number}: {attempt.dialogue}, begun {when}, was taken in from a file")
        for database, count in others.items():
            wait = "1 attempt waits" if count == 1 else f"{count} attempts wait"
            self._tell(f"{self._unsaved.folder}: {wait} for {database or 'another database'}; open it to take them in")

    def _tidy(self, kept: WholeAttempt) -> None:
        """Removes the file of an attempt that the database has taken after all."""
        path = self._unsaved.path(kept)
        try:
            if (waiting := self._unsaved.read(path)) is not None:
                self._drop(path, waiting[0], waiting[1].attempt, kept)
        except HistoryError as error:
            self._tell(str(error))

    def _drop(self, path: Path, text: bytes, waiting: WholeAttempt, kept: WholeAttempt | None) -> None:
        """Removes a file, unless something was put right in it that the attempt in the database has not."""
        if kept is None:
            return
        if missing := waiting.put_right_but_not_in(kept):
            said = " ".join(f"({one.answer}) {one.text}" for one in missing)
            self._tell(
                f"{path}: attempt {kept.id} has been put right elsewhere meanwhile; "
                f"put these answers right again, or remove the file: {said}"
            )
        else:
            self._unsaved.drop(path, text)


def _why(refused: HistoryError | None) -> str:
    return f"{refused}; " if refused is not None else ""
