"""The day as one loop over what happens next: callers call, wait and leave, agents come, answer and go.

It is one long function on purpose.  Every event walks through the same few sections in the same order, each section
stands here once, and what they share stays in the processor's registers.  The order of events is that of the
reference engine's ``Kind``, and so is everything else: the same workload, roster and policy give the same log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.calllog import Status
from sim.engine.compiled.columns import NOBODY, NONE
from sim.engine.compiled.lists import (
    best_of,
    join_queue,
    join_ready,
    leave_for_the_day,
    leave_ready,
    show_first,
)
from sim.engine.compiled.timers import RANK_BITS, pop, push
from sim.engine.compiled.winners import WORD_BITS, enter
from sim.roster import RULES
from sim.units import FOREVER

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from sim.engine.compiled.columns import Callers, Log, State, Team
    from sim.routing import Floor

    Ask = Callable[[int, int], int]

HANDLED, ABANDONED, BLOCKED_LINES, BLOCKED_QUEUE, WAITING = (int(status) for status in Status)
DELAY_PASSED, FRESH_CALL, NEXT_CALL, PATIENCE_OVER = (kind << RANK_BITS for kind in (3, 4, 5, 6))
"""Ranks of timers, as the reference engine's Kind."""
ON_LINE = 1
"""In the rank of a next call: it is handed on, and keeps its line."""
LONGEST_IDLE, FASTEST = RULES.index("longest idle"), RULES.index("fastest")
FAULT = -1
"""What ``run`` returns where the reference engine has to say what is wrong."""


def run(
    callers: Callers,
    team: Team,
    floor: Floor,
    coins: NDArray[np.float64],
    table: int,
    pick_group: Ask,
    pick_queue: Ask,
    bits: int,
    log: Log,
    state: State,
) -> tuple[int, int]:
    """Runs a day into ``log``.  Returns how many contacts and spans there were, or FAULT twice.

    A fault is a mistake of the policy or in the columns, a day that does not go on in time, or one that outlasts a
    word.  Compiled code does not look whether an index is in range, so here it is looked at before it is used.

    ``coins``: one for each question there can be, or none at all.  ``table``: the address at which the policy finds
    the floor (view).  ``bits``: how many bits hold an agent in ``state.tree`` (winners).
    """
    queues, groups, rows = len(floor.queue_length), len(floor.idle), len(callers.call_type)
    status, work_end, tree = log.status, log.work_end, state.tree
    agents, latest = 1 << bits, 1 << (WORD_BITS - bits)
    calls, spans, fresh, coming, going = 0, 0, 0, 0, 0
    timers, scheduled, asked, lines_used = 0, 0, 0, 0
    limited = callers.lines < FOREVER
    state.timers[0].at = FOREVER
    fresh_at = callers.arrival[0] if callers.fresh > 0 else FOREVER
    shift_at = min(team.span_start[0], team.leaving_at[0])

    while True:
        # What happens next.  Shifts end and start, agents are done, overflow delays pass, callers call for the first
        # time and again, patience ends: at the same microsecond in this order.
        done, timer_at = tree[np.uint32(1)], state.timers[np.uint32(0)].at
        done_at = FOREVER if done == FOREVER else done >> bits
        row, call, lost, freed, finished = NOBODY, NOBODY, NOBODY, NOBODY, NOBODY
        how = ABANDONED
        on_line = False

        if done_at <= min(min(fresh_at, timer_at), shift_at - 1):
            # An agent is done with the talk or with the work after it.
            now, agent = done_at, np.uint32(done & (agents - 1))
            one = state.agents[agent]
            if one.talking:
                one.talking = False
                further = callers.if_handled[np.uint32(log.row[one.serving])]
                if further == NONE:
                    lines_used -= 1
                elif not callers.fresh <= further < rows:
                    return FAULT, FAULT
                else:
                    push(state, timers, now, NEXT_CALL | scheduled << 1 | ON_LINE, np.uint32(further))
                    timers, scheduled = timers + 1, scheduled + 1
                if work_end[one.serving] > now:
                    enter(tree, agents + agent, work_end[one.serving] << bits | agent)
                    continue
            finished = agent
            one.busy = False
            if one.on_duty:
                freed = agent
            else:
                log.span_end[one.open_span] = now
                one.open_span = NOBODY
        elif shift_at <= min(fresh_at, timer_at):
            now = shift_at
            if now >= FOREVER:
                break
            if team.leaving_at[going] == now and team.leaving[going] < coming:
                # A shift ends or a break starts; an agent on a call finishes it first.
                agent = np.uint32(team.span_agent[team.leaving[going]])
                going += 1
                one = state.agents[agent]
                one.on_duty = False
                floor.staffed[one.group] -= 1
                if not one.busy:
                    leave_ready(state, floor, one.group, agent)
                    log.span_end[one.open_span] = now
                    one.open_span = NOBODY
            else:
                # A shift starts or a break is over; who still works on a call from before simply stays.
                agent, end = np.uint32(team.span_agent[coming]), team.span_end[coming]
                one = state.agents[agent]
                if one.on_duty or team.span_start[coming] != now or team.span_start[coming + 1] < now:
                    return FAULT, FAULT
                coming += 1
                one.on_duty = True
                floor.staffed[one.group] += 1
                if one.open_span == NOBODY:
                    one.open_span = np.uint32(spans)
                    log.span_agent[spans], log.span_start[spans], log.span_end[spans] = agent, now, NONE
                    spans += 1
                log.span_planned_end[one.open_span] = end
                if not one.busy:
                    freed = agent
            shift_at = min(team.span_start[coming], team.leaving_at[going])
        elif fresh_at < timer_at or (fresh_at == timer_at and state.timers[np.uint32(0)].rank > FRESH_CALL):
            now, row = fresh_at, np.uint32(fresh)
            fresh += 1
            fresh_at = callers.arrival[np.uint32(fresh)] if fresh < callers.fresh else FOREVER
            if fresh_at < now:
                return FAULT, FAULT
        else:
            now = timer_at
            whom, rank = state.timers[np.uint32(0)].whom, state.timers[np.uint32(0)].rank
            pop(state, timers)
            timers -= 1
            if rank < FRESH_CALL:
                if status[whom] != WAITING:
                    continue
                call = whom
            elif rank < PATIENCE_OVER:
                row, on_line = whom, rank & ON_LINE != 0
            elif status[whom] == WAITING:
                lost = whom
            else:
                continue

        # A contact takes its place at the end of its queue, if it gets a line.
        if row != NOBODY:
            if calls == rows or not 0 <= callers.call_type[row] < queues or callers.patience[row] < 0:
                return FAULT, FAULT
            call = np.uint32(calls)
            calls += 1
            log.row[call], log.arrival[call] = row, now
            if limited and not on_line and lines_used >= callers.lines:
                lost, how, call = call, BLOCKED_LINES, NOBODY
            else:
                if not on_line:
                    lines_used += 1
                status[call] = WAITING
                join_queue(state, floor, np.uint32(callers.call_type[row]), call, now)

        # The policy is asked: who takes this call, what does this agent take next?
        group, queue = NONE, NONE
        if call != NOBODY or freed != NOBODY:
            floor.now[np.uint32(0)] = now
            if len(coins) > 0:
                floor.coin[0] = coins[asked]
                asked += 1
        if call != NOBODY:
            queue = int(callers.call_type[np.uint32(log.row[call])])
            group = pick_group(table, queue)
        elif freed != NOBODY:
            group = int(state.agents[freed].group)
            join_ready(state, floor, np.uint32(group), freed, now)
            queue = pick_queue(table, group)

        # The longest-waiting call of the queue meets an agent of the group.
        if group != NONE and queue != NONE:
            if not (0 <= group < groups and 0 <= queue < queues):
                return FAULT, FAULT
            crew, line = np.uint32(group), np.uint32(queue)
            pair = state.pairs[np.uint32(group * queues + queue)]
            met, agent = state.lines[line].first, state.crews[crew].first
            if met == NOBODY or agent == NOBODY or not may_meet(floor, pair, crew, line):
                return FAULT, FAULT
            if state.crews[crew].rule != LONGEST_IDLE:
                agent = best_of(state, agent, state.crews[crew].rule == FASTEST)
            leave_ready(state, floor, crew, agent)
            one = state.agents[agent]
            one.busy = True
            status[met] = HANDLED
            floor.queue_length[line] -= 1
            show_first(state, log, floor, line)
            served = np.uint32(log.row[met])
            talk, work = callers.talk[served], callers.after_call_work[served]
            speed = pair.speed * one.speed
            if speed != 1.0:
                if not (speed > 0.0 and max(talk, work) / speed < latest):
                    return FAULT, FAULT
                talk, work = int(talk / speed + 0.5), int(work / speed + 0.5)
            talked = now + talk
            free = talked + work
            # Moments that do not fit into a word beside the agent's number, and lengths that are none.
            if talk >= latest or work >= latest or free >= latest or talk < 0 or work < 0:
                return FAULT, FAULT
            one.worked += free - now
            one.serving = met
            log.left_queue[met], log.agent[met], log.talk_end[met], work_end[met] = now, agent, talked, free
            one.talking = limited or callers.if_handled[served] != NONE
            enter(tree, agents + agent, (talked if one.talking else free) << bits | agent)
        if finished != NOBODY and not state.agents[finished].busy:
            enter(tree, agents + finished, FOREVER)

        # A call that still waits may have to leave, or will be looked at again.
        if call != NOBODY and status[call] == WAITING:
            line = np.uint32(queue)
            if row != NOBODY:
                patience = callers.patience[row]
                if floor.queue_length[line] > state.lines[line].limit:
                    lost, how = call, BLOCKED_QUEUE
                elif patience == 0:
                    lost = call
                elif patience < FOREVER:
                    if now + patience >= FOREVER:
                        return FAULT, FAULT
                    push(state, timers, now + patience, PATIENCE_OVER | scheduled << 1, call)
                    timers, scheduled = timers + 1, scheduled + 1
            if lost == NOBODY:
                delay = delay_after(callers, line, now - log.arrival[call])
                if delay < FOREVER:
                    push(state, timers, log.arrival[call] + delay, DELAY_PASSED | scheduled << 1, call)
                    timers, scheduled = timers + 1, scheduled + 1

        # A contact is over, unanswered; the caller may call again before the center closes.
        if lost != NOBODY:
            status[lost] = how
            log.left_queue[lost], log.agent[lost], log.talk_end[lost], work_end[lost] = now, NONE, NONE, NONE
            row = np.uint32(log.row[lost])
            if how != BLOCKED_LINES:
                line = np.uint32(callers.call_type[row])
                floor.queue_length[line] -= 1
                lines_used -= 1
                if state.lines[line].first == lost:
                    show_first(state, log, floor, line)
            again = callers.if_lost[row]
            if again != NONE:
                if not callers.fresh <= again < rows or callers.delay[again - callers.fresh] < 0:
                    return FAULT, FAULT
                due = now + callers.delay[again - callers.fresh]
                if due < callers.closes:
                    push(state, timers, due, NEXT_CALL | scheduled << 1, np.uint32(again))
                    timers, scheduled = timers + 1, scheduled + 1

    leave_for_the_day(log, state)
    return calls, spans


def may_meet(floor: Floor, pair: Any, group: np.uint32, queue: np.uint32) -> bool:
    """What no policy may do, whatever it answers; in step with the reference engine's ``hold_to_contract``."""
    return bool(
        floor.queue_length[queue] > 0
        and pair.skilled > 0
        and floor.idle[group] > pair.keep_idle
        and floor.now[np.uint32(0)] - floor.waiting_since[queue] >= pair.delay
    )


def delay_after(callers: Callers, queue: np.uint32, waited: int) -> int:
    """The next overflow delay of a call that has waited so long; FOREVER if there is none."""
    place = np.uint32(0)
    while callers.looked_at_after[queue, place] <= waited:
        place += np.uint32(1)
    return int(callers.looked_at_after[queue, place])
