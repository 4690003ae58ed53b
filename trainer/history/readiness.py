"""Which live calls a trainee may be given, and what is missing for more.

The grades and what each needs stand in ``GRADES``, with the reasons.  A call stands for its level and all below it: who
holds a harder customer holds an easier one, and not every language has calls of every level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from trainer.history.attempt import Attempt
from trainer.history.progress import CallStanding, Drill, by_call, judged


@dataclass(frozen=True)
class Record:
    """What readiness is judged by.  ``ready``: calls whose last attempt was ready.  ``judged``: oldest first."""

    judged: tuple[Attempt, ...]
    ready: tuple[CallStanding, ...]
    tense: frozenset[str]

    def ready_from(self, level: int) -> list[CallStanding]:
        """Those of them of this level or a higher one."""
        return [call for call in self.ready if call.level >= level]

    def since(self, flawed: Callable[[Attempt], bool]) -> int:
        """How many attempts there were since the last with this flaw."""
        return sum(1 for _ in takewhile(lambda one: not flawed(one), reversed(self.judged)))


@dataclass(frozen=True)
class Need:
    """Something a grade asks for: how much of it, why, and how much there is."""

    what: str
    count: int
    why: str
    have: Callable[[Record], int]


@dataclass(frozen=True)
class Grade:
    """A grade: what somebody who has it may do, and what it needs beside the grades before it."""

    name: str
    may: str
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Missing:
    """What is not there yet of something that a grade asks for."""

    need: Need
    have: int

    def __str__(self) -> str:
        return f"{self.need.what} ({self.have} of {self.need.count}): {self.need.why}"


@dataclass(frozen=True)
class Readiness:
    """Whether a grade is reached, and what is missing for it, the grades before it not counted."""

    grade: Grade
    reached: bool
    missing: tuple[Missing, ...]


def _critical(attempt: Attempt) -> bool:
    return bool(attempt.criticals)


def _not_ready(attempt: Attempt) -> bool:
    return not attempt.ready


GRADES: Final = (
    Grade("newcomer", "takes live calls of levels 1 and 2, with a senior beside", (
        Need("different calls whose last attempt was ready", 2, "one call can be learned by heart",
             lambda record: len(record.ready_from(1))),
        Need("attempts in a row without anything critical", 2, "the senior hears it only when it has been said",
             lambda record: record.since(_critical)),
    )),
    Grade("specialist", "takes live calls up to level 3 alone", (
        Need("kinds of call of level 3 or higher whose last attempt was ready", 3,
             "alone, nobody chooses whether a complaint, a sale or a question rings",
             lambda record: len({call.kind for call in record.ready_from(3)})),
        Need("attempts in a row without anything critical", 5,
             "nobody is beside to stop it, and a disclosure cannot be taken back",
             lambda record: record.since(_critical)),
    )),
    Grade("senior", "takes every call, and sits beside newcomers", (
        Need("different calls of level 4 or higher whose last attempt was ready", 2,
             "these are the calls that others pass on", lambda record: len(record.ready_from(4))),
        Need("calls with an abusive customer, or one to be passed on, whose last attempt was ready", 1,
             "where others look for help there is nobody left to ask",
             lambda record: sum(call.dialogue in record.tense for call in record.ready)),
        Need("attempts in a row that were ready", 5, "a newcomer learns from every call that is overheard",
             lambda record: record.since(_not_ready)),
    )),
)  # fmt: skip


def readiness(attempts: Iterable[Attempt], drills: Mapping[str, Drill]) -> tuple[Readiness, ...]:
    """Every grade, the lowest first.  Only finished attempts count, and none that was forked."""
    counted = judged(attempts)
    ready = tuple(call for call in by_call(counted).values() if call.ready)
    record = Record(tuple(counted), ready, frozenset(name for name, drill in drills.items() if drill.tense))
    found: list[Readiness] = []
    for grade in GRADES:
        missing = tuple(Missing(need, have) for need in grade.needs if (have := need.have(record)) < need.count)
        found.append(Readiness(grade, not missing and all(one.reached for one in found), missing))
    return tuple(found)
