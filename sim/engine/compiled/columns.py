"""A day as the compiled loop takes it: columns of callers and agents in, room for the log and for what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim import calllog, workload
from sim.engine.compiled.winners import no_winner
from sim.units import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.roster import Roster
    from sim.workload import Workload

NONE = -1
NOBODY = np.uint32(2**32 - 1)
"""No call, no agent, no span, where one is an unsigned number.

The loop counts in unsigned numbers: of a signed one compiled code asks at each use whether it counts from the end.
"""

AGENT = np.dtype(
    [
        ("ready_since", np.int64),
        ("worked", np.int64),  # microseconds on calls today, the call under way included
        ("speed", np.float64),
        ("group", np.uint32),
        ("following", np.uint32),  # the next in the list of ready agents
        ("before", np.uint32),
        ("serving", np.uint32),  # the call under way, or the last one
        ("open_span", np.uint32),
        ("on_duty", np.bool_),
        ("busy", np.bool_),
        ("talking", np.bool_),  # the end of the talk is still to come, and matters
    ],
    align=True,
)
"""What is known of an agent, side by side in memory."""
LINE = np.dtype([("limit", np.int64), ("first", np.uint32), ("last", np.uint32)], align=True)
"""What is known of a queue: the longest-waiting call, and the one that joined last."""
CREW = np.dtype([("rule", np.int64), ("first", np.uint32), ("last", np.uint32)], align=True)
"""What is known of a group: the longest-idle agent, and the one who became ready last."""
TIMER = np.dtype([("at", np.int64), ("rank", np.int64), ("whom", np.uint32)], align=True)
"""Something still to come (timers)."""
PAIR = np.dtype(
    [("delay", np.int64), ("keep_idle", np.int64), ("skilled", np.int64), ("speed", np.float64)], align=True
)
"""What is known of a group and a queue."""


class Callers(NamedTuple):
    """The columns of a Workload that decide what happens, and what the scenario says of its queues."""

    arrival: NDArray[np.int64]
    call_type: NDArray[np.int16]
    patience: NDArray[np.int64]
    talk: NDArray[np.int64]
    after_call_work: NDArray[np.int64]
    if_lost: NDArray[np.int32]
    if_handled: NDArray[np.int32]
    delay: NDArray[np.int64]
    looked_at_after: NDArray[np.int64]
    """Shape (queues, n): the overflow delays of each queue, rising, and FOREVER behind them."""
    fresh: int
    lines: int
    closes: int


class Team(NamedTuple):
    """The columns of a Roster that decide what happens."""

    span_agent: NDArray[np.int64]
    span_start: NDArray[np.int64]
    """Rising; FOREVER last."""
    span_end: NDArray[np.int64]
    leaving: NDArray[np.int64]
    """Spans that end before closing time, by when they end; the last entry is nobody's."""
    leaving_at: NDArray[np.int64]
    """When they end; FOREVER last."""


class Log(NamedTuple):
    """The columns of a CallLog, with room for everything that can happen."""

    row: NDArray[np.int32]
    arrival: NDArray[np.int64]
    status: NDArray[np.int8]
    left_queue: NDArray[np.int64]
    agent: NDArray[np.int32]
    talk_end: NDArray[np.int64]
    work_end: NDArray[np.int64]
    span_agent: NDArray[np.int32]
    span_start: NDArray[np.int64]
    span_end: NDArray[np.int64]
    span_planned_end: NDArray[np.int64]


class State(NamedTuple):
    """What the loop keeps.  Queues and the ready agents of a group are linked lists of calls and of agents."""

    agents: NDArray[np.void]
    """Shape (agents,), of AGENT."""
    pairs: NDArray[np.void]
    """Shape (groups * queues,), of PAIR."""
    lines: NDArray[np.void]
    """Shape (queues,), of LINE."""
    crews: NDArray[np.void]
    """Shape (groups,), of CREW."""
    behind: NDArray[np.uint32]
    """Shape (contacts,): the call that joined the same queue next."""
    tree: NDArray[np.int64]
    """Who is done next (winners)."""
    timers: NDArray[np.void]
    """A heap of TIMER."""


def callers_of(day: Workload, roster: Roster) -> Callers:
    """The callers of a day."""
    return Callers(
        arrival=_column(day.arrival, np.int64),
        looked_at_after=_delays(roster),
        fresh=day.fresh,
        lines=day.lines,
        closes=day.closes,
        **{
            name: _column(getattr(day, name), workload.COLUMNS[name])
            for name in ("call_type", "patience", "talk", "after_call_work", "if_lost", "if_handled", "delay")
        },
    )


def team_of(roster: Roster) -> Team:
    """The agents of a day."""
    leaving = np.flatnonzero(~roster.span_stays)
    leaving = leaving[np.argsort(roster.span_end[leaving], kind="stable")]
    return Team(
        span_agent=_column(roster.span_agent, np.int64),
        span_start=np.append(roster.span_start, FOREVER),
        span_end=_column(roster.span_end, np.int64),
        leaving=np.append(leaving, NONE),
        leaving_at=np.append(roster.span_end[leaving], FOREVER),
    )


def in_order(day: Workload, roster: Roster) -> bool:
    """Whether columns are of whole numbers and of one length, and agents, groups and queues are some of those there
    are: what the loop relies on without looking."""
    groups, queues, agents, spans = *roster.rank.shape, len(roster.agents), len(roster.span_agent)
    columns = {name: getattr(day, name) for name in workload.COLUMNS}
    lengths = {"arrival": day.fresh, "delay": day.rows - day.fresh}
    return bool(
        all(column.dtype.kind in "iu" for column in (*columns.values(), roster.span_start, roster.span_end))
        and all(len(column) == lengths.get(name, day.rows) for name, column in columns.items())
        and (len(day.queues.limit), len(roster.rule), len(roster.groups)) == (queues, groups, groups)
        and len(roster.agent_group) == len(roster.agent_speed) == agents
        and len(roster.span_start) == len(roster.span_end) == len(roster.span_stays) == spans
        and _within(roster.agent_group, groups)
        and _within(roster.span_agent, agents)
    )


def _within(column: NDArray[Any], size: int) -> bool:
    return bool(len(column) == 0 or (column.min() >= 0 and column.max() < size))


def empty_log(rows: int, spans: int) -> Log:
    """Room for a day in which every contact happens."""
    room = {name: spans if name.startswith("span_") else rows for name in Log._fields}
    return Log(**{name: np.empty(room[name], dtype=calllog.COLUMNS[name]) for name in Log._fields})


def empty_state(day: Workload, roster: Roster) -> State:
    """The floor before the day."""
    groups, queues = roster.rank.shape
    # For each contact at most one timer of its patience, of its overflow delay and of what follows from it.  Memory
    # that is never written to is never taken from the system.
    timers = np.empty(3 * day.rows + 1, dtype=TIMER)
    agents = np.zeros(len(roster.agents), dtype=AGENT)
    for name in ("following", "before", "serving", "open_span"):
        agents[name] = NOBODY
    agents["group"], agents["speed"] = roster.agent_group, roster.agent_speed
    pairs = np.empty(groups * queues, dtype=PAIR)
    pairs["delay"], pairs["keep_idle"] = roster.delay.ravel(), roster.keep_idle.ravel()
    pairs["skilled"], pairs["speed"] = roster.rank.ravel() > 0, roster.speed.ravel()
    return State(
        agents=agents,
        pairs=pairs,
        lines=_lists(LINE, queues, limit=day.queues.limit),
        crews=_lists(CREW, groups, rule=roster.rule),
        behind=np.empty(day.rows, dtype=np.uint32),
        tree=no_winner(len(agents)),
        timers=timers,
    )


def _lists(kind: Any, size: int, **columns: NDArray[np.int64]) -> NDArray[np.void]:
    """Empty lists, with what else is known of each."""
    lists = np.empty(size, dtype=kind)
    lists["first"], lists["last"] = NOBODY, NOBODY
    for name, column in columns.items():
        lists[name] = column
    return lists


def _delays(roster: Roster) -> NDArray[np.int64]:
    """After which waits the calls of each queue are looked at again: (queues, n), FOREVER behind the last."""
    some = [
        np.unique(delay[(rank > 0) & (delay > 0)]) for rank, delay in zip(roster.rank.T, roster.delay.T, strict=True)
    ]
    table = np.full((len(some), max(map(len, some), default=0) + 1), FOREVER)
    for row, delays in zip(table, some, strict=True):
        row[: len(delays)] = delays
    return table


def _column(values: NDArray[Any], kind: Any) -> NDArray[Any]:
    """The column as it is, or a copy that the compiled code takes: its one kind, unbroken, and not read-only."""
    plain = values.dtype == kind and values.flags.carray
    return values if plain else np.array(values, dtype=kind)
