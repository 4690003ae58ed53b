"""A day in sums: what is kept of a log so that many days can be added up without keeping their calls."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from sim.calllog import Status
from sim.metrics.figures import abandoned, blocked, counted, handled, in_time_and_judged, offered
from sim.units import FOREVER, SECOND

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
    edges = np.append(np.arange(log.opens, log.closes, every), log.closes)
    return Tally(_queue_sums(log, service_level, edges), _group_sums(log, edges), _wait_histogram(log))


def _cell(moments: NDArray[np.int64], edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """The interval of each moment; the one after the last for what lies outside opening hours."""
    interval = np.searchsorted(edges, moments, side="right") - 1
    return np.where(interval >= 0, interval, len(edges) - 1)


def _queue_sums(log: CallLog, service_level: ServiceLevel, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    queues, cells = len(log.queues), len(edges)
    cell = log.call_type * cells + _cell(log.arrival, edges)
    wait = np.where(log.left_queue >= 0, log.wait, 0) / SECOND
    good, over = in_time_and_judged(log, service_level.within, service_level.abandoned)
    was_handled, was_offered = handled(log), offered(log)
    columns: dict[str, NDArray[np.float64] | NDArray[np.bool_]] = {
        "offered": was_offered,
        "handled": was_handled,
        "abandoned": abandoned(log),
        "blocked": blocked(log),
        "left_waiting": counted(log) & (log.status == Status.WAITING),
        "retries": counted(log) & (log.attempt > 1),
        "after_closing": was_handled & log.after_closing,
        "wait_s": wait * was_offered,
        "answer_wait_s": wait * was_handled,
        "handle_s": (log.work_end - log.left_queue) / SECOND * was_handled,
        "in_time": good,
        "judged": over,
    }
    sums = [np.bincount(cell, weights=columns[name], minlength=queues * cells) for name in QUEUE_MEASURES]
    return np.array(sums, dtype=np.float64).reshape(len(QUEUE_MEASURES), queues, cells)


def _group_sums(log: CallLog, edges: NDArray[np.int64]) -> NDArray[np.float64]:
    groups, cells = len(log.groups), len(edges)
    calls = np.flatnonzero(log.status == Status.HANDLED)
    group = log.agent_group[log.agent[calls]]
    answered = log.left_queue[calls]
    cell = group * cells + _cell(answered, edges)
    counts = np.bincount(cell, weights=answered >= log.counted_from, minlength=groups * cells)
    busy = _passed(answered, log.work_end[calls], group, log, edges)
    staffed = _passed(log.span_start, log.span_end, log.agent_group[log.span_agent], log, edges)
    return np.array([counts.reshape(groups, cells), busy, staffed], dtype=np.float64)


def _passed(
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    group: NDArray[np.int64],
    log: CallLog,
    edges: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Seconds that these stretches spent in each interval, and last outside opening hours: (groups, intervals + 1)."""
    start = np.maximum(start, log.counted_from)

    def overlap(low: int, high: int) -> NDArray[np.float64]:
        shared = np.clip(np.minimum(end, high) - np.maximum(start, low), 0, None)
        return np.bincount(group, weights=shared, minlength=len(log.groups)).astype(np.float64)

    inside = np.array([overlap(low, high) for low, high in pairwise(edges)])
    # Sums of whole microseconds, exact in float64 up to 285 years.
    outside = overlap(-FOREVER, FOREVER) - inside.sum(axis=0)
    return np.vstack([inside, outside]).T / SECOND


def _wait_histogram(log: CallLog) -> NDArray[np.int32]:
    """Counts of waits by queue; bin k holds waits above edge k up to edge k + 1, bin 0 waits of exactly 0."""
    left = offered(log) & (log.left_queue >= 0)
    bins = len(WAIT_EDGES) - 1
    place = np.searchsorted(WAIT_EDGES[1:], log.wait[left] / SECOND, side="left")
    cell = log.call_type[left] * bins + np.minimum(place, bins - 1)
    return np.bincount(cell, minlength=len(log.queues) * bins).reshape(-1, bins).astype(np.int32)
