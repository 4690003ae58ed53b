"""Do two engines tell the same story of a day?  If not: the first event in which they differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from sim.calllog import Status, same_log
from sim.errors import EngineError
from sim.units import SECOND, clock

if TYPE_CHECKING:
    from sim.calllog import CallLog

Event = tuple[int, str]
"""A moment in microseconds, and what happened then."""


def agreed(reference: CallLog, compiled: CallLog, day: int) -> CallLog:
    """The log that both engines wrote of a day.  Raises EngineError with the first event that differs."""
    if same_log(reference, compiled):
        return compiled
    raise EngineError(f"day {day}: the engines differ; {first_difference(reference, compiled)}")


def first_difference(reference: CallLog, compiled: CallLog) -> str:
    """The first event that the logs of the two engines do not share."""
    pairs = zip_longest(events(reference), events(compiled), fillvalue=None)
    for one, other in pairs:
        if one != other:
            moment = min(event[0] for event in (one, other) if event)
            told = [event[1] if event and event[0] == moment else "nothing" for event in (one, other)]
            return f"first at {_shown(moment)}: simpy has {told[0]}, compiled has {told[1]}"
    return "the same events in another order of the log"


def events(log: CallLog) -> list[Event]:
    """What happened, in order of time; at one moment in order of what is said of it."""
    return sorted([*_of_calls(log), *_of_agents(log)])


def _of_calls(log: CallLog) -> Iterator[Event]:
    columns = zip(
        log.row.tolist(), log.call_type.tolist(), log.arrival.tolist(), log.status.tolist(), log.left_queue.tolist(),
        log.agent.tolist(), log.talk_end.tolist(), log.work_end.tolist(), strict=True,
    )  # fmt: skip
    for row, queue, arrival, status, left, agent, talk_end, work_end in columns:
        call = f"contact {row} of {log.queues[queue]}"
        yield arrival, f"{call} arrive"
        if status == Status.HANDLED:
            yield left, f"{call} answered by {log.agents[agent]}"
            yield talk_end, f"{call} talked out"
            yield work_end, f"{call} done with"
        elif status != Status.WAITING:
            yield left, f"{call} {Status(status).name.lower().replace('_', ' ')}"


def _of_agents(log: CallLog) -> Iterator[Event]:
    columns = (log.span_agent.tolist(), log.span_start.tolist(), log.span_end.tolist(), log.span_planned_end.tolist())
    for agent, start, end, planned in zip(*columns, strict=True):
        yield start, f"{log.agents[agent]} sign on"
        yield end, f"{log.agents[agent]} leave, planned for {_shown(planned)}"


def _shown(moment: int) -> str:
    return f"{clock(moment - moment % SECOND)}{f'.{moment % SECOND:06d}' if moment % SECOND else ''}"
