"""What was fitted, as plain curves for whoever draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sim.fit.result import ArrivalPlot, PatiencePlot, StaffingPlot, TalkPlot

if TYPE_CHECKING:
    from sim.fit.parts import Parts
    from sim.fit.patience import PatienceFit
    from sim.fit.talk import TalkFit

BINS: Final = 60
SHOWN: Final = 0.98
"""Histograms end at this quantile."""

Plots = tuple[tuple[ArrivalPlot, ...], tuple[TalkPlot, ...], tuple[PatiencePlot, ...], StaffingPlot]


def of(parts: Parts) -> Plots:
    """Arrivals, talk, patience, staffing."""
    staffing = parts.staffing
    return (
        tuple(ArrivalPlot(one.queue, one.starts_s, one.per_hour, one.low, one.high) for one in parts.arrivals),
        tuple(map(_talk, parts.talk)),
        tuple(_patience(fit) for fit in parts.patience if fit.yaml is not None),
        StaffingPlot(
            tuple(group.name for group in staffing.groups), parts.sample.starts_s, staffing.present, staffing.count
        ),
    )


def _talk(fit: TalkFit) -> TalkPlot:
    end = max(float(np.quantile(fit.talk_s, SHOWN)), 1.0)
    edges = np.linspace(0, end, BINS + 1)
    share = np.histogram(fit.talk_s, edges)[0] / len(fit.talk_s)
    laws = {law.name: np.diff(law.cdf(edges)) for law in fit.laws}
    return TalkPlot(fit.queue, edges, share, laws, fit.chosen.name if fit.chosen else "")


def _patience(fit: PatienceFit) -> PatiencePlot:
    curve = fit.curve
    law = np.exp(-curve.waits_s / fit.mean_s)
    return PatiencePlot(fit.queue, curve.waits_s, curve.share, curve.low, curve.high, law)
