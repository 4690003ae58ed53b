"""A day in sums: what is kept of a log so that many days can be added up without keeping their calls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.calllog import Status
from sim.metrics.figures import in_time_and_judged, offered
from sim.metrics.intervals import Intervals
from sim.units import SECOND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.calllog import CallLog
    from sim.scenario import ServiceLevel

QUEUE_MEASURES: Final = (
    "offered", "handled", "abandoned", "blocked", "left_waiting", "retries", "after_closing",
    "wait_s", "answer_wait_s", "handle_s", "in_time", "judged",
)  # fmt: skip
"""Sums over the contacts of a queue that arrived in an interval.  Times in seconds."""

GROUP_MEASURES: Final = ("handled", "busy_s", "staffed_s")
"""Sums over the agents of a group: calls by when they were answered, times by when they passed."""

WAIT_EDGES: Final = np.concatenate([[0.0, 0.0], 0.01 * 1.01 ** np.arange(1676)])
"""Seconds: edges of the histogram of waits.  The first bin holds waits of exactly 0; the others are 1 % wide."""


@dataclass(frozen=True)
class Tally:
    """One day in sums."""

    queues: NDArray[np.float64]
    """Shape (measures, queues, intervals + 1), in the order of QUEUE_MEASURES."""
    groups: NDArray[np.float64]
    """Shape (measures, groups, intervals + 1), in the order of GROUP_MEASURES."""
    waits: NDArray[np.int32]
    """Shape (queues, bins): waits of offered calls by WAIT_EDGES."""


def tally(log: CallLog, service_level: ServiceLevel, every: int) -> Tally:
    """The sums of a day, by intervals of ``every`` microseconds from opening on.

    Behind the last interval stands what happens outside opening hours: calls handed on and work done after closing,
    agents who are there before opening.
    """
    intervals = Intervals(log.opens, log.closes, every)
    return Tally(_queue_sums(log, service_level, intervals), _group_sums(log, intervals), _wait_histogram(log))


def _queue_sums(log: CallLog, service_level: ServiceLevel, intervals: Intervals) -> NDArray[np.float64]:
    queues, width = len(log.queues), intervals.count
    size = queues * width
    cell = log.call_type.astype(np.int64) * width + intervals.holding(log.arrival)
    cell[log.arrival < log.counted_from] = size  # behind all others, and left out of every sum

    def count(calls: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(cell[calls], minlength=size + 1)[:size]

    def total(lengths: NDArray[np.int64], calls: NDArray[np.int64]) -> NDArray[Any]:
        return np.bincount(cell[calls], weights=lengths[calls] / SECOND, minlength=size + 1)[:size]

    fates = np.bincount(cell * len(Status) + log.status, minlength=(size + 1) * len(Status)).reshape(-1, len(Status))
    fate = dict(zip(Status, fates[:size].T, strict=True))
    answered = np.flatnonzero(log.status == Status.HANDLED)
    answered_or_gone = np.flatnonzero((log.status == Status.HANDLED) | (log.status == Status.ABANDONED))
    wait = log.wait
    good, over = in_time_and_judged(log, service_level.within, service_level.abandoned)
    sums: dict[str, NDArray[Any]] = {
        "offered": fate[Status.HANDLED] + fate[Status.ABANDONED] + fate[Status.WAITING],
        "handled": fate[Status.HANDLED],
        "abandoned": fate[Status.ABANDONED],
        "blocked": fate[Status.BLOCKED_LINES] + fate[Status.BLOCKED_QUEUE],
        "left_waiting": fate[Status.WAITING],
        "retries": count(log.attempt > 1),
        "after_closing": count(log.after_closing),
        "wait_s": total(wait, answered_or_gone),
        "answer_wait_s": total(wait, answered),
        "handle_s": total(log.work_end - log.left_queue, answered),
        "in_time": count(good),
        "judged": count(over),
    }
    return np.array([sums[name] for name in QUEUE_MEASURES], dtype=np.float64).reshape(-1, queues, width)


def _group_sums(log: CallLog, intervals: Intervals) -> NDArray[np.float64]:
    shape = (len(log.groups), intervals.count)
    calls = np.flatnonzero(log.status == Status.HANDLED)
    group, answered = log.agent_group[log.agent[calls]], log.left_queue[calls]
    cell = group * intervals.count + intervals.holding(answered)
    counts = np.bincount(cell[answered >= log.counted_from], minlength=math.prod(shape)).reshape(shape)

    def passed(start: NDArray[np.int64], end: NDArray[np.int64], group: NDArray[np.int64]) -> NDArray[np.float64]:
        start = np.maximum(start, log.counted_from)
        return intervals.shared_out(start, np.maximum(end, start), group, len(log.groups)) / SECOND

    busy = passed(answered, log.work_end[calls], group)
    staffed = passed(log.span_start, log.span_end, log.agent_group[log.span_agent])
    return np.array([counts, busy, staffed], dtype=np.float64)


def _wait_histogram(log: CallLog) -> NDArray[np.int32]:
    """Counts of waits by queue; bin k holds waits above edge k up to edge k + 1, bin 0 waits of exactly 0."""
    left = offered(log) & (log.left_queue >= 0)
    bins = len(WAIT_EDGES) - 1
    place = np.searchsorted(WAIT_EDGES[1:], log.wait[left] / SECOND, side="left")
    cell = log.call_type[left].astype(np.int64) * bins + np.minimum(place, bins - 1)
    return np.bincount(cell, minlength=len(log.queues) * bins).reshape(-1, bins).astype(np.int32)
