"""What an agent does after a call before taking the next: after-call work, seen only while callers wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.fit.laws import with_mean
from sim.fit.patience import Survival, kaplan_meier
from sim.fit.presence import IGNORED_S

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.fit.presence import AgentDay

FEW: Final = 100
QUANTILES: Final = 21


@dataclass(frozen=True)
class WrapUpFit:
    """The time from the end of a call to readiness for the next.

    ``observed``: calls that ended while somebody waited for this agent.  ``curve``: the share not ready after so
    many seconds; an agent whose last waiting caller is gone before the next answer is censored.  ``breaks``: the
    share not ready after a minute, who count as away.  ``yaml`` None: too few observations.
    """

    observed: int
    curve: Survival
    breaks: float
    mean_s: float
    yaml: dict[str, Any] | None


def fit_wrapup(days: Iterable[AgentDay]) -> WrapUpFit:
    """From every call that ended while a caller whom the agent serves was waiting."""
    lengths, ready = _observed(days)
    if ready.sum() < FEW:
        one = np.ones(1)
        return WrapUpFit(len(lengths), Survival(np.zeros(1), one, one, one), 0.0, 0.0, None)
    curve = kaplan_meier(lengths, ready)
    short = curve.waits_s <= IGNORED_S
    waits, share = curve.waits_s[short], curve.share[short]
    breaks = float(share[-1])
    weight = -np.diff(share, prepend=1.0) / (1 - breaks)
    mean = float(weight @ waits)
    steps = weight > 0
    inside = np.searchsorted(np.cumsum(weight[steps]), np.linspace(0, 1, QUANTILES) - 1e-9)
    quantiles = waits[steps][np.minimum(inside, steps.sum() - 1)]
    yaml = {"empirical": {"unit": "s", "quantiles": with_mean(quantiles, mean)}}
    return WrapUpFit(len(lengths), curve, breaks, mean, yaml)


def _observed(
    days: Iterable[AgentDay],
) -> tuple[np.ndarray[Any, np.dtype[np.float64]], np.ndarray[Any, np.dtype[np.bool_]]]:
    """Seconds unready while somebody waited, and whether it ended in an answer (else nobody waited any more)."""
    lengths, ready = [np.empty(0)], [np.empty(0, dtype=bool)]
    for one in days:
        free, answer = one.gaps
        left, gap = one.waiting.still(free), answer - free
        watched = (left > 0) & (gap >= 0)
        lengths.append(np.minimum(gap, left)[watched])
        ready.append((gap <= left)[watched])
    return np.concatenate(lengths), np.concatenate(ready)


def sentence(fit: WrapUpFit) -> str:
    """What was measured and what is in the file."""
    seen = f"{fit.observed:,} calls ended while somebody waited for that very agent"
    if fit.yaml is None:
        return f"{seen}: too few to measure after-call work, so the file has none"
    median = np.interp(0.5, 1 - fit.curve.share, fit.curve.waits_s)
    return (
        f"{seen}; the next answer came after {median:.0f} s at the median (ringing included), {fit.mean_s:.1f} s on "
        f"average within a minute; {fit.breaks:.1%} took longer and count as breaks, which are out of the staffing"
    )
