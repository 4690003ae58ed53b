"""A policy's numbers, where policies come from, and the one question that all of them ask first."""

from __future__ import annotations

import numpy as np
import pytest
from floors import one_queue
from handmade import Skill
from handmade_floors import floor_of

import sim
from sim import POLICIES, Parameter, Policy, find_policy, may_take
from sim.errors import PolicyError, ScenarioError
from sim.routing import LEAVE, policy_from_file

QUEUES, GROUPS = ("billing", "claims"), ("tellers", "clerks", "night")


def nothing(floor, number):
    return LEAVE


RULE = Policy(
    "mine",
    nothing,
    nothing,
    parameters=(Parameter("pace", "one", 2.0), Parameter("weight", "queue", 1.0), Parameter("keep", "group", 3.0)),
)


@pytest.mark.parametrize(
    ("numbers", "params"),
    [
        ({}, [2, 1, 1, 3, 3, 3]),
        ({"pace": 7}, [7, 1, 1, 3, 3, 3]),
        ({"weight": 5}, [2, 5, 5, 3, 3, 3]),
        ({"weight": {"claims": 5}, "keep": {"tellers": 0, "night": 9}}, [2, 1, 5, 0, 3, 9]),
    ],
)
def test_numbers_stand_in_the_order_in_which_they_are_declared(numbers, params):
    assert RULE.with_numbers(numbers).params(QUEUES, GROUPS).tolist() == params


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"wait": 5}, "policy 'mine' has no parameter 'wait'"),
        ({"weight": {"sales": 5}}, "weight: no queue named 'sales'"),
        ({"keep": {"billing": 5}}, "keep: no group named 'billing'"),
        ({"weight": "a lot"}, "weight: 'a lot' is not a number"),
        ({"weight": {"claims": True}}, "weight.claims: 'True' is not a number"),
        ({"pace": float("nan")}, "pace: 'nan' is not a number"),
        ({"pace": float("inf")}, "pace: 'inf' is not a number"),
    ],
)
def test_a_number_that_fits_nothing_is_refused_in_a_sentence(numbers, sentence):
    with pytest.raises(PolicyError, match=sentence):
        RULE.with_numbers(numbers).params(QUEUES, GROUPS)


def test_shipped_policies_go_by_their_names():
    assert all(find_policy(name) is policy and policy.name == name for name, policy in POLICIES.items())
    assert find_policy("weighted-wait", {"weight": 3}).params(QUEUES, GROUPS).tolist() == [3, 3]
    assert POLICIES["weighted-wait"].numbers == {}
    with pytest.raises(ScenarioError, match="did you mean 'priority'"):
        find_policy("prority")


AUTHORS = '''"""Whoever is awake.  An author's own."""
from sim import Parameter, may_take

PARAMETERS = (Parameter("sleepy", "group", 0.0),)
MEMORY = 3
COINS = True

def pick_group(floor, call_type):
    for group in range(len(floor.idle)):
        if not floor.params[group] and may_take(floor, group, call_type):
            return group
    return -1

def pick_queue(floor, group):
    return -1
'''


def test_an_authors_policy_is_read_from_a_file(tmp_path):
    (tmp_path / "awake.py").write_text(AUTHORS, encoding="utf-8")
    policy = find_policy(str(tmp_path / "awake.py"), {"sleepy": {"clerks": 1}})
    assert (policy.name, policy.memory, policy.coins) == ("awake", 3, True)
    assert policy.source == "Whoever is awake.  An author's own."
    assert policy.params(QUEUES, GROUPS).tolist() == [0, 1, 0]
    scenario = one_queue(60, 3, "1 min", "1 min", open="08:00 to 10:00")
    study = sim.run_study(scenario, policy=policy.with_numbers({}), days=2)
    assert study.policy == "awake"
    assert study.queue()["handled"].mean > 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("def pick_group(floor, call_type): return -1", "no function pick_queue"),
        ("pick_group = 3", "no function pick_group and pick_queue"),
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("def pick_group(:", "SyntaxError"),
    ],
)
def test_a_file_that_holds_no_policy_is_refused_in_a_sentence(tmp_path, text, sentence):
    (tmp_path / "half.py").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=sentence):
        policy_from_file(tmp_path / "half.py")


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(ScenarioError, match="no such policy file"):
        find_policy(str(tmp_path / "none.py"))


@pytest.mark.parametrize(
    ("queue", "team", "may"),
    [
        ({"waiting": 1, "longest": 30}, {"idle": 2, "skills": {0: Skill(after=30, keep_idle=1)}}, True),
        ({"waiting": 0}, {"idle": 2, "skills": {0: Skill(after=30, keep_idle=1)}}, False),
        ({"waiting": 1, "longest": 29}, {"idle": 2, "skills": {0: Skill(after=30, keep_idle=1)}}, False),
        ({"waiting": 1, "longest": 30}, {"idle": 1, "skills": {0: Skill(after=30, keep_idle=1)}}, False),
        ({"waiting": 1, "longest": 30}, {"idle": 2, "skills": {}}, False),
    ],
)
def test_a_pair_may_meet_if_a_call_waits_long_enough_for_an_agent_who_can_and_is_not_kept(queue, team, may):
    found = may_take(floor_of([queue], [team]), 0, 0)
    assert found is may


def test_the_numbers_of_a_policy_reach_the_floor():
    seen = []

    def look(floor, group):
        seen.append(floor.params.tolist())
        return LEAVE

    scenario = one_queue(0, 1, "1 min", "1 min")
    policy = Policy("mine", look, look, parameters=(Parameter("weight", "queue", 1.5),))
    sim.simulate(sim.draw_workload(scenario), sim.draw_roster(scenario), policy, engine="simpy")
    assert seen == [[1.5]]
    assert np.isfinite(seen).all()
