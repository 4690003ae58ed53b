"""The day as a film: who waits, who talks and who is there at every moment, rebuilt from the log and the roster.

As in witness.py, functions return what they found wrong.  Arrays have shape (moments,) unless said otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from witness import END

from sim import CallLog, Policy, Roster, Status, Workload

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Moments = NDArray[np.int64]


def path(starts: Moments, ends: Moments, moments: Moments) -> Moments:
    """How many stretches are under way just after each moment."""
    came = np.searchsorted(np.sort(starts), moments, side="right")
    went = np.searchsorted(np.sort(ends), moments, side="right")
    return came - went


def area(level: Moments, moments: Moments) -> int:
    """The integral of a path over time, from the first moment to the last; exact."""
    return sum(int(count) * int(length) for count, length in zip(level[:-1], np.diff(moments), strict=True))


def _in_queue(log: CallLog) -> NDArray[np.bool_]:
    return np.isin(log.status, [Status.HANDLED, Status.ABANDONED])


def littles_law_of_the_queue(log: CallLog, workload: Workload) -> list[str]:
    """The area under the queue is the sum of all waits: those of abandoned calls as their patience was drawn."""
    wrong = []
    for queue, name in enumerate(log.queues):
        mine = _in_queue(log) & (log.call_type == queue)
        arrival, left = log.arrival[mine], log.left_queue[mine]
        moments = np.unique(np.concatenate([arrival, left]))
        length = path(arrival, left, moments)
        gone = log.status[mine] == Status.ABANDONED
        waits = np.where(gone, workload.patience[log.row[mine]], left - arrival)
        if area(length, moments) != int(waits.sum()):
            wrong.append(f"{name}: area {area(length, moments)}, waits {int(waits.sum())}")
        if (length < 0).any():
            wrong.append(f"{name}: fewer than nobody waits")
    return wrong


def littles_law_of_the_agents(log: CallLog, workload: Workload, roster: Roster) -> list[str]:
    """The area under the busy agents is the work of all handled calls, as drawn and at the agent's speed."""
    wrong = []
    for group, name in enumerate(log.groups):
        calls = np.flatnonzero((log.status == Status.HANDLED) & (log.agent >= 0))
        calls = calls[roster.agent_group[log.agent[calls]] == group]
        start, end, row = log.left_queue[calls], log.work_end[calls], log.row[calls]
        speed = roster.speed[group, log.call_type[calls]] * roster.agent_speed[log.agent[calls]]
        work = sum(
            int(length / pace + 0.5)
            for lengths in (workload.talk[row], workload.after_call_work[row])
            for length, pace in zip(lengths.tolist(), speed.tolist(), strict=True)
        )
        moments = np.unique(np.concatenate([start, end]))
        if area(path(start, end, moments), moments) != work:
            wrong.append(f"{name}: area {area(path(start, end, moments), moments)}, work {work}")
    return wrong


def presence_is_the_roster_and_the_calls_that_outlast_it(log: CallLog, roster: Roster) -> list[str]:
    """Agents are there in their shifts and until the call of that moment is finished, and start none off duty."""
    wrong = []
    duty: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for agent, start, end, stays in zip(
        *(getattr(roster, f"span_{name}").tolist() for name in ("agent", "start", "end", "stays")), strict=True
    ):
        duty[agent].append((start, end, stays))
    calls: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number in np.flatnonzero(log.status == Status.HANDLED).tolist():
        agent, answered = int(log.agent[number]), int(log.left_queue[number])
        calls[agent].append((answered, int(log.work_end[number])))
        if not any(start <= answered and (stays or answered < end) for start, end, stays in duty[agent]):
            wrong.append(f"contact {number}: agent {agent} answered off duty")
    for agent in range(len(roster.agents)):
        calls[agent].sort()
        wrong += [f"agent {agent} served two calls at {b[0]}" for a, b in pairwise(calls[agent]) if b[0] < a[1]]
        there = _joined([(start, end) for start, end, _ in duty[agent]] + calls[agent])
        if any(stays for *_, stays in duty[agent]):
            # The last roster is there between its calls, too.
            start, _ = next(span for span in there if span[1] >= max(end for _, end, _ in duty[agent]))
            there = [span for span in there if span[0] < start] + [(start, max(span[1] for span in there))]
        mine = log.span_agent == agent
        logged = list(zip(log.span_start[mine].tolist(), log.span_end[mine].tolist(), strict=True))
        if sorted(logged) != there:
            wrong.append(f"agent {agent} was there {sorted(logged)}, not {there}")
    return wrong


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def more_are_busy_than_logged_in_only_to_finish(log: CallLog, roster: Roster) -> list[str]:
    """Busy agents are at most those on duty and those whose call began while they were."""
    wrong = []
    calls = np.flatnonzero(log.status == Status.HANDLED)
    for group, name in enumerate(log.groups):
        mine = calls[roster.agent_group[log.agent[calls]] == group]
        spans = roster.agent_group[roster.span_agent] == group
        ends = np.where(roster.span_stays, END, roster.span_end)[spans]
        shift_end = np.array(
            [
                min(e for a, s, e in zip(roster.span_agent[spans], roster.span_start[spans], ends, strict=True)
                    if a == agent and s <= answered < e)
                for agent, answered in zip(log.agent[mine], log.left_queue[mine], strict=True)
            ], dtype=np.int64,
        )  # fmt: skip
        start, end = log.left_queue[mine], log.work_end[mine]
        moments = np.unique(np.concatenate([roster.span_start, roster.span_end, start, end]))
        on_duty = path(roster.span_start[spans], ends, moments)
        busy = path(start, end, moments)
        over = end > shift_end
        finishing = path(shift_end[over], end[over], moments)
        if (busy > on_duty + finishing).any():
            wrong.append(f"{name}: more busy than there")
    return wrong


def nobody_waits_for_an_agent_who_may_answer(
    log: CallLog, workload: Workload, roster: Roster, policy: Policy
) -> list[str]:
    """Work conservation: at no moment does a call wait while its type and an idle agent may meet.

    May meet: skill, overflow delay and ``keep_idle`` allow it, and so does the policy's own reserve.
    """
    queues, groups = len(log.queues), len(log.groups)
    arrival, left = log.arrival, np.where(log.left_queue < 0, END, log.left_queue)
    looks = [arrival, left, log.work_end, roster.span_start, roster.span_end]
    looks += [arrival + delay for delay in np.unique(roster.delay)]
    moments = np.unique(np.concatenate(looks))
    moments = np.append(moments[(moments >= 0) & (moments < END)], END - 1)
    waits = (arrival[None, :] <= moments[:, None]) & (left[None, :] > moments[:, None])
    wait = np.stack(
        [
            np.where(waits & (log.call_type == queue), moments[:, None] - arrival, -1).max(axis=1, initial=-1)
            for queue in range(queues)
        ],
        axis=1,
    )
    idle = np.stack([_idle(log, roster, group, moments) for group in range(groups)], axis=1)
    reserve = policy.params(log.queues, log.groups) if policy.name == "reserve" else np.zeros(groups)
    wrong = []
    for group, queue in zip(*np.nonzero(roster.rank), strict=True):
        kept = max(roster.keep_idle[group, queue], reserve[group] if roster.rank[group, queue] > 1 else 0)
        missed = (wait[:, queue] >= roster.delay[group, queue]) & (idle[:, group] > kept)
        wrong += [f"a call of queue {queue} waits for group {group} at {moment}" for moment in moments[missed]]
    return wrong


def _idle(log: CallLog, roster: Roster, group: int, moments: Moments) -> Moments:
    """Agents of a group on duty and not on a call; one who finishes a call off duty is neither."""
    idle = np.zeros(len(moments), dtype=np.int64)
    for agent in np.flatnonzero(roster.agent_group == group):
        mine, calls = roster.span_agent == agent, log.agent == agent
        ends = np.where(roster.span_stays[mine], END, roster.span_end[mine])
        on_duty = path(roster.span_start[mine], ends, moments)
        busy = path(log.left_queue[calls], log.work_end[calls], moments)
        idle += (on_duty == 1) & (busy == 0)
    return idle
