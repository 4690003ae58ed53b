"""Who is next in line: waiting calls and ready agents in linked lists, which anyone may leave from the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.calllog import Status
from sim.engine.compiled.columns import NOBODY, NONE
from sim.units import FOREVER

if TYPE_CHECKING:
    import numpy as np

    from sim.engine.compiled.columns import Log, State
    from sim.routing import Floor

WAITING = int(Status.WAITING)


def join_queue(state: State, floor: Floor, queue: np.uint32, call: np.uint32, now: int) -> None:
    """A call takes its place at the end of a queue."""
    line = state.lines[queue]
    state.behind[call] = NOBODY
    if line.first == NOBODY:
        line.first = call
        floor.waiting_since[queue] = now
    else:
        state.behind[line.last] = call
    line.last = call
    floor.queue_length[queue] += 1


def show_first(state: State, log: Log, floor: Floor, queue: np.uint32) -> None:
    """Those who left the queue are taken off its front, and the floor shows who is first now."""
    line = state.lines[queue]
    call = line.first
    while call != NOBODY and log.status[call] != WAITING:
        call = state.behind[call]
    line.first = call
    floor.waiting_since[queue] = log.arrival[call] if call != NOBODY else FOREVER


def join_ready(state: State, floor: Floor, group: np.uint32, agent: np.uint32, now: int) -> None:
    """An agent is ready, the last of the group."""
    one, crew = state.agents[agent], state.crews[group]
    ahead = crew.last
    one.ready_since, one.before, one.following = now, ahead, NOBODY
    if ahead == NOBODY:
        crew.first = agent
        floor.idle_since[group] = now
    else:
        state.agents[ahead].following = agent
    crew.last = agent
    floor.idle[group] += 1


def leave_ready(state: State, floor: Floor, group: np.uint32, agent: np.uint32) -> None:
    """An agent of the group is no longer ready."""
    crew, ahead, after = state.crews[group], state.agents[agent].before, state.agents[agent].following
    if after == NOBODY:
        crew.last = ahead
    else:
        state.agents[after].before = ahead
    if ahead == NOBODY:
        crew.first = after
        floor.idle_since[group] = state.agents[after].ready_since if after != NOBODY else FOREVER
    else:
        state.agents[ahead].following = after
    floor.idle[group] -= 1


def best_of(state: State, agent: np.uint32, fastest: bool) -> np.uint32:
    """The fastest or least occupied of the ready agents from ``agent`` on; among equals the longest idle."""
    one = state.agents[agent].following
    while one != NOBODY:
        if fastest:
            better = state.agents[one].speed > state.agents[agent].speed
        else:
            better = state.agents[one].worked < state.agents[agent].worked
        if better:
            agent = one
        one = state.agents[one].following
    return agent


def leave_for_the_day(log: Log, state: State) -> None:
    """The last roster leaves at its planned end, or when its own last call is finished; who still waits, waits."""
    for one in state.agents:
        if one.open_span != NOBODY:
            worked_until = log.work_end[one.serving] if one.serving != NOBODY else 0
            log.span_end[one.open_span] = max(log.span_planned_end[one.open_span], worked_until)
    for queue in range(len(state.lines)):
        call = state.lines[queue].first
        while call != NOBODY:
            if log.status[call] == WAITING:
                log.left_queue[call], log.agent[call], log.talk_end[call], log.work_end[call] = NONE, NONE, NONE, NONE
            call = state.behind[call]
