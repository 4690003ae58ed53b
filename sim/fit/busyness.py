"""Whether calls come by chance alone, or some days are simply busier: Poisson or not, and by how much."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from numpy.typing import NDArray

REFUSED: Final = 0.01
"""Poisson is refused where chance alone would do as much with a smaller probability."""
ENOUGH: Final = 1.0
"""Intervals with fewer calls than this on average are left out of the interval test."""


@dataclass(frozen=True)
class Dispersion:
    """Variance over mean of a queue's counts, over days: 1 for Poisson, more where days differ.

    ``day`` and ``day_p``: of whole days.  ``interval`` and ``interval_p``: pooled over intervals, which also
    see hours that differ between days.  ``cv``: of the day's factor, once Poisson's own variance is taken off.
    """

    queue: str
    per_day: float
    day: float
    day_p: float
    interval: float
    interval_p: float
    cv: float


@dataclass(frozen=True)
class BusynessFit:
    """Coefficients of variation of the day's factor: the part all queues share, and each queue's own."""

    shared: float
    own: dict[str, float]


def dispersion(queue: str, counts: NDArray[np.float64], up: NDArray[np.bool_]) -> Dispersion:
    """The index of dispersion of counts by (day, interval), tested against chi-square; ``up``: what to look at."""
    totals = _totals(counts, up)
    day, day_p = _index(totals[:, None], np.ones((len(totals), 1), dtype=bool))
    often = (counts * up).sum(axis=0) >= ENOUGH * np.maximum(up.sum(axis=0), 1)
    interval, interval_p = _index(counts[:, often], up[:, often])
    return Dispersion(queue, float(totals.mean()), day, day_p, interval, interval_p, math.sqrt(_excess(totals)))


def _totals(counts: NDArray[np.float64], up: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Calls of each day, scaled up for the intervals in which the center was cut off."""
    typical = (counts * up).sum(axis=0) / np.maximum(up.sum(axis=0), 1)
    seen = (up * typical).sum(axis=1) / max(float(typical.sum()), 1e-9)
    return np.asarray((counts * up).sum(axis=1) / np.maximum(seen, 1e-9))


def _index(counts: NDArray[np.float64], seen: NDArray[np.bool_]) -> tuple[float, float]:
    """Pearson's chi-square of counts around their column means over its degrees of freedom, and its tail."""
    days = seen.sum(axis=0)
    mean = (counts * seen).sum(axis=0) / np.maximum(days, 1)
    freedom = int((days - 1)[mean > 0].sum())
    if freedom < 1:
        return math.nan, math.nan
    square = float((((counts - mean) ** 2 * seen) / np.maximum(mean, 1e-9)).sum())
    return square / freedom, float(stats.chi2.sf(square, freedom))


def _excess(totals: NDArray[np.float64]) -> float:
    """The squared CV of the days' factors: what is left of the variance when Poisson's, the mean, is taken off."""
    if len(totals) < 2 or not totals.mean():
        return 0.0
    return max(float(totals.var(ddof=1) - totals.mean()), 0.0) / float(totals.mean()) ** 2


def fit_busyness(counts: NDArray[np.float64], up: NDArray[np.bool_], queues: tuple[str, ...]) -> BusynessFit:
    """The shared and each queue's own factor, from counts by (day, queue, interval).

    Shared: covariance of the queues' totals over the product of their means, which holds no Poisson noise; of
    one queue, the variance without Poisson's.  A queue has its own factor where its totals vary more than the
    shared factor and Poisson allow, with a chance under one in a hundred.
    """
    totals = np.stack([_totals(counts[:, queue], up) for queue in range(len(queues))])
    if not _refused(totals.sum(axis=0), 0.0):
        return BusynessFit(0.0, {queue: _own(total, 0.0) for queue, total in zip(queues, totals, strict=True)})
    shared = _shared(totals)
    return BusynessFit(
        math.sqrt(shared), {queue: _own(total, shared) for queue, total in zip(queues, totals, strict=True)}
    )


def _shared(totals: NDArray[np.float64]) -> float:
    if len(totals) == 1:
        return _excess(totals[0])
    means = totals.mean(axis=1)
    covariance, product = np.cov(totals), np.outer(means, means)
    apart = ~np.eye(len(totals), dtype=bool)
    return max(float(covariance[apart].sum() / product[apart].sum()), 0.0)


def _own(totals: NDArray[np.float64], shared: float) -> float:
    """A queue's own CV beside the shared one: (1 + all) = (1 + shared) (1 + own), in squares."""
    if not _refused(totals, shared):
        return 0.0
    return math.sqrt(max((1 + _excess(totals)) / (1 + shared) - 1, 0.0))


def _refused(totals: NDArray[np.float64], shared: float) -> bool:
    """Whether the totals vary more than Poisson with a shared factor of this squared CV."""
    if len(totals) < 2 or not totals.mean():
        return False
    allowed = totals.mean() + shared * totals.mean() ** 2
    return bool(stats.chi2.sf((len(totals) - 1) * totals.var(ddof=1) / allowed, len(totals) - 1) < REFUSED)
