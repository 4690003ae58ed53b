"""How many calls come in each interval of the day, on average over the days that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import stats

from sim.fit.weekdays import label

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.fit.sample import Sample

HOUR_S: Final = 3600.0
SPARSE: Final = 1.0
"""A queue with fewer calls than this in a mean interval gets hours instead, for less would be noise."""
DIFFERS: Final = 1e-6


@dataclass(frozen=True)
class ArrivalFit:
    """One queue's profile: calls an hour in each interval, and the middle 80 % of the days around it."""

    queue: str
    every_s: float
    starts_s: NDArray[np.float64]
    per_hour: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def yaml(self) -> dict[str, Any]:
        """The arrivals as the file has them."""
        rates = [round(float(rate), 1 if rate >= 10 else 2) for rate in self.per_hour]
        return {"every": f"{self.every_s / 60:g} min", "per_hour": rates}


def fit_arrivals(sample: Sample) -> tuple[ArrivalFit, ...]:
    """The profile of every queue."""
    return tuple(_profile(sample, index) for index in range(len(sample.queues)))


def _profile(sample: Sample, index: int) -> ArrivalFit:
    counts, up = sample.counts[:, index], sample.up
    hourly = round(HOUR_S / sample.every_s)
    step = hourly if sample.mean(counts).mean() < SPARSE else 1
    first = np.arange(0, counts.shape[1], step)
    calls = np.add.reduceat(counts * up, first, axis=1)
    hours = np.add.reduceat(up * (sample.every_s / HOUR_S), first, axis=1)
    rates = np.where(hours > 0, calls / np.maximum(hours, 1e-9), np.nan)
    mean = calls.sum(axis=0) / np.maximum(hours.sum(axis=0), 1e-9)
    low, high = np.nanquantile(rates, (0.1, 0.9), axis=0)
    return ArrivalFit(sample.queues[index], sample.every_s * step, sample.starts_s[first], mean, low, high)


def weekdays_differ(sample: Sample) -> str:
    """The queue and interval in which weekdays differ most, as a sentence; empty where they do not."""
    weekday = np.array([day.weekday() for day in sample.days])
    kinds = np.unique(weekday)
    if len(kinds) < 2:
        return ""
    calls = np.stack([(sample.counts * sample.up[:, None])[weekday == one].sum(axis=0) for one in kinds])
    days = np.stack([sample.up[weekday == one].sum(axis=0) for one in kinds])[:, None]
    expected = days * calls.sum(axis=0) / np.maximum(days.sum(axis=0), 1)
    square = ((calls - expected) ** 2 / np.maximum(expected, 1e-9)).sum(axis=0)
    queue, at = np.unravel_index(square.argmax(), square.shape)
    if stats.chi2.sf(square[queue, at], len(kinds) - 1) * square.size > DIFFERS:
        return ""
    rates = calls[:, queue, at] / np.maximum(days[:, 0, at], 1) * HOUR_S / sample.every_s
    shown = ", ".join(f"{label([int(one)])} {rate:.0f}" for one, rate in zip(kinds, rates, strict=True))
    start = sample.starts_s[at]
    return (
        f"{sample.queues[queue]} differ most, at {int(start // 3600):02d}:{int(start % 3600 // 60):02d}: calls an hour "
        f"{shown}. The file has the mean; fit weekdays alone, such as --weekdays mon,wed, to keep them apart"
    )
