"""Trainees with a past: calls that were really played, attempts made up for a claim, and databases to keep them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
import throwaway_postgres

from trainer.dialogue import Dialogue, read_dialogue
from trainer.dialogue.shipped import DialogueFile
from trainer.history import Attempt, History, Result, Verdict, WholeAttempt
from trainer.rubric import score
from trainer.session import Answered, Session
from trainer.transcript import WrapUp

FIRST_DAY = date(2026, 3, 2)
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KINDS = [
    "sqlite",
    pytest.param(
        "postgresql",
        marks=pytest.mark.skipif(
            bool(throwaway_postgres.missing()), reason=throwaway_postgres.missing() or "there is one"
        ),
    ),
]
"""Of database: what holds for one must hold for the other."""


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a database in which nothing is."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'attempts.sqlite'}"
    else:
        with throwaway_postgres.empty_schema() as url:
            yield url


@cache
def charged_twice() -> tuple[DialogueFile, Dialogue]:
    """A shipped call, as read and as played."""
    file = read_dialogue("double_charged")
    return file, file.build()


def call(trainee: str = "Ann", seed: int = 1, waited: float = 0.0) -> Session:
    """That call, picked up."""
    session = Session(charged_twice()[1], seed=seed, trainee=trainee, waited=waited)
    session.start()
    return session


def answered(session: Session, *answers: str) -> Session:
    """The call after these answers."""
    for text in answers:
        session.take(Answered(text=text))
    return session


def played_out(session: Session, answer: str = "I see.") -> Result:
    """The result of a call that is answered like this until it is over."""
    while not session.over:
        session.take(Answered(text=answer))
    session.wrap_up = WrapUp(disposition="other", notes="Charged twice, 49.90", follow_up=True, seconds=31.5)
    return Result.of(session, score(session.dialogue, session.transcript))


def attempted(history: History, trainee: str = "Ann", *, finish: bool = True, **begin: int) -> Attempt:
    """An attempt, played and kept."""
    session = call(trainee)
    attempt = history.begin(session, charged_twice()[0], **begin)
    attempt = history.keep(attempt, answered(session, "Good morning.").events)
    return history.finish(attempt, played_out(session)) if finish else attempt


def attempt(
    day: int = 0,
    checks: Mapping[str, str] | None = None,
    *,
    dialogue: str = "double_charged",
    level: int = 3,
    kind: str = "complaint",
    total: float = 50.0,
    ready: bool = False,
    criticals: tuple[str, ...] = (),
    fork_turn: int | None = None,
    finished: bool = True,
    language: str = "en",
) -> WholeAttempt:
    """An attempt that nobody made, so many days after the first one, with these verdicts."""
    start = MORNING + timedelta(days=day)
    verdicts = tuple(Verdict(name, "empathy", status) for name, status in (checks or {}).items())  # type: ignore[arg-type]
    return WholeAttempt(
        id=day + 1, key=uuid4().hex, trainee="Ann", dialogue=dialogue, fingerprint="f" * 16, language=language,
        kind=kind, level=level, seed=1, waited=0.0, started=start,
        finished=start + timedelta(minutes=8) if finished else None,
        forked_from=1 if fork_turn else None, fork_turn=fork_turn, steps=6, ending="calm", success=ready, total=total,
        ready=ready, criticals=criticals, checks=verdicts,
    )  # fmt: skip
