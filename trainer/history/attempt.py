"""One call by one trainee, as it is remembered: who, what, when, what happened, and what it was worth."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sim.errors import Problem
from sim.version import __version__
from trainer.errors import HistoryError
from trainer.rubric import Status, as_mapping
from trainer.session.events import Event, PutRight, is_answer
from trainer.transcript import WrapUp

if TYPE_CHECKING:
    from trainer.dialogue.shipped import DialogueFile
    from trainer.rubric import Score
    from trainer.session import Session

LARGEST_SEED = 2**63 - 1
"""What a database takes for a whole number."""


@dataclass(frozen=True)
class Verdict:
    """What one check of an attempt found."""

    name: str
    section: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What a list of attempts shows, and progress is made of.

    ``id``: what people type; 0 until a database has given it.  ``key``: names the attempt wherever it is kept.
    ``fingerprint``: of the dialogue's file.  ``waited``: seconds the customer was in the queue.  ``started``,
    ``finished``: UTC; no ``finished``: the call was left or is under way.  ``version``: callfloor's.  ``steps``: how
    many events are kept.  ``success``: the customer's side of it; ``ready``, ``total``: the score's.
    """

    id: int = 0
    key: str
    trainee: str
    dialogue: str
    fingerprint: str
    language: str
    kind: str
    level: int
    seed: int
    waited: float
    started: datetime
    finished: datetime | None = None
    version: str = __version__
    forked_from: int | None = None
    fork_turn: int | None = None
    steps: int = 0
    ending: str = ""
    success: bool | None = None
    total: float | None = None
    ready: bool | None = None
    criticals: tuple[str, ...] = ()
    checks: tuple[Verdict, ...] = ()

    @property
    def forked(self) -> bool:
        """Whether the first answers are those of another attempt."""
        return self.fork_turn is not None


@dataclass(frozen=True)
class Correction:
    """An answer (1 is the first) that was heard wrong, and what was really said: by the trainee's own word."""

    answer: int
    heard: str
    said: str


@dataclass(frozen=True, kw_only=True)
class WholeAttempt(Attempt):
    """An attempt with all that is needed to play it again, and to argue about its score."""

    events: tuple[Event, ...] = ()
    wrap_up: WrapUp | None = None
    score: Mapping[str, Any] | None = None
    """The score with its evidence, as ``trainer.rubric.as_mapping`` writes it."""

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The answers that the trainee has put right, as they stand now."""
        heard = [getattr(event, "text", "") for event in self.events if is_answer(event)]
        right = (event for event in self.events if isinstance(event, PutRight))
        said = {event.answer: event.text for event in right if event.answer <= len(heard)}
        each = (Correction(answer, heard[answer - 1], text) for answer, text in sorted(said.items()))
        return tuple(one for one in each if one.said != one.heard)

    def put_right_but_not_in(self, kept: WholeAttempt) -> list[PutRight]:
        """What the trainee has confirmed or corrected here, and not in the attempt as it is kept."""
        return [event for event in self.events if isinstance(event, PutRight) and event not in kept.events]

    def follows(self, kept: WholeAttempt) -> bool:
        """Whether this is the kept attempt come further; one that is finished does so by answers put right alone."""
        if kept.finished is None:
            return self.steps >= kept.steps
        known, more = self.events[: len(kept.events)], self.events[len(kept.events) :]
        follows = {
            name: getattr(kept, name) for name in ("id", "steps", "total", "ready", "criticals", "checks", "score")
        }
        only_right = bool(more) and all(isinstance(event, PutRight) for event in more)
        return only_right and replace(self, events=known, **follows) == kept


@dataclass(frozen=True)
class Result:
    """How a call went: all that is kept of it when it is over."""

    events: tuple[Event, ...]
    wrap_up: WrapUp | None
    ending: str
    success: bool
    score: Score

    @classmethod
    def of(cls, session: Session, score: Score) -> Result:
        """The result of a session that is over."""
        return cls(tuple(session.events), session.wrap_up, session.ending, session.success, score)


def begun(
    session: Session, file: DialogueFile, now: datetime, *, forked_from: int | None, fork_turn: int | None
) -> WholeAttempt:
    """The attempt of a session that starts now.  Raises HistoryError for a seed that no database can keep."""
    if not 0 <= session.seed <= LARGEST_SEED:
        raise HistoryError([Problem("seed", f"{session.seed} cannot be kept", f"choose one from 0 to {LARGEST_SEED}")])
    dialogue = session.dialogue
    return WholeAttempt(
        key=uuid4().hex,
        trainee=storable(session.trainee),
        dialogue=storable(file.name),
        fingerprint=file.fingerprint,
        language=dialogue.language,
        kind=dialogue.kind,
        level=dialogue.level,
        seed=session.seed,
        waited=session.waited,
        started=now,
        forked_from=forked_from,
        fork_turn=fork_turn,
        events=tuple(session.events),
        steps=len(session.events),
    )


def whole(attempt: Attempt, events: Iterable[Event]) -> WholeAttempt:
    """The attempt with what has happened in it so far."""
    facts = {one.name: getattr(attempt, one.name) for one in fields(Attempt)}
    happened = tuple(events)
    return WholeAttempt(**{**facts, "steps": len(happened)}, events=happened)


def concluded(attempt: Attempt, result: Result, now: datetime) -> WholeAttempt:
    """The attempt with its result."""
    over = replace(
        whole(attempt, result.events),
        finished=now,
        wrap_up=result.wrap_up,
        ending=result.ending,
        success=result.success,
    )
    return scored(over, result.score)


def corrected(attempt: WholeAttempt, events: Iterable[Event], score: Score) -> WholeAttempt:
    """The finished attempt after an answer was put right."""
    happened = tuple(events)
    return scored(replace(attempt, events=happened, steps=len(happened)), score)


def scored(attempt: WholeAttempt, score: Score) -> WholeAttempt:
    """The attempt with this score."""
    return replace(
        attempt,
        total=score.total,
        ready=score.ready,
        criticals=tuple(dict.fromkeys(one.name for one in score.criticals)),
        checks=tuple(Verdict(one.name, part.name, one.status) for part in score.sections for one in part.checks),
        score=as_mapping(score),
    )


def storable(name: str) -> str:
    """A name without what no database takes in a text: control characters and halves of a letter."""
    return "".join(letter for letter in name if unicodedata.category(letter) not in ("Cc", "Cs")).strip()
