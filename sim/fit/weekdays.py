"""Days of the week that are alike: the same hours and about as many calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from sim.errors import InputError, Problem
from sim.logs.records import HANDLED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from numpy.typing import NDArray

NAMES: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS_APART_S: Final = 3600.0
VOLUMES_APART: Final = 1.5
MOST_DAYS: Final = 0.5
QUIET: Final = 0.1


@dataclass(frozen=True)
class WeekdayClass:
    """Weekdays (0 is Monday) that belong together, the days of the log among them, hours and calls a day."""

    weekdays: tuple[int, ...]
    days: tuple[date, ...]
    opening_s: float
    closing_s: float
    per_day: float

    @property
    def label(self) -> str:
        """Such as "sun-thu" or "fri"."""
        return label(self.weekdays)

    def like(self, other: WeekdayClass) -> bool:
        """Opening and closing within an hour of the other's, and volumes within a factor of 1.5."""
        low, high = sorted((self.per_day, other.per_day))
        return (
            abs(self.opening_s - other.opening_s) <= HOURS_APART_S
            and abs(self.closing_s - other.closing_s) <= HOURS_APART_S
            and high <= VOLUMES_APART * low
        )


def classes(calls: pl.DataFrame, every_s: float) -> tuple[WeekdayClass, ...]:
    """The classes of a log, the one with the most calls first.

    Rule: from the weekday with the most calls down, each joins the first class all of whose weekdays it is
    like, or begins a new one.
    """
    weekdays = sorted(calls["day"].dt.weekday().unique().to_list())
    single = [one_class(calls, (weekday - 1,), every_s) for weekday in weekdays]
    groups: list[list[WeekdayClass]] = []
    for one in sorted(single, key=lambda weekday: -weekday.per_day):
        home = next((group for group in groups if all(one.like(other) for other in group)), None)
        if home is None:
            groups.append(home := [])
        home.append(one)
    members = [tuple(sorted(one.weekdays[0] for one in group)) for group in groups]
    found = [one_class(calls, weekdays, every_s) for weekdays in members]
    return tuple(sorted(found, key=lambda one: -one.per_day * len(one.days)))


def one_class(calls: pl.DataFrame, weekdays: tuple[int, ...], every_s: float) -> WeekdayClass:
    """The given weekdays as one class.

    Open are the intervals in which a call was answered on most days, and not fewer than a tenth of the calls
    of a typical such interval.
    """
    theirs = calls.filter(pl.col("day").dt.weekday().is_in([weekday + 1 for weekday in weekdays]))
    days = tuple(theirs["day"].unique().sort().to_list())
    open_at = _open_intervals(theirs, len(days), every_s)
    return WeekdayClass(
        weekdays,
        days,
        float(open_at.min() * every_s),
        float((open_at.max() + 1) * every_s),
        len(theirs) / len(days),
    )


def _open_intervals(calls: pl.DataFrame, days: int, every_s: float) -> NDArray[np.float64]:
    """The numbers of the open intervals, counted from midnight."""
    answered = calls.filter(pl.col("status") == HANDLED).with_columns(at=pl.col("arrival_s") // every_s)
    each = answered.group_by("at").agg(days=pl.col("day").n_unique(), calls=pl.len())
    usual = each.filter(pl.col("days") >= MOST_DAYS * days)
    busy = usual.filter(pl.col("calls") >= QUIET * pl.col("calls").median())
    some = busy if len(busy) else each
    return some["at"].to_numpy() if len(some) else np.zeros(1)


def chosen(calls: pl.DataFrame, text: str, every_s: float) -> WeekdayClass:
    """The class that a user asks for: "fri", "sun-thu" or "mon,wed".  Raises InputError."""
    weekdays = tuple(sorted(set(_parsed(text))))
    known = set(calls["day"].dt.weekday().to_list())
    if not any(weekday + 1 in known for weekday in weekdays):
        there = label(day - 1 for day in known)
        raise InputError([Problem("--weekdays", f"the log has no day of {text}", f"it has {there}")])
    return one_class(calls, weekdays, every_s)


def _parsed(text: str) -> Iterable[int]:
    for part in text.lower().replace(" ", "").split(","):
        ends = [_weekday(name, text) for name in part.split("-")]
        if len(ends) > 2:
            raise _unknown(part, text)
        for step in range((ends[-1] - ends[0]) % 7 + 1):
            yield (ends[0] + step) % 7


def _weekday(name: str, text: str) -> int:
    if name[:3] not in NAMES:
        raise _unknown(name, text)
    return NAMES.index(name[:3])


def _unknown(part: str, text: str) -> InputError:
    return InputError([Problem(f"--weekdays {text}", f"'{part}' is no weekday", "write fri, sun-thu or mon,wed")])


def label(weekdays: Iterable[int]) -> str:
    """The weekdays as a user would write them; a run may pass the end of the week."""
    left = sorted(set(weekdays))
    if len(left) == 7:
        return "mon-sun"
    starts = [day for day in left if (day - 1) % 7 not in left]
    runs = [[(start + step) % 7 for step in range(_length(start, left))] for start in starts]
    return ",".join(f"{NAMES[run[0]]}-{NAMES[run[-1]]}" if len(run) > 2 else _listed(run) for run in runs)


def _length(start: int, weekdays: list[int]) -> int:
    return next(step for step in range(1, 8) if (start + step) % 7 not in weekdays)


def _listed(run: list[int]) -> str:
    return ",".join(NAMES[day] for day in run)


def hours(start_s: float, end_s: float) -> str:
    """Opening hours as the scenario file has them: "07:00 to 24:00"."""
    start, end = (f"{int(moment // 3600):02d}:{int(moment % 3600 // 60):02d}" for moment in (start_s, end_s))
    return f"{start} to {end}"
