"""A log retold in seconds, line by line, so that it can be compared with one worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim import Status
from sim.units import SECOND

if TYPE_CHECKING:
    from sim import CallLog

HANDLED, ABANDONED, BLOCKED_LINES, BLOCKED_QUEUE, WAITING = (status.name for status in Status)

Line = tuple[float, str, float | None, int | None, float | None, float | None]


def story(log: CallLog) -> list[Line]:
    """Of each contact: arrival, how it ended, when it left the queue, agent, end of talk, end of work."""
    return [
        (
            arrival / SECOND,
            Status(status).name,
            _moment(left),
            None if agent < 0 else agent,
            _moment(talk),
            _moment(work),
        )
        for arrival, status, left, agent, talk, work in zip(
            *(
                getattr(log, name).tolist()
                for name in ("arrival", "status", "left_queue", "agent", "talk_end", "work_end")
            ),
            strict=True,
        )
    ]


def presence(log: CallLog) -> list[tuple[int, float, float]]:
    """Of each stretch of presence: agent, start, end."""
    return [
        (agent, start / SECOND, end / SECOND)
        for agent, start, end in zip(
            log.span_agent.tolist(), log.span_start.tolist(), log.span_end.tolist(), strict=True
        )
    ]


def _moment(microseconds: int) -> float | None:
    return None if microseconds < 0 else microseconds / SECOND
