"""The log of a day that is over, whichever engine ran it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.calllog import CallLog

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.roster import Roster
    from sim.workload import Workload


def closed_log(
    workload: Workload,
    roster: Roster,
    *,
    row: NDArray[np.int32],
    arrival: NDArray[np.int64],
    status: NDArray[np.int8],
    left_queue: NDArray[np.int64],
    agent: NDArray[np.int32],
    talk_end: NDArray[np.int64],
    work_end: NDArray[np.int64],
    span_agent: NDArray[np.int32],
    span_start: NDArray[np.int64],
    span_end: NDArray[np.int64],
    span_planned_end: NDArray[np.int64],
) -> CallLog:
    """What happened, with what the workload knows of each contact; columns as in CallLog.

    Where only first calls came, what the workload knows is shared with it, not copied.
    """
    calls = len(row)
    known = slice(calls) if np.array_equal(row, np.arange(calls, dtype=np.int32)) else row
    return CallLog(
        queues=workload.queues.names,
        groups=roster.groups,
        agents=roster.agents,
        agent_group=roster.agent_group,
        opens=workload.opens,
        closes=workload.closes,
        counted_from=workload.counted_from,
        row=row,
        contact=workload.contact[known],
        attempt=workload.attempt[known],
        call_type=workload.call_type[known],
        arrival=arrival,
        status=status,
        left_queue=left_queue,
        agent=agent,
        talk_end=talk_end,
        work_end=work_end,
        span_agent=span_agent,
        span_start=span_start,
        span_end=span_end,
        span_planned_end=span_planned_end,
    )
