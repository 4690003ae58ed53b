"""A day in sums, held to the same sums taken call by call and agent by agent, to the last bit."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

import numpy as np
from drawn import days, law
from hypothesis import strategies as st

import sim
from sim import Status
from sim.metrics import GROUP_MEASURES, QUEUE_MEASURES, WAIT_EDGES, tally
from sim.metrics.intervals import Intervals
from sim.scenario import ServiceLevel
from sim.units import MINUTE, SECOND

UPPER_EDGES = WAIT_EDGES[1:].tolist()
moments = st.integers(-40, 90)


def interval_of(moment, intervals):
    if not intervals.opens <= moment < intervals.closes:
        return intervals.count - 1
    return (moment - intervals.opens) // intervals.every


def shared(start, end, intervals):
    """How much of this time lies in each interval, and last how much in none."""
    edges = [*range(intervals.opens, intervals.closes, intervals.every), intervals.closes]
    inside = [max(0, min(end, edges[k + 1]) - max(start, edges[k])) for k in range(len(edges) - 1)]
    return [*inside, end - start - sum(inside)]


@law(
    200, opens=moments, length=st.integers(1, 50), every=st.integers(1, 20), pairs=st.lists(st.tuples(moments, moments))
)
def test_every_moment_of_a_stretch_lies_in_one_interval(opens, length, every, pairs):
    intervals = Intervals(opens, opens + length, every)
    stretches = [(min(pair), max(pair), number % 3) for number, pair in enumerate(pairs)]
    expected = np.zeros((3, intervals.count))
    for start, end, owner in stretches:
        expected[owner] += shared(start, end, intervals)
    start, end, owner = np.array(stretches, dtype=np.int64).reshape(-1, 3).T
    assert intervals.shared_out(start, end, owner, 3).tolist() == expected.tolist()
    assert intervals.holding(start).tolist() == [interval_of(moment, intervals) for moment in start.tolist()]


def in_time(wait, status, promise):
    """Whether a contact that counts is answered in time, and whether it is judged at all."""
    rule = promise.abandoned
    blocked = status in (Status.BLOCKED_LINES, Status.BLOCKED_QUEUE)
    short = status == Status.ABANDONED and wait <= (promise.within if rule.within is None else rule.within)
    good = (status == Status.HANDLED and wait <= promise.within) or (rule.rule == "good" and short)
    if rule.rule == "ignored":
        return good, status == Status.HANDLED
    return good, not blocked and not (rule.rule == "removed" and short)


def call_by_call(log, promise, intervals):
    sums = np.zeros((len(QUEUE_MEASURES), len(log.queues), intervals.count))
    waits = np.zeros((len(log.queues), len(WAIT_EDGES) - 1))
    for number in range(log.contacts):
        queue, status = int(log.call_type[number]), Status(int(log.status[number]))
        arrival, left, work_end = (int(column[number]) for column in (log.arrival, log.left_queue, log.work_end))
        if arrival < log.counted_from:
            continue
        gone, answered = status in (Status.HANDLED, Status.ABANDONED), status == Status.HANDLED
        good, judged = in_time(left - arrival, status, promise)
        found = {
            "offered": gone or status == Status.WAITING,
            "handled": answered,
            "abandoned": status == Status.ABANDONED,
            "blocked": status in (Status.BLOCKED_LINES, Status.BLOCKED_QUEUE),
            "left_waiting": status == Status.WAITING,
            "retries": log.attempt[number] > 1,
            "after_closing": answered and left >= log.closes,
            "wait_s": gone * (left - arrival) / SECOND,
            "answer_wait_s": answered * (left - arrival) / SECOND,
            "handle_s": answered * (work_end - left) / SECOND,
            "in_time": good,
            "judged": judged,
        }
        sums[:, queue, interval_of(arrival, intervals)] += [float(found[name]) for name in QUEUE_MEASURES]
        if gone:
            wait = (left - arrival) / SECOND
            waits[queue, bisect_left(UPPER_EDGES, wait)] += 1
    return sums, waits


def agent_by_agent(log, intervals):
    handled, busy, staffed = found = np.zeros((len(GROUP_MEASURES), len(log.groups), intervals.count))
    for number in np.flatnonzero(log.status == Status.HANDLED).tolist():
        group, start, end = log.agent_group[log.agent[number]], int(log.left_queue[number]), int(log.work_end[number])
        handled[group, interval_of(start, intervals)] += start >= log.counted_from
        if end > log.counted_from:
            busy[group] += shared(max(start, log.counted_from), end, intervals)
    for agent, start, end in zip(log.span_agent, log.span_start.tolist(), log.span_end.tolist(), strict=True):
        if end > log.counted_from:
            staffed[log.agent_group[agent]] += shared(max(start, log.counted_from), end, intervals)
    busy /= SECOND
    staffed /= SECOND
    return found


RULES = ("count against", "ignored", "removed within 9 s", "good within 9 s", "removed within 20 s")


@law(100, day=days, every=st.sampled_from([7 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE]),
     rule=st.sampled_from(RULES), warm_up=st.sampled_from([0, 0, 11 * MINUTE]))  # fmt: skip
def test_the_sums_of_a_day_are_those_of_its_calls_and_agents_one_by_one(day, every, rule, warm_up):
    log = sim.simulate(*day.parts())
    log = replace(log, counted_from=log.counted_from + warm_up)
    promise = ServiceLevel.model_validate({"target": "80%", "within": "20 s", "abandoned": rule})
    found, intervals = tally(log, promise, every), Intervals(log.opens, log.closes, every)
    sums, waits = call_by_call(log, promise, intervals)
    assert found.queues.tolist() == sums.tolist()
    assert found.waits.tolist() == waits.tolist()
    assert found.groups.tolist() == agent_by_agent(log, intervals).tolist()
