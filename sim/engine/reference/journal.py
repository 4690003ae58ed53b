"""The log as it is written: one entry a contact, in order of arrival, in plain lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.calllog import CallLog, Status
from sim.workload.workload import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.roster import Roster
    from sim.workload import Workload

WAITING = int(Status.WAITING)


class Journal:
    """Columns that grow as the day goes; lists are the fastest thing that Python appends to."""

    def __init__(self) -> None:
        self.row: list[int] = []
        self.arrived: list[int] = []
        self.status: list[int] = []
        self.left_queue: list[int] = []
        self.agent: list[int] = []
        self.talk_end: list[int] = []
        self.work_end: list[int] = []

    def open(self, row: int, now: int) -> int:
        """A contact begins; returns its number in the log."""
        call = len(self.row)
        self.row.append(row)
        self.arrived.append(now)
        self.status.append(WAITING)
        self.left_queue.append(NONE)
        self.agent.append(NONE)
        self.talk_end.append(NONE)
        self.work_end.append(NONE)
        return call

    def last_done(self, agents: int) -> list[int]:
        """When each agent finished the last call; 0 for one who had none."""
        done = np.zeros(agents, dtype=np.int64)
        agent, work_end = _column(self.agent), _column(self.work_end)
        np.maximum.at(done, agent[agent != NONE], work_end[agent != NONE])
        return [int(moment) for moment in done]

    def to_log(self, workload: Workload, roster: Roster, spans: list[list[int]]) -> CallLog:
        """The finished log; a span is agent, start, end, planned end."""
        row = _column(self.row)
        presence = np.array(spans, dtype=np.int64).reshape(-1, 4)
        return CallLog(
            queues=workload.queues.names,
            groups=roster.groups,
            agents=roster.agents,
            agent_group=roster.agent_group,
            opens=workload.opens,
            closes=workload.closes,
            counted_from=workload.counted_from,
            row=row,
            contact=workload.contact[row],
            attempt=workload.attempt[row],
            call_type=workload.call_type[row],
            arrival=_column(self.arrived),
            status=_column(self.status),
            left_queue=_column(self.left_queue),
            agent=_column(self.agent),
            talk_end=_column(self.talk_end),
            work_end=_column(self.work_end),
            span_agent=presence[:, 0],
            span_start=presence[:, 1],
            span_end=presence[:, 2],
            span_planned_end=presence[:, 3],
        )


def _column(values: list[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
