"""What was learned from a log: a scenario, what to know about it, and the curves to draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Finding:
    """One thing to know: what it is about, and a sentence with its figures."""

    title: str
    sentence: str


@dataclass(frozen=True)
class ArrivalPlot:
    """A queue's calls an hour by interval: the fitted rate, and the 10th and 90th percentile of the days."""

    queue: str
    starts_s: NDArray[np.float64]
    per_hour: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True)
class TalkPlot:
    """A queue's talk times: the share of calls in each bin (``edges_s``), measured and by each law.

    ``laws`` come likeliest first; ``chosen`` names the one in the file, empty for the measured curve.
    """

    queue: str
    edges_s: NDArray[np.float64]
    share: NDArray[np.float64]
    laws: dict[str, NDArray[np.float64]]
    chosen: str


@dataclass(frozen=True)
class PatiencePlot:
    """A queue's Kaplan-Meier curve: the share still waiting after each wait, its 95 % band, and the exponential law."""

    queue: str
    waits_s: NDArray[np.float64]
    share: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    exponential: NDArray[np.float64]


@dataclass(frozen=True)
class StaffingPlot:
    """Agents at work by interval: mean measured and whole people in the file, (groups, intervals)."""

    groups: tuple[str, ...]
    starts_s: NDArray[np.float64]
    present: NDArray[np.float64]
    count: NDArray[np.int64]


@dataclass(frozen=True)
class Fit:
    """A fitted scenario.

    ``scenario``: the mapping of a scenario file, see docs/design.md.  ``findings``: what to know, in order.
    ``days``: those it was fitted to.  ``group_of``: the group of every agent in the log, by name; one who was not
    there on these days counts to the largest.  An interval report gives no talk, patience, staffing or agents.
    """

    scenario: dict[str, Any]
    findings: tuple[Finding, ...]
    arrivals: tuple[ArrivalPlot, ...]
    talk: tuple[TalkPlot, ...] = ()
    patience: tuple[PatiencePlot, ...] = ()
    staffing: StaffingPlot | None = None
    days: tuple[date, ...] = ()
    group_of: dict[str, str] = field(default_factory=dict)
