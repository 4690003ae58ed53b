"""The days a scenario is fitted to: one kind of day, within opening hours, counted interval by interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl
from scipy import stats

from sim.logs.records import HANDLED

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from sim.fit.weekdays import WeekdayClass

DOWN_BELOW: Final = 0.25
DOWN_CHANCE: Final = 1e-6


@dataclass(frozen=True)
class Sample:
    """The calls of some days within opening hours.

    ``calls``: as in CallRecords, with ``at`` (interval from opening, 0 first) and ``day_at`` (day, 0 first).
    ``counts``: calls offered, (days, queues, intervals).  ``up``: (days, intervals), false where the log shows
    the center cut off: under a quarter of the calls expected, with a chance under one in a million.
    ``outside``: calls of these days out of hours, which are left out.
    """

    calls: pl.DataFrame
    kind: WeekdayClass
    queues: tuple[str, ...]
    every_s: float
    counts: NDArray[np.float64]
    up: NDArray[np.bool_]
    outside: int

    @property
    def days(self) -> tuple[date, ...]:
        """The days, in order."""
        return self.kind.days

    @property
    def starts_s(self) -> NDArray[np.float64]:
        """When each interval starts, in seconds since midnight."""
        return np.asarray(self.kind.opening_s + self.every_s * np.arange(self.counts.shape[2]), dtype=np.float64)

    @property
    def handled(self) -> pl.DataFrame:
        """The handled calls."""
        return self.calls.filter(pl.col("status") == HANDLED)

    def mean(self, by_day: NDArray[np.float64]) -> NDArray[np.float64]:
        """The mean over the days on which the center was up, of numbers by (day, ..., interval)."""
        up = self.up.reshape(self.up.shape[0], *(1,) * (by_day.ndim - 2), self.up.shape[1])
        days = np.maximum(up.sum(axis=0), 1)
        return np.asarray((by_day * up).sum(axis=0) / days, dtype=np.float64)


def sample(calls: pl.DataFrame, kind: WeekdayClass, queues: tuple[str, ...], every_s: float) -> Sample:
    """The calls of the class's days.  ``queues``: those to look at; calls of others are left out."""
    theirs = calls.filter(pl.col("day").is_in(list(kind.days)) & pl.col("queue").is_in(list(queues)))
    day_at = {day: index for index, day in enumerate(kind.days)}
    inside = theirs.filter(pl.col("arrival_s").is_between(kind.opening_s, kind.closing_s, closed="left"))
    inside = inside.with_columns(
        at=((pl.col("arrival_s") - kind.opening_s) // every_s).cast(pl.Int64),
        day_at=pl.col("day").replace_strict(day_at, return_dtype=pl.Int64),
    )
    intervals = round((kind.closing_s - kind.opening_s) / every_s)
    counts = np.zeros((len(kind.days), len(queues), intervals))
    queue_at = inside["queue"].replace_strict({name: n for n, name in enumerate(queues)}, return_dtype=pl.Int64)
    np.add.at(counts, (inside["day_at"].to_numpy(), queue_at.to_numpy(), inside["at"].to_numpy()), 1)
    return Sample(inside, kind, queues, every_s, counts, _up(counts.sum(axis=1)), len(theirs) - len(inside))


def _up(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where the center was up, from calls by (day, interval); a day's typical busyness is its median."""
    typical = np.median(counts, axis=0)
    if not typical.any():
        return np.ones(counts.shape, dtype=bool)
    factor = np.array([np.median(day[typical > 0] / typical[typical > 0]) for day in counts])
    expected = np.outer(factor, typical)
    chance = stats.poisson.cdf(counts, np.maximum(expected, 1e-9))
    return ~((counts < DOWN_BELOW * expected) & (chance < DOWN_CHANCE))
