"""How long callers would wait before they hang up: seen only in those who were not answered first."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import stats

from sim.fit.laws import rounded

if TYPE_CHECKING:
    from numpy.typing import NDArray

BALK_S: Final = 1.0
"""Who leaves within this time of having to wait did not try the wait: they balked."""
AT_RISK: Final = 20
"""Beyond the wait that fewer callers than this reached, the curve is not believed."""
NEAR: Final = 0.02
"""The exponential law is taken where it leaves the measured curve's 95 % band nowhere by more than this."""
QUANTILES: Final = 101


@dataclass(frozen=True)
class Survival:
    """The Kaplan-Meier curve: after each of ``waits_s`` the share still waiting; 0 s and 1 come first.

    ``low`` and ``high``: its 95 % band (Greenwood, log-log).
    """

    waits_s: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True)
class PatienceFit:
    """The patience of one queue's callers, from those who had to wait.

    ``mean_s``: total wait over abandonments, the maximum likelihood mean of an exponential law.
    ``distance``: the largest gap between that law and the measured curve of those who did not balk;
    ``outside``: by how much it leaves the curve's band, at most.
    ``tail_mean_s``: how much longer those wait, on average, who outlast the measured curve.
    ``yaml``: the duration as the file has it; None where nobody left.
    """

    queue: str
    waited: int
    abandoned: int
    balk: float
    mean_s: float
    distance: float
    outside: float
    tail_mean_s: float
    curve: Survival
    yaml: dict[str, Any] | None


def fit_patience(queue: str, wait_s: NDArray[np.float64], abandoned: NDArray[np.bool_]) -> PatienceFit:
    """From the waits of callers who had to wait: ``abandoned`` where the wait ended by their hanging up.

    A call answered after w seconds says that its caller's patience was longer than w (right censoring).
    """
    waited, lost = len(wait_s), int(abandoned.sum())
    balked = abandoned & (wait_s <= BALK_S)
    balk = float(balked.sum()) / max(waited, 1)
    wait_s, left = wait_s[~balked], abandoned[~balked]
    if not left.any():
        one = np.ones(1)
        nothing = Survival(np.zeros(1), one, one, one)
        return PatienceFit(queue, waited, lost, balk, math.inf, 0.0, 0.0, math.inf, nothing, None)
    mean = float(wait_s.sum() / left.sum())
    curve = kaplan_meier(wait_s, left)
    law = np.exp(-curve.waits_s / mean)
    gap = float(np.abs(curve.share - law).max())
    outside = max(float(np.maximum(curve.low - law, law - curve.high).max()), 0.0)
    tail = _tail_mean(wait_s, left, float(curve.waits_s[-1]) / 2) or mean
    yaml = {"exponential": {"mean": f"{mean:.0f} s"}} if outside <= NEAR else _empirical(curve, tail)
    return PatienceFit(queue, waited, lost, balk, mean, gap, outside, tail, curve, yaml)


def kaplan_meier(wait_s: NDArray[np.float64], left: NDArray[np.bool_], at_risk: int = AT_RISK) -> Survival:
    """The curve up to the wait that fewer than ``at_risk`` callers reached."""
    survival: Any = stats.ecdf(stats.CensoredData.right_censored(wait_s, ~left)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the band is undefined where nobody has left yet
        band = survival.confidence_interval(0.95, method="log-log")
    waits = survival.quantiles
    reached = len(wait_s) - np.searchsorted(np.sort(wait_s), waits)
    seen = reached >= min(at_risk, len(wait_s))

    def cut(shares: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate([[1.0], np.where(np.isnan(shares), survival.probabilities, shares)[seen]])

    shares = (survival.probabilities, band.low.probabilities, band.high.probabilities)
    return Survival(np.concatenate([[0.0], waits[seen]]), *map(cut, shares))


def _tail_mean(wait_s: NDArray[np.float64], left: NDArray[np.bool_], start: float) -> float:
    """Total wait beyond ``start`` over abandonments there; 0 where there are none."""
    losses = int((left & (wait_s > start)).sum())
    return float(np.maximum(wait_s - start, 0.0).sum()) / losses if losses else 0.0


def _empirical(curve: Survival, tail_mean: float) -> dict[str, Any]:
    """The curve as quantiles; beyond its end it goes on without memory, at the rate of its second half.

    The last quantile gives the last percent its mean.
    """
    levels = np.linspace(0, 1, QUANTILES)
    gone, end = 1 - curve.share, float(curve.share[-1])
    steps = np.flatnonzero(np.diff(gone, prepend=-1.0) > 0)
    quantiles = np.interp(levels, gone[steps], curve.waits_s[steps])
    beyond = np.flatnonzero(levels[:-1] > 1 - end)
    quantiles[beyond] = curve.waits_s[-1] - tail_mean * np.log((1 - levels[beyond]) / end)
    if end > 0:
        quantiles[-1] = quantiles[-2] + 2 * tail_mean
    return {"empirical": {"unit": "s", "quantiles": rounded(quantiles)}}


def sentence(fit: PatienceFit) -> str:
    """What was measured, what is in the file, and why."""
    measured = f"{fit.waited:,} callers had to wait, {fit.abandoned:,} of them left"
    if fit.yaml is None:
        return f"{measured}: patience cannot be told from this log, so callers wait for ever in the file"
    balked = f"{fit.balk:.1%} within {BALK_S:.0f} s (balked)"
    law = f"exponential with mean {fit.mean_s:.0f} s, up to {fit.distance:.0%} off the Kaplan-Meier curve"
    if "exponential" in fit.yaml:
        return f"{measured}, {balked}; {law}, which chance explains"
    law = f"{law} and {fit.outside:.0%} outside its 95 % band"
    end, still = fit.curve.waits_s[-1], fit.curve.share[-1]
    return (
        f"{measured}, {balked}; {law}, so the file holds the measured curve. {still:.0%} would outlast its "
        f"end at {end:.0f} s; by how much is not known, in the file by {fit.tail_mean_s:.0f} s on average"
    )
