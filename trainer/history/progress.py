"""How far a trainee has come, check by check and call by call, and what to practise next.

Spaced repetition goes by criterion, not by call: who names an owner and a deadline in one call need not repeat that
call, but will have lost the habit in a month.  Criteria lie in Leitner's boxes (Sebastian Leitner, So lernt man lernen,
1972): a pass moves one to the next box, which comes up after a longer time; a fail puts it back, and it is due at once.

A pass before the time has come moves nothing: five passes in an afternoon are one evening's memory.
Forked attempts count nowhere: their first answers are another attempt's, and what the customer will say is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from trainer.history.attempt import Attempt

DAYS: Final = (0, 1, 3, 7, 16, 35)
"""After how many days each box comes up again; a criterion that failed last lies in the first of them.

Each about twice the one before: the best gap grows with the time for which something is to be remembered (Cepeda, Vul,
Rohrer, Wixted and Pashler, Spacing effects in learning, Psychological Science 19, 2008).
"""
RECENT: Final = 5
"""Results by which one criterion is worse than another."""
HIGHEST: Final = 5
"""Level of the hardest calls."""

Counted = Literal["pass", "fail"]
COUNTED: Final = ("pass", "fail")


@dataclass(frozen=True)
class CheckStanding:
    """One criterion over all attempts that could tell.

    ``results``: oldest first.  ``box``: the place in ``DAYS``.  ``due``: the UTC day from which it is to be practised.
    """

    name: str
    section: str
    results: tuple[Counted, ...]
    last: datetime
    box: int
    due: date

    @property
    def passed(self) -> int:
        """How often it was passed."""
        return self.results.count("pass")

    @property
    def best(self) -> Counted:
        """Whether it was ever passed."""
        return "pass" if self.passed else "fail"

    @property
    def latest(self) -> Counted:
        """The last result."""
        return self.results[-1]

    @property
    def share(self) -> float:
        """The share of passes among the last few results."""
        recent = self.results[-RECENT:]
        return recent.count("pass") / len(recent)


@dataclass(frozen=True)
class CallStanding:
    """One call over all attempts at it.  ``best``, ``latest``: totals of 100."""

    dialogue: str
    level: int
    kind: str
    attempts: int
    best: float
    latest: float
    ready: bool
    """By the last attempt."""
    last: datetime


@dataclass(frozen=True)
class Drill:
    """A call as something to practise with.

    ``checks``: criteria it is known to measure.  ``tense``: the customer is abusive, or insists on somebody else.
    """

    level: int
    kind: str
    language: str
    checks: frozenset[str] = field(default_factory=frozenset)
    tense: bool = False


@dataclass(frozen=True)
class Practice:
    """A criterion to practise, whether its time has come, and a call to do it with, where there is one."""

    standing: CheckStanding
    due: bool
    call: str | None


def judged(attempts: Iterable[Attempt]) -> list[Attempt]:
    """The attempts that count: finished, and not forked; in the order in which they were finished."""
    counted = [one for one in attempts if one.finished is not None and not one.forked]
    return sorted(counted, key=lambda one: (one.finished or one.started, one.id))


def by_check(attempts: Iterable[Attempt]) -> dict[str, CheckStanding]:
    """Every criterion that was ever passed or failed, by its name, in the order of the latest result that has it."""
    standings: dict[str, CheckStanding] = {}
    for attempt in judged(attempts):
        when = attempt.finished or attempt.started
        for check in attempt.checks:
            if check.status in COUNTED:
                status: Counted = "pass" if check.status == "pass" else "fail"
                standings[check.name] = _after(standings.get(check.name), check.name, check.section, status, when)
    return standings


def _after(before: CheckStanding | None, name: str, section: str, status: Counted, when: datetime) -> CheckStanding:
    """Where a criterion lies after one more result."""
    today = when.astimezone(UTC).date()
    results = (*(before.results if before else ()), status)
    if status == "fail":
        box, due = 0, today
    elif before is None or before.due <= today:
        box = min(before.box + 1 if before else 1, len(DAYS) - 1)
        due = today + timedelta(days=DAYS[box])
    else:
        box, due = before.box, before.due
    return CheckStanding(name, section, results, when, box, due)


def by_call(attempts: Iterable[Attempt]) -> dict[str, CallStanding]:
    """Every call that was finished at least once, by its name."""
    standings: dict[str, CallStanding] = {}
    for one in judged(attempts):
        before, total = standings.get(one.dialogue), one.total or 0.0
        standings[one.dialogue] = CallStanding(
            dialogue=one.dialogue,
            level=one.level,
            kind=one.kind,
            attempts=before.attempts + 1 if before else 1,
            best=max(before.best, total) if before else total,
            latest=total,
            ready=bool(one.ready),
            last=one.finished or one.started,
        )
    return standings


def level_reached(attempts: Iterable[Attempt]) -> int:
    """The level to practise at: one above the hardest call whose last attempt was ready."""
    ready = [call.level for call in by_call(attempts).values() if call.ready]
    return min(max(ready, default=0) + 1, HIGHEST)


def practise_next(attempts: Sequence[Attempt], drills: Mapping[str, Drill], today: date) -> list[Practice]:
    """Every criterion met so far, in the order in which to practise: due ones first, the worst of them first.

    Each with a call that measures it, or has done so before: in a language the trainee has worked in, of the level
    nearest to the trainee's, the easier of two; of several, the one that measures most of what is due, then the one not
    played for longest.
    """
    standings = by_check(attempts)
    drills = _with_what_was_measured(drills, attempts)
    due = {name for name, one in standings.items() if one.due <= today}
    order = sorted(standings.values(), key=lambda one: (one.name not in due, one.due if one.name not in due else today,
                                                        one.share, one.due, one.name))  # fmt: skip
    ranked = _ranked(attempts, drills, due)
    return [
        Practice(one, one.name in due, next((call for call in ranked if one.name in drills[call].checks), None))
        for one in order
    ]


def _with_what_was_measured(drills: Mapping[str, Drill], attempts: Sequence[Attempt]) -> dict[str, Drill]:
    """The calls with every criterion that was passed or failed in one of their attempts."""
    seen: dict[str, set[str]] = {}
    for one in attempts:
        seen.setdefault(one.dialogue, set()).update(check.name for check in one.checks if check.status in COUNTED)
    return {name: replace(one, checks=one.checks | seen.get(name, set())) for name, one in drills.items()}


def _ranked(attempts: Sequence[Attempt], drills: Mapping[str, Drill], due: set[str]) -> list[str]:
    """The calls, the best to practise with first."""
    level, played = level_reached(attempts), by_call(attempts)
    languages = {one.language for one in attempts}

    def rank(name: str) -> tuple[int, int, int, float, str]:
        drill, before = drills[name], played.get(name)
        last = before.last.timestamp() if before else 0.0
        return abs(drill.level - level), drill.level, -len(due & drill.checks), last, name

    return sorted((name for name, drill in drills.items() if drill.language in languages), key=rank)
