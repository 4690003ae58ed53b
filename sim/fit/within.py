"""Whether calls within one interval come by chance alone, at an even rate, as the model has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.fit.sample import Sample

FEWEST: Final = 3
NEAR: Final = 0.02


@dataclass(frozen=True)
class Within:
    """The largest gap between the law of the gaps between calls and the exponential (0 to 1), and its p-value."""

    gaps: int
    distance: float
    p: float


def within_intervals(sample: Sample) -> Within:
    """Pooled over the intervals of all days.

    In an interval of length L with n calls at t1 < ... < tn, the n numbers -(n + 1 - j) log((L - tj) / (L - tj-1))
    are independent exponentials of mean 1 if the rate is even (Brown et al. 2005, section 3.1).  Logs are in whole
    seconds, so each call is put at a random moment of its second.
    """
    rng = np.random.default_rng(1)
    pooled = [np.empty(0)]
    for _, calls in sample.calls.group_by("day_at", "at", maintain_order=True):
        since = (calls["arrival_s"].to_numpy() - sample.kind.opening_s) % sample.every_s
        if len(since) >= FEWEST:
            pooled.append(exponentials(np.floor(since) + rng.random(len(since)), sample.every_s))
    gaps = np.concatenate(pooled)
    if not len(gaps):
        return Within(0, 0.0, 1.0)
    found = stats.kstest(gaps, "expon")
    return Within(len(gaps), float(found.statistic), float(found.pvalue))


def exponentials(times: NDArray[np.float64], length: float) -> NDArray[np.float64]:
    """The numbers of ``within_intervals`` for one interval."""
    left = length - np.concatenate([[0.0], np.sort(times)])
    return np.asarray(np.arange(len(times), 0, -1) * np.log(left[:-1] / left[1:]), dtype=np.float64)


def sentence(found: Within) -> str:
    """Whether an even rate within the interval will do."""
    verdict = "an even rate will do" if found.distance <= NEAR else "the rate changes within the interval"
    chance = "< 0.0001" if found.p < 0.0001 else f"{found.p:.4f}"
    return (
        f"gaps between {found.gaps:,} calls are at most {found.distance:.1%} off the exponential law of Poisson calls "
        f"(p {chance}): {verdict}"
    )
