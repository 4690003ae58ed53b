"""Logs written by hand; everything in seconds, from 0 at opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from handmade import CLOSES

from sim import CallLog, Status
from sim.calllog import COLUMNS
from sim.units import microseconds
from sim.workload import NONE


@dataclass(frozen=True)
class Contact:
    """A line of a log."""

    arrival: float
    left: float | None
    """When it was answered or lost; None while it waits."""
    status: Status = Status.HANDLED
    talk: float = 60.0
    work: float = 0.0
    queue: int = 0
    agent: int = 0
    attempt: int = 1

    @property
    def answered(self) -> bool:
        return self.status == Status.HANDLED


def log_of(
    contacts: Sequence[Contact],
    *,
    queues: Sequence[str] = ("calls",),
    groups: Sequence[str] = ("agents",),
    agent_group: Sequence[int] = (0,),
    presence: Sequence[tuple[int, float, float]] = ((0, 0.0, CLOSES),),
    closes: float = CLOSES,
    counted_from: float = 0.0,
) -> CallLog:
    """``presence``: agent, start, end."""

    def moments(values: Sequence[float | None]) -> np.ndarray[Any, Any]:
        return np.array([-1 if value is None else microseconds(value) for value in values], dtype=np.int64)

    def column(name: str, values: Sequence[int]) -> np.ndarray[Any, Any]:
        return np.array(values, dtype=COLUMNS[name])

    return CallLog(
        queues=tuple(queues),
        groups=tuple(groups),
        agents=tuple(f"agent {number}" for number in range(len(agent_group))),
        agent_group=np.array(agent_group, dtype=np.int64),
        opens=0,
        closes=microseconds(closes),
        counted_from=microseconds(counted_from),
        row=column("row", range(len(contacts))),
        contact=column("contact", range(len(contacts))),
        attempt=column("attempt", [one.attempt for one in contacts]),
        call_type=column("call_type", [one.queue for one in contacts]),
        arrival=moments([one.arrival for one in contacts]),
        status=column("status", [int(one.status) for one in contacts]),
        left_queue=moments([one.left for one in contacts]),
        agent=column("agent", [one.agent if one.answered else NONE for one in contacts]),
        talk_end=moments([one.left + one.talk if one.answered else None for one in contacts]),
        work_end=moments([one.left + one.talk + one.work if one.answered else None for one in contacts]),
        span_agent=column("span_agent", [agent for agent, _, _ in presence]),
        span_start=moments([start for _, start, _ in presence]),
        span_end=moments([end for _, _, end in presence]),
        span_planned_end=moments([end for _, _, end in presence]),
    )
