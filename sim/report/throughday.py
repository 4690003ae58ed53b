"""Figures by time of day, as far as there were calls enough to tell."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from sim.metrics import GROUP_MEASURES, QUEUE_MEASURES
from sim.report.words import span
from sim.statistics import Estimate, mean_of, ratio_of
from sim.study import ALL
from sim.units import MINUTE, seconds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.study import Study

FEW: Final = 30
"""Calls over all days below which an interval's share or mean time is not shown."""


@dataclass(frozen=True)
class Interval:
    """A stretch of the day, in microseconds since midnight, as far as it is counted (after the warm-up)."""

    index: int
    start: int
    end: int

    @property
    def label(self) -> str:
        """ "10:00 to 10:30"."""
        return span(self.start, self.end)

    @property
    def middle(self) -> float:
        """Minutes since midnight."""
        return (self.start + self.end) / 2 / MINUTE

    @property
    def length_s(self) -> float:
        """Seconds from start to end."""
        return seconds(self.end - self.start)


Series = tuple[Estimate | None, ...]
"""One estimate for each counted interval; None where too little happened to tell."""


@dataclass(frozen=True)
class ThroughDay:
    """A study's figures, interval by interval.  A queue or group may be ALL."""

    study: Study

    @cached_property
    def intervals(self) -> tuple[Interval, ...]:
        """The intervals of the day that have a counted part."""
        scenario = self.study.scenario
        opens, closes, every = scenario.open.start, scenario.open.end, scenario.report_every
        counted_from = opens + scenario.warm_up
        every_one = (
            Interval(index, max(opens + index * every, counted_from), min(opens + (index + 1) * every, closes))
            for index in range(self.study.sums.intervals)
        )
        return tuple(one for one in every_one if one.end > one.start)

    @property
    def queues(self) -> tuple[str, ...]:
        """What a reader may look at: all queues together and each, or the only one."""
        return _with_all(self.study.sums.queue_names)

    @property
    def groups(self) -> tuple[str, ...]:
        """What a reader may look at: all groups together and each, or the only one."""
        return _with_all(self.study.sums.group_names)

    @property
    def span(self) -> tuple[int, int]:
        """From the first moment that is counted until closing, in microseconds since midnight."""
        return self.intervals[0].start, self.intervals[-1].end

    def service_level(self, queue: str) -> Series:
        """The share answered in time, by when callers called."""
        return tuple(
            None if judged < FEW else _not_too_sure(level, judged)
            for level, judged in zip(self._queue(queue, "service_level"), self._calls(queue, "judged"), strict=True)
        )

    def wait(self, queue: str) -> Series:
        """The mean wait of offered calls, by when callers called."""
        return self._known(queue, "wait_s", "offered")

    def calls(self, queue: str, figure: str) -> tuple[Estimate, ...]:
        """A count a day: offered, handled, abandoned, blocked."""
        return self._queue(queue, figure)

    def load(self) -> Series:
        """The work that calls bring, in erlangs: arrival rate times AHT, over all queues."""
        return self._loads

    def on_duty(self, group: str) -> Series:
        """Agents present."""
        return self._agents(group, "staffed_s")

    def busy(self, group: str) -> Series:
        """Agents on a call or its after-call work."""
        return self._agents(group, "busy_s")

    def occupancy(self, group: str) -> Series:
        """Time on calls over time on duty."""
        busy, staffed = self._group(group, "busy_s"), self._group(group, "staffed_s")
        found = [ratio_of(busy[:, one.index], staffed[:, one.index]) for one in self.intervals]
        return tuple(None if math.isnan(one.mean) else one for one in found)

    def _queue(self, queue: str, figure: str) -> tuple[Estimate, ...]:
        if (queue, figure) not in self._found:
            found = (self.study.sums.queue_figure(queue, figure, interval.index) for interval in self.intervals)
            self._found[queue, figure] = tuple(found)
        return self._found[queue, figure]

    @cached_property
    def _found(self) -> dict[tuple[str, str], tuple[Estimate, ...]]:
        """What was asked for before: charts, tables and sentences ask for the same figures."""
        return {}

    def _calls(self, queue: str, measure: str) -> list[float]:
        """Over all days."""
        sums = self.study.sums
        chosen = sums.queues[:, QUEUE_MEASURES.index(measure)].sum(axis=0)
        calls = chosen.sum(axis=0) if queue == ALL else chosen[sums.queue_names.index(queue)]
        return [float(calls[interval.index]) for interval in self.intervals]

    def _known(self, queue: str, figure: str, over: str) -> Series:
        calls = self._calls(queue, over)
        return tuple(None if n < FEW else one for one, n in zip(self._queue(queue, figure), calls, strict=True))

    def _group(self, group: str, measure: str) -> NDArray[np.float64]:
        return group_sums(self.study, group, measure)

    def _agents(self, group: str, measure: str) -> Series:
        passed = self._group(group, measure)
        return tuple(mean_of(passed[:, one.index] / one.length_s) for one in self.intervals)

    @cached_property
    def _loads(self) -> Series:
        return tuple(self._load(at, interval) for at, interval in enumerate(self.intervals))

    def _load(self, at: int, interval: Interval) -> Estimate | None:
        pulls = np.zeros(self.study.days)
        for queue in self.study.sums.queue_names:
            offered = self._queue(queue, "offered")[at]
            if not offered.mean:
                continue
            aht = self._queue(queue, "aht_s")[at]
            if math.isnan(aht.mean):
                aht = self.study.sums.queue_figure(queue, "aht_s")
            if math.isnan(aht.mean):
                return None
            # The delta method: how a day pulls a product.
            pulls += (
                offered.mean * aht.mean + offered.influence * aht.mean + offered.mean * aht.influence
            ) / interval.length_s
        return mean_of(pulls)


def group_sums(study: Study, group: str, measure: str) -> NDArray[np.float64]:
    """A measure of a group, or of all groups together; shape (days, intervals + 1)."""
    rows = study.sums.groups[:, GROUP_MEASURES.index(measure)]
    summed: NDArray[np.float64] = rows.sum(axis=1) if group == ALL else rows[:, study.sums.group_names.index(group)]
    return summed


def all_occupancy(study: Study) -> Estimate:
    """Time on calls over time on duty, of all agents."""
    return ratio_of(group_sums(study, ALL, "busy_s").sum(axis=1), group_sums(study, ALL, "staffed_s").sum(axis=1))


def _with_all(names: tuple[str, ...]) -> tuple[str, ...]:
    return (ALL, *names) if len(names) > 1 else names


def _not_too_sure(share: Estimate, calls: float) -> Estimate:
    """Where every call went the same way, days do not differ; the rule of three says how sure that makes us."""
    if share.half_width == 0 and share.mean in (0, 1):
        return Estimate(share.mean, 3 / calls, share.influence)
    return share
