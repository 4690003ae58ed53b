"""The witnesses of the laws notice a day that did not go as it should: each tampering is reported by its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from handmade import Agent, Call, Skill, Team, roster_of, workload_of
from witness import (
    answers_are_allowed,
    every_caller_comes_once_and_as_drawn,
    first_come_first_served,
    lines_and_queues_hold_their_limits,
    nobody_waits_longer_than_patience,
    who_answers_follows_the_rule_of_the_group,
)
from witness_paths import (
    area,
    littles_law_of_the_agents,
    littles_law_of_the_queue,
    more_are_busy_than_logged_in_only_to_finish,
    nobody_waits_for_an_agent_who_may_answer,
    path,
    presence_is_the_roster_and_the_calls_that_outlast_it,
)

from sim import POLICIES, Status, simulate
from sim.units import SECOND

CALLS = [
    Call(at=0, talk=100, work=10),
    Call(at=5, talk=100),
    Call(at=10, talk=20, patience=300),
    Call(at=20, talk=20, patience=300),
    Call(at=30, patience=40, again=Call(at=300, talk=30)),
    Call(at=31),
    Call(at=400, talk=30, then=Call(talk=20)),
]
DAY = workload_of(*CALLS, limit=[3])
ROSTER = roster_of(Team([Agent(), Agent([(0, 380)])], {0: Skill()}))
POLICY = POLICIES["longest-wait"]
LOG = simulate(DAY, ROSTER, POLICY)

WITNESSES = {
    "caller": lambda log: every_caller_comes_once_and_as_drawn(log, DAY),
    "patience": lambda log: nobody_waits_longer_than_patience(log, DAY),
    "order": lambda log: first_come_first_served(log, DAY),
    "answer": lambda log: answers_are_allowed(log, DAY, ROSTER),
    "limits": lambda log: lines_and_queues_hold_their_limits(log, DAY),
    "rule": lambda log: who_answers_follows_the_rule_of_the_group(log, DAY, ROSTER),
    "queue": lambda log: littles_law_of_the_queue(log, DAY),
    "agents": lambda log: littles_law_of_the_agents(log, DAY, ROSTER),
    "presence": lambda log: presence_is_the_roster_and_the_calls_that_outlast_it(log, ROSTER),
    "busy": lambda log: more_are_busy_than_logged_in_only_to_finish(log, ROSTER),
    "idle": lambda log: nobody_waits_for_an_agent_who_may_answer(log, DAY, ROSTER, POLICY),
}


def tampered(**changes):
    """The log with numbers written over: column {contact: moment in seconds or number}."""
    scale = {"left_queue": SECOND, "talk_end": SECOND, "work_end": SECOND, "arrival": SECOND}
    columns = {}
    for column, values in changes.items():
        columns[column] = getattr(LOG, column).copy()
        for contact, value in values.items():
            columns[column][contact] = value * scale.get(column, 1)
    return replace(LOG, **columns)


def test_the_untouched_day_is_in_order():
    assert [line for witness in WITNESSES.values() for line in witness(LOG)] == []
    assert {Status(status) for status in LOG.status.tolist()} == {
        Status.HANDLED,
        Status.ABANDONED,
        Status.BLOCKED_QUEUE,
    }


def test_the_untouched_day_is_the_one_the_tamperings_have_in_mind():
    columns = [(column // SECOND).tolist() for column in (LOG.arrival, LOG.left_queue, LOG.work_end)]
    assert list(zip(*columns, strict=True)) == [
        (0, 0, 110),
        (5, 5, 105),
        (10, 105, 125),
        (20, 110, 130),
        (30, 70, -1),
        (31, 31, -1),
        (370, 370, 400),
        (400, 400, 430),
        (430, 430, 450),
    ]
    assert LOG.agent.tolist() == [0, 1, 1, 0, -1, -1, 1, 0, 0]


@pytest.mark.parametrize(
    ("witness", "changes"),
    [
        ("caller", {"row": {1: 0}}),
        ("caller", {"arrival": {6: 371}}),
        ("patience", {"left_queue": {4: 69}}),
        ("patience", {"left_queue": {2: 311}}),
        ("order", {"left_queue": {3: 104}}),
        ("answer", {"talk_end": {0: 99}}),
        ("answer", {"work_end": {2: 126}}),
        ("limits", {"status": {3: int(Status.BLOCKED_QUEUE)}}),
        ("limits", {"status": {5: int(Status.HANDLED)}, "left_queue": {5: 130}}),
        ("rule", {"agent": {6: 0}}),
        ("queue", {"left_queue": {4: 60}}),
        ("agents", {"work_end": {0: 111}}),
        ("presence", {"agent": {1: 0}}),
        ("presence", {"agent": {7: 1}}),
        ("presence", {"span_end": {1: 0}}),
        ("busy", {"left_queue": {2: 90}}),
        ("idle", {"left_queue": {3: 111}}),
        ("idle", {"left_queue": {6: 372}}),
    ],
)
def test_a_day_that_was_tampered_with_is_noticed(witness, changes):
    assert WITNESSES[witness](tampered(**changes)) != []


def test_a_policy_that_leaves_a_call_lying_is_noticed():
    lazy = replace(POLICY, pick_queue=lambda floor, group: -1)
    log = simulate(workload_of(Call(at=0, talk=10), Call(at=5, talk=10)), roster_of(Team()), lazy)
    day = workload_of(Call(at=0, talk=10), Call(at=5, talk=10))
    assert nobody_waits_for_an_agent_who_may_answer(log, day, roster_of(Team()), lazy) != []


def test_an_area_is_height_times_length():
    moments = np.array([0, 4, 10])
    assert area(path(np.array([0, 4]), np.array([10, 10]), moments), moments) == 1 * 4 + 2 * 6
