"""How many people of each skill group were at work through the day, as whole people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.fit.presence import mean_idle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sim.fit.presence import AgentDay
    from sim.fit.sample import Sample
    from sim.fit.skills import SkillGroup


@dataclass(frozen=True)
class StaffingFit:
    """Agents at work by interval.

    ``present``: mean over the days of the time-average number there, (groups, intervals).  ``count``: the same
    in whole people.  ``hours``: staffed hours of each day within opening hours.
    """

    groups: tuple[SkillGroup, ...]
    present: NDArray[np.float64]
    count: NDArray[np.int64]
    hours: NDArray[np.float64]


def fit_staffing(days: Sequence[AgentDay], groups: tuple[SkillGroup, ...], sample: Sample) -> StaffingFit:
    """From the spans of time in which each agent was there."""
    group_of = {agent: index for index, group in enumerate(groups) for agent in group.agents}
    there = np.zeros((len(sample.days), len(groups), sample.counts.shape[2]))
    idle = mean_idle(days)
    for one in days:
        if one.agent in group_of:
            spans = one.spans(idle, sample.kind.opening_s, sample.kind.closing_s)
            there[one.day_at, group_of[one.agent]] += overlap(spans, sample.starts_s, sample.every_s)
    present = sample.mean(there / sample.every_s)
    return StaffingFit(groups, present, whole_people(present), there.sum(axis=(1, 2)) / 3600)


def overlap(spans: NDArray[np.float64], starts_s: NDArray[np.float64], every_s: float) -> NDArray[np.float64]:
    """Seconds of each interval that lie within the spans (rows of start and end)."""
    first = np.maximum(spans[:, :1], starts_s)
    last = np.minimum(spans[:, 1:], starts_s + every_s)
    return np.asarray(np.maximum(last - first, 0.0).sum(axis=0), dtype=np.float64)


def whole_people(present: NDArray[np.float64]) -> NDArray[np.int64]:
    """Whole numbers near ``present`` (groups, intervals), with what is rounded off carried on.

    In each interval the total is the nearest whole number to what is due, and goes to the groups to which most
    is owed; what a group is owed or has in advance counts in the next interval.  So the day's total is right to
    within half a person in one interval, and no group drifts away from its own.
    """
    count = np.zeros(present.shape, dtype=np.int64)
    owed = np.zeros(len(present))
    for at in range(present.shape[1]):
        due = present[:, at] + owed
        people = np.maximum(np.floor(due), 0).astype(np.int64)
        missing = max(round(float(due.sum())) - int(people.sum()), 0)
        people[np.argsort(people - due, kind="stable")[:missing]] += 1
        count[:, at] = people
        owed = due - people
    return count


def kept_open(fit: StaffingFit, patient: set[str]) -> NDArray[np.int64]:
    """The count with nobody left alone: each group works at least once, and queues whose callers never give up
    (``patient``) have somebody until closing.
    """
    count = fit.count.copy()
    for at, present in enumerate(fit.present):
        if not count[at].any():
            count[at, present.argmax()] = 1
    for queue in sorted(patient):
        skilled = [at for at, group in enumerate(fit.groups) if queue in group.ranks]
        if skilled and not count[skilled, -1].any():
            count[max(skilled, key=lambda at: fit.present[at, -1]), -1] = 1
    return count


def sentence(fit: StaffingFit) -> str:
    """Hours and people, and what they rest on."""
    busiest = int(fit.present.sum(axis=0).argmax())
    people = sum(len(group.agents) for group in fit.groups)
    return (
        f"{people} people took calls, on a day {fit.hours.mean():.0f} staffed hours (from {fit.hours.min():.0f} to "
        f"{fit.hours.max():.0f}), at most {fit.present[:, busiest].sum():.1f} at once. An agent counts from the "
        "first answer of the day to the end of the last call (from opening or until closing where that is no gap), "
        "without gaps of more than 15 min and gaps in which callers whom the agent serves waited for more than a "
        "minute in all; who came back to a caller that had not waited had been idle, for as long as agents are "
        "between calls at that hour"
    )
