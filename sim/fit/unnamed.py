"""Staffing where the log does not say who took a call: only how many calls ran at once is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from sim.fit.skills import SkillGroup
from sim.fit.staffing import StaffingFit, whole_people

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.fit.sample import Sample

GROUP: Final = "agents"


def unnamed_staffing(sample: Sample) -> StaffingFit:
    """One group that takes everything: for each interval the most calls that ran at once, mean over the days.

    Where callers waited everybody was busy, so the most at once is the number there; elsewhere it is fewer.
    """
    most = np.zeros((len(sample.days), 1, sample.counts.shape[2]))
    running = sample.handled.drop_nulls("talk_s")
    for (day_at,), calls in running.group_by("day_at"):
        start = (calls["arrival_s"] + calls["wait_s"]).to_numpy()
        most[int(str(day_at)), 0] = _most_at_once(start, start + calls["talk_s"].to_numpy(), sample)
    present = sample.mean(most)
    group = SkillGroup(GROUP, (), dict.fromkeys(sample.queues, 1.0))
    hours = most.sum(axis=(1, 2)) * sample.every_s / 3600
    return StaffingFit((group,), present, whole_people(present), hours)


def _most_at_once(start: NDArray[np.float64], end: NDArray[np.float64], sample: Sample) -> NDArray[np.float64]:
    """The most calls at once in each interval; a call that ends as another starts is over."""
    moments = np.concatenate([end, start, sample.starts_s])
    step = np.repeat([-1, 1, 0], [len(end), len(start), len(sample.starts_s)])
    order = np.lexsort((step, moments))
    at = np.floor((moments[order] - sample.kind.opening_s) / sample.every_s).astype(np.int64)
    running = np.cumsum(step[order])
    inside = (at >= 0) & (at < len(sample.starts_s))
    most = np.zeros(len(sample.starts_s))
    np.maximum.at(most, at[inside], running[inside])
    return most
