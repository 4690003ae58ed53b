"""A day on the compiled engine: its columns made ready, the loop run, the log put together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.engine.closing import closed_log
from sim.engine.compiled.columns import Log, callers_of, empty_log, empty_state, in_order, team_of
from sim.engine.compiled.fcfs import free_from_start, one_line
from sim.engine.compiled.machine import events_code, line_code
from sim.engine.compiled.policies import compile_policy
from sim.engine.compiled.view import table_of
from sim.engine.compiled.winners import agent_bits
from sim.engine.opening import open_floor
from sim.loading import scenario_from
from sim.roster import draw_roster
from sim.routing import POLICIES
from sim.streams import stream
from sim.workload import draw_workload

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.calllog import CallLog
    from sim.roster import Roster
    from sim.routing import Policy
    from sim.workload import Workload


QUIET_DAY = {
    "name": "an hour in which one loop and the other are made ready",
    "open": "08:00 to 09:00",
    "queues": {"calls": {"arrivals": {"per_hour": 6}, "talk": {"exponential": {"mean": "1 min"}}}},
    "groups": {"agents": {"agents": 1, "skills": {"calls": "first"}}},
}


def make_ready(policy: Policy) -> None:
    """Sees to it that the engine and the policy are machine code.  Raises CompileError for a policy that cannot be."""
    compile_policy(policy)
    _make_loops_ready()


@cache
def _make_loops_ready() -> None:
    scenario = scenario_from(QUIET_DAY)
    workload, roster = draw_workload(scenario), draw_roster(scenario)
    run_line(workload, roster)
    run_events(workload, roster, POLICIES["longest-wait"])


def run_day(workload: Workload, roster: Roster, policy: Policy) -> CallLog | None:
    """The log of a day; None where something went wrong that only the reference engine can put into words.

    Raises CompileError for a policy that cannot be compiled, PolicyError for numbers that do not fit.
    """
    if not in_order(workload, roster):
        return None
    if one_line(workload, roster, policy):
        policy.params(workload.queues.names, roster.groups)
        if log := run_line(workload, roster):
            return log
    return run_events(workload, roster, policy)


def run_events(workload: Workload, roster: Roster, policy: Policy) -> CallLog | None:
    """Any day, event by event."""
    floor = open_floor(workload, roster, policy)
    table = table_of(floor)
    log, bits = empty_log(workload.rows, len(roster.span_agent)), agent_bits(len(roster.agents))
    calls, spans = events_code()(
        callers_of(workload, roster),
        team_of(roster),
        floor,
        _coins(workload, roster, policy),
        table.ctypes.data,
        *compile_policy(policy),
        bits,
        log,
        empty_state(workload, roster),
    )
    return _closed(workload, roster, log, calls, spans) if calls >= 0 else None


def run_line(workload: Workload, roster: Roster) -> CallLog | None:
    """A day of one line (fcfs.one_line); None where it takes events after all."""
    log, bits = empty_log(workload.rows, len(roster.span_agent)), agent_bits(len(roster.agents))
    done_at, speed = np.zeros(len(roster.agents), dtype=np.int64), float(roster.speed[0, 0])
    tree, callers = free_from_start(roster), callers_of(workload, roster)
    calls, _ = line_code()(callers, roster.agent_speed, speed, tree, bits, log, done_at)
    if calls < 0:
        return None
    log.row[:] = np.arange(calls, dtype=np.int32)
    log.span_agent[:], log.span_start[:], log.span_planned_end[:] = (
        roster.span_agent,
        roster.span_start,
        roster.span_end,
    )
    log.span_end[:] = np.maximum(roster.span_end, done_at[roster.span_agent])
    return _closed(workload, roster, log._replace(arrival=callers.arrival), calls, len(roster.span_agent))


def _closed(workload: Workload, roster: Roster, log: Log, calls: int, spans: int) -> CallLog:
    """The log without the room that was not needed."""

    def filled(name: str) -> NDArray[Any]:
        column: NDArray[Any] = getattr(log, name)
        size = spans if name.startswith("span_") else calls
        return column if size == len(column) else column[:size].copy()

    return closed_log(workload, roster, **{name: filled(name) for name in Log._fields})


def _coins(workload: Workload, roster: Roster, policy: Policy) -> NDArray[np.float64]:
    """A coin for each question there can be: about a call as it comes and as each overflow delay passes, and about
    an agent as each call is done and each shift starts."""
    if not policy.coins:
        return np.empty(0)
    delays = len(np.unique(roster.delay))
    most = workload.rows * (2 + delays) + len(roster.span_agent)
    return stream(workload.seed, workload.day, policy.name, "coins").random(most)
