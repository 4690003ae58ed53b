"""A day looked at again from outside: what the log says, held against the callers and agents that it came from.

Nothing here uses the engine's own bookkeeping.  Every function returns what it found wrong, in words; an empty
list is a law kept.  Moments are microseconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sim import CallLog, Roster, Status, Workload
from sim.roster import RULES
from sim.workload import NONE

END = 2**62


@dataclass(frozen=True)
class Seen:
    """One contact of the log, with what the workload knew of it."""

    number: int
    row: int
    queue: int
    arrival: int
    status: Status
    left: int
    """When it left the queue; END if it never did."""
    agent: int
    talk_end: int
    work_end: int
    patience: int
    then: int
    """The row of its continuation in another queue, or NONE."""
    again: int
    """The row of the caller's next call if this one is lost, or NONE."""

    @property
    def handled(self) -> bool:
        return self.status == Status.HANDLED

    @property
    def lost(self) -> bool:
        return self.status not in (Status.HANDLED, Status.WAITING)


def contacts(log: CallLog, workload: Workload) -> list[Seen]:
    return [
        Seen(
            number,
            row,
            int(log.call_type[number]),
            int(log.arrival[number]),
            Status(int(log.status[number])),
            END if log.left_queue[number] < 0 else int(log.left_queue[number]),
            int(log.agent[number]),
            int(log.talk_end[number]),
            int(log.work_end[number]),
            int(workload.patience[row]),
            int(workload.if_handled[row]),
            int(workload.if_lost[row]),
        )
        for number, row in enumerate(log.row.tolist())
    ]


def every_caller_comes_once_and_as_drawn(log: CallLog, workload: Workload) -> list[str]:
    """First calls at their moments; other rows when the call before them ended so, and never twice."""
    seen = contacts(log, workload)
    due = Counter({(row, int(workload.arrival[row])): 1 for row in range(workload.fresh)})
    for one in seen:
        if one.lost and one.again != NONE:
            called = one.left + int(workload.delay[one.again - workload.fresh])
            if called < workload.closes:
                due[one.again, called] += 1
        if one.handled and one.then != NONE:
            due[one.then, one.talk_end] += 1
    came = Counter((one.row, one.arrival) for one in seen)
    wrong = [f"row {row} at {moment} came {came[row, moment]} times, not {due[row, moment]}"
             for row, moment in (due - came) | (came - due)]  # fmt: skip
    wrong += [f"row {row} came {times} times" for row, times in Counter(one.row for one in seen).items() if times > 1]
    wrong += [f"contact {a.number} is out of order" for a, b in pairwise(seen) if a.arrival > b.arrival]
    wrong += [f"contact {one.number} came after closing" for one in seen
              if one.arrival >= workload.closes and workload.if_handled.tolist().count(one.row) == 0]  # fmt: skip
    return wrong


def nobody_waits_longer_than_patience(log: CallLog, workload: Workload) -> list[str]:
    """Answered at the latest when patience ends, abandoned exactly then."""
    wrong = []
    for one in contacts(log, workload):
        wait = one.left - one.arrival
        if one.handled and not 0 <= wait <= one.patience:
            wrong.append(f"contact {one.number} was answered after {wait} of {one.patience}")
        if one.status == Status.ABANDONED and wait != one.patience:
            wrong.append(f"contact {one.number} hung up after {wait} of {one.patience}")
        if one.status in (Status.BLOCKED_LINES, Status.BLOCKED_QUEUE) and wait != 0:
            wrong.append(f"contact {one.number} was blocked after {wait}")
        if one.status == Status.WAITING and one.patience < END:
            wrong.append(f"contact {one.number} waits beyond its patience")
    return wrong


def first_come_first_served(log: CallLog, workload: Workload) -> list[str]:
    """Of one type: whoever is answered, all who came before have left the queue by then."""
    wrong, latest = [], defaultdict(int)
    for one in contacts(log, workload):
        if one.handled and one.left < latest[one.queue]:
            wrong.append(f"contact {one.number} overtook another in queue {one.queue}")
        latest[one.queue] = max(latest[one.queue], one.left)
    return wrong


def answers_are_allowed(log: CallLog, workload: Workload, roster: Roster) -> list[str]:
    """By an agent of the skill, after the overflow delay, and as long as the drawn talk and work at that speed."""
    wrong = []
    for one in (one for one in contacts(log, workload) if one.handled):
        group = int(roster.agent_group[one.agent])
        if roster.rank[group, one.queue] == 0:
            wrong.append(f"contact {one.number}: group {group} lacks the skill")
        if one.left - one.arrival < roster.delay[group, one.queue]:
            wrong.append(f"contact {one.number}: answered before the overflow delay")
        speed = float(roster.speed[group, one.queue]) * float(roster.agent_speed[one.agent])
        lengths = (one.talk_end - one.left, one.work_end - one.talk_end)
        drawn = (int(workload.talk[one.row]), int(workload.after_call_work[one.row]))
        if any(abs(length * speed - work) > speed for length, work in zip(lengths, drawn, strict=True)):
            wrong.append(f"contact {one.number}: lasted {lengths} for {drawn} at speed {speed}")
    return wrong


def lines_and_queues_hold_their_limits(log: CallLog, workload: Workload) -> list[str]:
    """A call is let in just when a line and a place are free: one kept out found all taken, one let in did not."""
    wrong, seen = [], contacts(log, workload)
    chain: dict[int, list[Seen]] = defaultdict(list)
    """Calls that share a line, by the number of the first of them: a call and what it was handed on to."""
    head: dict[int, int] = {}
    waiting: dict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        now = one.arrival
        handed_on = one.row in head
        if not handed_on:
            in_use = sum(_holds_line(calls[-1], now) for calls in chain.values())
            if (one.status == Status.BLOCKED_LINES) != (in_use >= workload.lines):
                wrong.append(f"contact {one.number}: {one.status.name} with {in_use} lines in use")
        first = head.get(one.row, one.number)
        if one.status != Status.BLOCKED_LINES:
            chain[first].append(one)
        if one.then != NONE:
            head[one.then] = first
        before = [other for other in waiting[one.queue] if _still_waits(other, now)]
        room = int(workload.queues.limit[one.queue]) - len(before)
        if one.status == Status.BLOCKED_QUEUE and room > 0:
            wrong.append(f"contact {one.number}: blocked with room for {room}")
        stayed = one.left > now or (one.status == Status.ABANDONED and one.patience > 0)
        if stayed and one.status != Status.BLOCKED_LINES and room <= 0:
            wrong.append(f"contact {one.number}: waits where {len(before)} wait already")
        if one.status not in (Status.BLOCKED_LINES, Status.BLOCKED_QUEUE):
            waiting[one.queue] = [*before, one]
    return wrong


def _holds_line(last: Seen, now: int) -> bool:
    """Whether the latest call on a line holds it still as another arrives; of one moment, talks end first."""
    if last.handled:
        return last.talk_end > now or (last.then != NONE and last.talk_end == now)
    return _still_waits(last, now)


def _still_waits(other: Seen, now: int) -> bool:
    """As another arrives; of one moment, who hangs up does so last, and who balks or is blocked at once."""
    hangs_up_now = other.left == now and other.status == Status.ABANDONED and other.patience > 0
    return other.left > now or hangs_up_now


def who_answers_follows_the_rule_of_the_group(log: CallLog, workload: Workload, roster: Roster) -> list[str]:
    """Against every colleague who was free before that moment and still was after it."""
    wrong = []
    calls: dict[int, list[Seen]] = defaultdict(list)
    for one in contacts(log, workload):
        if one.handled:
            calls[one.agent].append(one)
    spans = _spans(roster)

    def ready_since(agent: int, now: int) -> int | None:
        """Since when an agent has been free at ``now``; None if it is not."""
        since = [start for start, end in spans[agent] if start <= now < end]
        done = [one.work_end for one in calls[agent] if one.left < now]
        if not since or (done and max(done) > now):
            return None
        return max(since + done)

    def worked(agent: int, now: int) -> int:
        return sum(one.work_end - one.left for one in calls[agent] if one.left < now)

    for one in (one for of_agent in list(calls.values()) for one in of_agent):
        now, group = one.left, int(roster.agent_group[one.agent])
        own = ready_since(one.agent, now)
        if own is None:
            wrong.append(f"contact {one.number}: agent {one.agent} was not free")
            continue
        for other in np.flatnonzero(roster.agent_group == group).tolist():
            since = ready_since(other, now)
            if other == one.agent or since is None or since >= now or any(call.left == now for call in calls[other]):
                continue
            rule = RULES[int(roster.rule[group])]
            worse = {
                "longest idle": own > since,
                "least occupied": worked(one.agent, now) > worked(other, now),
                "fastest": roster.agent_speed[one.agent] < roster.agent_speed[other],
            }
            if worse[rule] and not any(call.left == now for call in calls[one.agent] if call is not one):
                wrong.append(f"contact {one.number}: {rule}, yet agent {one.agent} answered before {other}")
    return wrong


def _spans(roster: Roster) -> dict[int, list[tuple[int, int]]]:
    """When each agent is on duty; the last roster has no end."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for agent, start, end, stays in zip(
        roster.span_agent.tolist(), roster.span_start.tolist(), roster.span_end.tolist(), roster.span_stays, strict=True
    ):
        found[agent].append((start, END if stays else end))
    return found
