"""The log as it is written: one entry a contact, in order of arrival, in plain lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.calllog import COLUMNS, Status
from sim.engine.closing import closed_log
from sim.workload.workload import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.calllog import CallLog
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
        agent, work_end = _column("agent", self.agent), _column("work_end", self.work_end)
        np.maximum.at(done, agent[agent != NONE], work_end[agent != NONE])
        return [int(moment) for moment in done]

    def to_log(self, workload: Workload, roster: Roster, spans: list[list[int]]) -> CallLog:
        """The finished log; a span is agent, start, end, planned end."""
        columns = {
            "row": self.row,
            "arrival": self.arrived,
            "status": self.status,
            "left_queue": self.left_queue,
            "agent": self.agent,
            "talk_end": self.talk_end,
            "work_end": self.work_end,
        }
        for place, name in enumerate(("span_agent", "span_start", "span_end", "span_planned_end")):
            columns[name] = [span[place] for span in spans]
        return closed_log(workload, roster, **{name: _column(name, values) for name, values in columns.items()})


def _column(name: str, values: list[int]) -> NDArray[Any]:
    return np.array(values, dtype=COLUMNS[name])
