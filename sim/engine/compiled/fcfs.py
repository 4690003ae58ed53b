"""One queue, one group, first come first served: the day without events.

Who has been free the longest answers the next caller, who therefore waits until then or gives up before.  So a
tournament of the moments at which agents are free is all there is to keep: Kiefer and Wolfowitz (1955), On the theory
of queues with many servers, Transactions of the AMS 78, with callers whose patience ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.calllog import Status
from sim.engine.compiled.columns import NONE
from sim.engine.compiled.winners import WORD_BITS, agent_bits, enter, no_winner
from sim.roster import RULES
from sim.routing import POLICIES
from sim.workload import UNLIMITED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.engine.compiled.columns import Callers, Log
    from sim.roster import Roster
    from sim.routing import Policy
    from sim.workload import Workload

HANDLED, ABANDONED = int(Status.HANDLED), int(Status.ABANDONED)
FAULT = -1
"""What ``serve`` returns where events have to tell what happens."""


def one_line(day: Workload, roster: Roster, policy: Policy) -> bool:
    """Whether the day is a single line before agents who are there from the first call to the last."""
    return (
        roster.rank.shape == (1, 1)
        and roster.rank[0, 0] == 1
        and not roster.delay.any()
        and not roster.keep_idle.any()
        and RULES[roster.rule[0]] == "longest idle"
        and day.rows == day.fresh
        and day.lines == UNLIMITED
        and day.queues.limit[0] == UNLIMITED
        and not day.call_type.any()
        and _all_day(day, roster)
        and _shipped(policy)
    )


def _all_day(day: Workload, roster: Roster) -> bool:
    """Whether all agents start together before the first call, and stay."""
    start, agents = roster.span_start, roster.span_agent
    opened = day.fresh > 0 and len(start) > 0 and start[0] == start[-1] <= day.arrival[0]
    return bool(
        opened
        and roster.span_stays.all()
        and (roster.span_end >= start).all()
        and (start == start[0]).all()
        and (np.diff(agents) > 0).all()
    )


def _shipped(policy: Policy) -> bool:
    """Whether the rule is one of those that never leave both a caller and an agent waiting."""
    known = POLICIES.get(policy.name)
    return known is not None and (known.pick_group, known.pick_queue) == (policy.pick_group, policy.pick_queue)


def free_from_start(roster: Roster) -> NDArray[np.int64]:
    """The tournament of the agents as they sign on; the absent stay out."""
    tree, bits = no_winner(len(roster.agents)), agent_bits(len(roster.agents))
    tree[(1 << bits) + roster.span_agent] = roster.span_start << bits | roster.span_agent
    for level in range(bits - 1, -1, -1):
        round_, next_round = tree[1 << level : 2 << level], tree[2 << level : 4 << level]
        np.minimum(next_round[::2], next_round[1::2], out=round_)
    return tree


def serve(
    callers: Callers,
    agent_speed: NDArray[np.float64],
    group_speed: float,
    tree: NDArray[np.int64],
    bits: int,
    log: Log,
    done_at: NDArray[np.int64],
) -> tuple[int, int]:
    """Runs a day into ``log``: what became of each contact.  Returns the number of contacts, or FAULT, twice.

    ``done_at``: when each agent finished the last call.
    """
    agents, latest, before = 1 << bits, 1 << (WORD_BITS - bits), 0
    for call in range(callers.fresh):
        arrival, patience = callers.arrival[call], callers.patience[call]
        if arrival < before or patience < 0 or callers.if_lost[call] != NONE or callers.if_handled[call] != NONE:
            return FAULT, FAULT
        before = arrival
        agent = tree[1] & (agents - 1)
        start = max(arrival, tree[1] >> bits)
        if start - arrival > patience:
            log.status[call], log.left_queue[call] = ABANDONED, arrival + patience
            log.agent[call], log.talk_end[call], log.work_end[call] = NONE, NONE, NONE
            continue
        talk, work = callers.talk[call], callers.after_call_work[call]
        speed = group_speed * agent_speed[agent]
        if speed != 1.0:
            if not (speed > 0.0 and max(talk, work) / speed < latest):
                return FAULT, FAULT
            talk, work = int(talk / speed + 0.5), int(work / speed + 0.5)
        talked = start + talk
        free = talked + work
        # Without any length, the agent would have to go behind all who became free at the same microsecond.
        if talk >= latest or work >= latest or free >= latest or talk < 0 or work < 0 or free == start:
            return FAULT, FAULT
        log.status[call], log.left_queue[call], log.agent[call] = HANDLED, start, agent
        log.talk_end[call], log.work_end[call] = talked, free
        done_at[agent] = free
        enter(tree, agents + agent, free << bits | agent)
    return callers.fresh, callers.fresh
