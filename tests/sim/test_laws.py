"""Laws that hold for every day of every center, whatever the policy: VALIDATION.md, "Laws that hold for every run".

Hypothesis thinks of the days (drawn.py); the witnesses look at their logs from outside (witness.py).
"""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
import witness
import witness_paths
from drawn import days, law, raw_scenarios
from hypothesis import assume
from hypothesis import strategies as st
from witness_floor import Truth, spied_on

import sim
from sim import Status
from sim.calllog import same_log
from sim.metrics import QUEUE_MEASURES, tally
from sim.study import policy_for

EXAMPLES = 100


def run(day):
    workload, roster, policy = day.parts()
    return workload, roster, policy, sim.simulate(workload, roster, policy)


@law(EXAMPLES, day=days)
def test_every_caller_comes_once_and_calls_again_or_goes_on_only_as_drawn(day):
    workload, _, _, log = run(day)
    assert witness.every_caller_comes_once_and_as_drawn(log, workload) == []


@law(EXAMPLES, day=days)
def test_nobody_waits_longer_than_patience_and_who_leaves_leaves_exactly_then(day):
    workload, _, _, log = run(day)
    assert witness.nobody_waits_longer_than_patience(log, workload) == []


@law(EXAMPLES, day=days)
def test_calls_of_one_type_are_served_in_the_order_in_which_they_came(day):
    workload, _, _, log = run(day)
    assert witness.first_come_first_served(log, workload) == []


@law(EXAMPLES, day=days)
def test_every_answer_keeps_to_skills_delays_and_speeds(day):
    workload, roster, _, log = run(day)
    assert witness.answers_are_allowed(log, workload, roster) == []


@law(EXAMPLES, day=days)
def test_lines_and_queues_let_in_whoever_has_room_and_nobody_else(day):
    workload, _, _, log = run(day)
    assert witness.lines_and_queues_hold_their_limits(log, workload) == []


@law(EXAMPLES, day=days)
def test_the_agent_whom_the_rule_names_answers(day):
    workload, roster, _, log = run(day)
    assert witness.who_answers_follows_the_rule_of_the_group(log, workload, roster) == []


@law(EXAMPLES, day=days)
def test_the_area_under_the_queue_is_the_sum_of_the_waits(day):
    workload, _, _, log = run(day)
    assert witness_paths.littles_law_of_the_queue(log, workload) == []


@law(EXAMPLES, day=days)
def test_the_area_under_the_busy_agents_is_the_work_of_the_calls(day):
    workload, roster, _, log = run(day)
    assert witness_paths.littles_law_of_the_agents(log, workload, roster) == []


@law(EXAMPLES, day=days)
def test_agents_serve_one_call_at_a_time_in_their_shifts_and_finish_what_they_began(day):
    _, roster, _, log = run(day)
    assert witness_paths.presence_is_the_roster_and_the_calls_that_outlast_it(log, roster) == []


@law(EXAMPLES, day=days)
def test_more_agents_are_busy_than_logged_in_only_to_finish_a_call(day):
    _, roster, _, log = run(day)
    assert witness_paths.more_are_busy_than_logged_in_only_to_finish(log, roster) == []


@law(2 * EXAMPLES, day=days)
def test_no_call_waits_while_an_agent_who_may_take_it_is_idle(day):
    """Every shipped policy promises it; "reserve" less the agents that it keeps."""
    workload, roster, policy, log = run(day)
    assert witness_paths.nobody_waits_for_an_agent_who_may_answer(log, workload, roster, policy) == []


@law(EXAMPLES, day=days)
def test_offered_and_blocked_calls_are_handled_abandoned_blocked_or_still_waiting(day):
    """In the sums of a day, queue by queue, against a count of the contacts that came."""
    _, _, _, log = run(day)
    sums = tally(log, day.scenario.service_level, day.scenario.report_every).queues.sum(axis=2)
    of = dict(zip(QUEUE_MEASURES, sums, strict=True))
    came = np.bincount(log.call_type, minlength=len(log.queues))
    assert (of["offered"] + of["blocked"]).tolist() == came.tolist()
    assert (of["handled"] + of["abandoned"] + of["left_waiting"]).tolist() == of["offered"].tolist()


@law(EXAMPLES, day=days)
def test_the_same_seed_gives_the_same_log(day):
    assert same_log(run(day)[3], run(day)[3])


@law(60, raw=raw_scenarios(), other=st.sampled_from(sorted(sim.POLICIES)), seed=st.integers(0, 99))
def test_two_policies_meet_the_same_callers_and_the_same_agents(raw, other, seed):
    one, two = sim.scenario_from(raw), sim.scenario_from(raw | {"routing": other})
    for draw in (sim.draw_workload, sim.draw_roster):
        here, there = draw(one, seed=seed), draw(two, seed=seed)
        for column in fields(here):
            if column.name != "queues":
                np.testing.assert_array_equal(getattr(here, column.name), getattr(there, column.name))
    day = sim.draw_workload(one, seed=seed)
    logs = [sim.simulate(day, sim.draw_roster(each, seed=seed), policy_for(each, None)) for each in (one, two)]
    firsts = [log.arrival[np.argsort(log.row)][: day.fresh].tolist() for log in logs]
    assert firsts[0] == firsts[1] == day.arrival.tolist()


def errands(workload, queue) -> list:
    """What the callers who first call this queue bring, and all that may become of it."""

    def follow(row):
        name = workload.queues.names[workload.call_type[row]]
        own = [int(getattr(workload, column)[row]) for column in ("patience", "talk", "after_call_work")]
        own += [int(workload.delay[row - workload.fresh])] if row >= workload.fresh else []
        links = [int(getattr(workload, link)[row]) for link in ("if_lost", "if_handled")]
        return name, int(workload.attempt[row]), own, [follow(link) if link >= 0 else None for link in links]

    rows = np.flatnonzero(workload.call_type[: workload.fresh] == workload.queues.names.index(queue))
    return [(int(workload.arrival[row]), follow(row)) for row in rows]


@law(60, raw=raw_scenarios(), seed=st.integers(0, 99), first=st.booleans())
def test_adding_a_queue_moves_nobody_elses_calls(raw, seed, first):
    extra = {"chat": {"arrivals": {"per_hour": 90}, "talk": "20 s", "patience": "60 s"}}
    more = raw | {"queues": extra | raw["queues"] if first else raw["queues"] | extra}
    more["groups"] = raw["groups"] | {"typists": {"agents": 2, "skills": {"chat": "first"}}}
    here = sim.draw_workload(sim.scenario_from(raw), seed=seed)
    there = sim.draw_workload(sim.scenario_from(more), seed=seed)
    for queue in raw["queues"]:
        assert errands(here, queue) == errands(there, queue)


@law(60, day=days)
def test_a_policy_sees_the_floor_as_the_log_tells_it(day):
    """At every question, whatever the log does not leave open to the order of things at one moment."""
    workload, roster, policy = day.parts()
    spy, seen = spied_on(policy)
    truth = Truth(sim.simulate(workload, roster, spy, engine="simpy"), roster)
    assume(seen)
    assert [column for floor in seen for column in truth.denied(floor)] == []


@pytest.mark.parametrize("status", list(Status))
def test_the_drawn_days_have_every_fate_in_them(status):
    """Or the laws above would be easy to keep."""
    found = []

    @law(EXAMPLES, day=days)
    def look(day):
        found.append(int((run(day)[3].status == status).sum()))

    look()
    assert sum(found) > (0 if status == Status.WAITING else 500)
