"""How sure a handful of simulated days can make us: the day is what repeats, calls of one day share its luck.

Every figure is a mean over days or a smooth function of such means.  Its *influence* is one number a day, on
average zero: how far that day pulled the figure.  The figure's sampling error is that of the mean influence:
so one rule gives every interval, and subtracting influences compares two centers that met the same callers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np

from sim.errors import MetricError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

CONFIDENCE = 0.95


@dataclass(frozen=True, eq=False)
class Estimate:
    """A figure, and how far off it may be.

    ``mean``: the figure, nan where nothing was there to measure.
    ``half_width``: half the confidence interval, None with fewer than 2 days or nothing to measure.
    ``influence``: shape (days,), in the figure's unit, zero on average.
    """

    mean: float
    half_width: float | None
    influence: NDArray[np.float64]

    @property
    def low(self) -> float | None:
        """The lower end of the confidence interval."""
        return None if self.half_width is None else self.mean - self.half_width

    @property
    def high(self) -> float | None:
        """The upper end of the confidence interval."""
        return None if self.half_width is None else self.mean + self.half_width


def mean_of(values_by_day: ArrayLike, *, confidence: float = CONFIDENCE) -> Estimate:
    """The mean over days of one value a day; shape (days,)."""
    values = np.asarray(values_by_day, dtype=np.float64)
    if not len(values):
        return _nothing_to_measure(0)
    mean = float(values.sum() / len(values))
    return _estimate(mean, values - mean, confidence)


def ratio_of(
    numerators_by_day: ArrayLike, denominators_by_day: ArrayLike, *, confidence: float = CONFIDENCE
) -> Estimate:
    """All of the numerator over all of the denominator, such as calls answered in time over calls offered.

    Shapes: (days,) each.  Busy days weigh more, as they do for a caller; a day without calls weighs nothing.
    Source: the delta method (Cochran 1977, "Sampling Techniques", 6.3, ratio estimates).
    """
    above = np.asarray(numerators_by_day, dtype=np.float64)
    below = np.asarray(denominators_by_day, dtype=np.float64)
    _refuse_unpaired(above, below)
    total = below.sum()
    if total == 0:
        return _nothing_to_measure(len(below))
    ratio = float(above.sum() / total)
    return _estimate(ratio, (above - ratio * below) / (total / len(below)), confidence)


def quantile_of(counts_by_day: ArrayLike, edges: ArrayLike, p: float, *, confidence: float = CONFIDENCE) -> Estimate:
    """The wait that a share ``p`` of the calls of all days does not exceed.

    ``counts_by_day``: calls by day and bin; shape (days, bins).  ``edges``: finite, not falling; (bins + 1,).
    Calls spread evenly over their bin; a bin without width, as for waits of exactly zero, is one value.
    Raises MetricError when ``p`` is not between 0 and 1.

    Source: Woodruff 1952: the interval of the share of calls below the quantile, a ratio over days, read off
    the distribution of all calls.  The slope between its two ends turns a day's surplus of calls below the
    quantile into the day's influence.
    """
    if not 0 < p < 1:
        raise MetricError(f"a quantile is asked for by a share between 0 and 1, not {p}")
    counts = np.asarray(counts_by_day, dtype=np.float64)
    pooled = _Pooled(counts.sum(axis=0), np.asarray(edges, dtype=np.float64))
    if not pooled.calls.any():
        return _nothing_to_measure(len(counts))
    quantile = pooled.quantile(p)
    share = ratio_of(counts @ pooled.share_of_bins_up_to(quantile), counts.sum(axis=1), confidence=confidence)
    if not share.half_width:
        return Estimate(quantile, share.half_width, np.zeros(len(counts)))
    half_width = (pooled.quantile(p + share.half_width) - pooled.quantile(p - share.half_width)) / 2
    return Estimate(quantile, half_width, -share.influence * half_width / share.half_width)


def difference(a: Estimate, b: Estimate, *, confidence: float = CONFIDENCE) -> Estimate:
    """``a - b``, measured on the same days: what the days have in common cancels.

    Raises MetricError when the numbers of days differ.
    """
    _refuse_unpaired(a.influence, b.influence)
    return _estimate(a.mean - b.mean, a.influence - b.influence, confidence)


def days_to_reach(estimate: Estimate, half_width: float) -> int:
    """How many days in all would bring the interval down to this half width, if it shrinks as 1/sqrt(days).

    Raises MetricError when the estimate has no interval to start from, or no number of days is enough.
    """
    if estimate.half_width is None:
        raise MetricError("there is no interval to extend yet; run at least 2 days with calls in them")
    if not half_width > 0:
        raise MetricError(f"no number of days gives a half width of {half_width}; ask for one above zero")
    days = len(estimate.influence) * (estimate.half_width / half_width) ** 2
    return max(2, math.ceil(days * (1 - 1e-12)))


@dataclass(frozen=True)
class _Pooled:
    """The calls of all days together: shape (bins,), between the edges: shape (bins + 1,)."""

    calls: NDArray[np.float64]
    edges: NDArray[np.float64]

    def quantile(self, p: float) -> float:
        """The least wait that a share ``p`` of the calls, brought into [0, 1], does not exceed."""
        filled = np.flatnonzero(self.calls)
        reached = np.cumsum(self.calls[filled])
        rank = min(max(p, 0.0), 1.0) * reached[-1]
        at = int(np.searchsorted(reached, rank * (1 - 1e-12)))
        left, right = self.edges[filled[at]], self.edges[filled[at] + 1]
        missing = min(max(reached[at] - rank, 0.0) / self.calls[filled[at]], 1.0)
        return float(right - missing * (right - left))

    def share_of_bins_up_to(self, wait: float) -> NDArray[np.float64]:
        """The part of every bin's calls that waited no longer than this; shape (bins,)."""
        left, width = self.edges[:-1], np.diff(self.edges)
        inside = (wait - left) / np.where(width > 0, width, 1.0)
        return np.where(width > 0, np.clip(inside, 0.0, 1.0), np.where(left <= wait, 1.0, 0.0))


def _estimate(mean: float, influence: NDArray[np.float64], confidence: float) -> Estimate:
    """Student's t with one degree of freedom less than there are days."""
    days = len(influence)
    if days < 2 or not math.isfinite(mean):
        return Estimate(mean, None, influence)
    off = influence - influence.sum() / days
    standard_error = math.sqrt((off * off).sum() / (days - 1)) / math.sqrt(days)
    return Estimate(mean, student_t(days - 1, confidence) * standard_error, influence)


@lru_cache(maxsize=1024)
def student_t(degrees: int, confidence: float) -> float:
    """The t that Student's variable of so many degrees of freedom, 1 or more, exceeds neither way with this confidence.

    Source: Abramowitz and Stegun 1964, 26.7.3 to 26.7.5: Newton's method on the exact distribution; with many degrees,
    where its error is below the last digit, the expansion.  SciPy has it too, and takes longer to import than most
    studies take.
    """
    normal = NormalDist().inv_cdf((1 + confidence) / 2)
    if degrees >= _MANY:
        return normal + math.fsum(
            sum(factor * normal**power for power, factor in terms.items()) / over / degrees**order
            for order, (over, terms) in enumerate(_EXPANSION, start=1)
        )
    t = normal  # from below the root of a concave function, which Newton's method never oversteps
    gamma = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)
    height = 2 * math.exp(gamma) / math.sqrt(degrees * math.pi)
    for _ in range(200):
        slope = height * (1 + t * t / degrees) ** (-(degrees + 1) / 2)
        step = (confidence - _between(t, degrees)) / slope
        t += step
        if step <= 1e-14 * t:
            break
    return t


_MANY = 1000
_EXPANSION: Final = (
    (4, {1: 1, 3: 1}),
    (96, {1: 3, 3: 16, 5: 5}),
    (384, {1: -15, 3: 17, 5: 19, 7: 3}),
    (92160, {1: -945, 3: -1920, 5: 1482, 7: 776, 9: 79}),
)
"""By powers of 1 / degrees: what to divide by, and the factors of the powers of the normal quantile."""


def _between(t: float, degrees: int) -> float:
    """The chance that Student's variable lies between -t and t."""
    angle = math.atan(t / math.sqrt(degrees))
    cosine, odd = math.cos(angle), degrees % 2
    term, total = cosine if odd else 1.0, 0.0
    for power in range(odd, degrees - 1, 2):
        total += term
        term *= cosine * cosine * (power + 1) / (power + 2)
    return (angle + math.sin(angle) * total) * 2 / math.pi if odd else math.sin(angle) * total


def _nothing_to_measure(days: int) -> Estimate:
    return Estimate(math.nan, None, np.full(days, math.nan))


def _refuse_unpaired(a: NDArray[np.float64], b: NDArray[np.float64]) -> None:
    if len(a) != len(b):
        raise MetricError(f"days must pair up one to one, but there are {len(a)} on one side and {len(b)} on the other")
