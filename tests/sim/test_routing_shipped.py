"""Each shipped policy does what its source says, asked about floors made by hand.

Queues and groups are numbered; ``waiting`` and ``idle`` count calls and agents, ``longest`` and ``since`` say for
how many seconds the first of them has waited.
"""

from __future__ import annotations

import pytest
from handmade import Skill
from handmade_floors import floor_of

from sim import POLICIES

EVERY = sorted(POLICIES)
BOTH = {0: Skill(), 1: Skill()}
NUMBERS = {
    "weighted-wait": [1.0, 1.0],
    "c-mu": [1.0, 1.0],
    "c-mu-theta": [1.0, 1.0],
    "reserve": [0.0, 0.0],
    "queue-idleness-ratio": [1.0, 1.0, 1.0, 1.0],
}


def group_for(policy, queues, groups, call_type=0, params=None):
    return POLICIES[policy].pick_group(
        floor_of(queues, groups, params=NUMBERS.get(policy, []) if params is None else params), call_type
    )


def queue_for(policy, queues, groups, group=0, params=None):
    return POLICIES[policy].pick_queue(
        floor_of(queues, groups, params=NUMBERS.get(policy, []) if params is None else params), group
    )


def team(idle=1, since=0.0, skills=None, **more):
    return {"idle": idle, "since": since, "skills": BOTH if skills is None else skills} | more


CALLER = {"waiting": 1, "longest": 0.0}
NOBODY = {"waiting": 0}

# --- What every policy keeps to -----------------------------------------------------------------------------


@pytest.mark.parametrize("policy", EVERY)
@pytest.mark.parametrize(
    "other",
    [
        pytest.param(team(idle=0), id="nobody idle"),
        pytest.param(team(skills={1: Skill()}), id="no skill"),
        pytest.param(team(skills={0: Skill(after=30)}), id="overflow delay not passed"),
        pytest.param(team(skills={0: Skill(keep_idle=1)}), id="kept for others"),
    ],
)
def test_a_call_waits_where_the_only_group_may_not_take_it_and_goes_where_one_may(policy, other):
    assert group_for(policy, [CALLER, NOBODY], [other, team(idle=0)]) == -1
    assert group_for(policy, [CALLER, NOBODY], [other, team()]) == 1


@pytest.mark.parametrize("policy", EVERY)
def test_a_free_agent_takes_the_only_call_there_is_and_none_where_there_is_none(policy):
    assert queue_for(policy, [NOBODY, {"waiting": 3, "longest": 5}], [team(), team()]) == 1
    assert queue_for(policy, [NOBODY, NOBODY], [team(), team()]) == -1
    assert queue_for(policy, [CALLER, CALLER], [team(skills={}), team()]) == -1


@pytest.mark.parametrize("policy", EVERY)
def test_an_overflow_call_is_taken_from_the_microsecond_on_which_its_delay_has_passed(policy):
    groups = [team(skills={0: Skill(rank=1, after=30)}), team(idle=0)]
    assert group_for(policy, [{"waiting": 1, "longest": 30}, NOBODY], groups) == 0
    assert group_for(policy, [{"waiting": 1, "longest": 29.999999}, NOBODY], groups) == -1


# --- One by one ---------------------------------------------------------------------------------------------


def test_longest_wait_serves_who_waited_longest_and_calls_who_was_idle_longest():
    """Whatever the priorities, the ranks and how many there are."""
    queues = [{"waiting": 9, "longest": 20, "priority": 1}, {"waiting": 1, "longest": 21, "priority": 2}]
    assert queue_for("longest-wait", queues, [team(), team()]) == 1
    assert queue_for("longest-wait", queues[::-1], [team(), team()]) == 0
    groups = [team(5, 10, {0: Skill(rank=1)}), team(1, 11, {0: Skill(rank=2)})]
    assert group_for("longest-wait", [CALLER, NOBODY], groups) == 1
    assert group_for("longest-wait", [CALLER, NOBODY], groups[::-1]) == 0


@pytest.mark.parametrize("policy", ["priority", "overflow", "weighted-wait", "c-mu", "c-mu-theta", "reserve"])
def test_calls_go_to_the_best_rank_and_then_to_who_was_idle_longest(policy):
    second, first = {0: Skill(rank=2)}, {0: Skill(rank=1)}
    assert group_for(policy, [CALLER, NOBODY], [team(5, 50, second), team(1, 1, first)]) == 1
    assert group_for(policy, [CALLER, NOBODY], [team(1, 1, first), team(5, 50, second)]) == 0
    assert group_for(policy, [CALLER, NOBODY], [team(5, 50, first), team(1, 51, first)]) == 1
    assert group_for(policy, [CALLER, NOBODY], [team(1, 51, first), team(5, 50, first)]) == 0


@pytest.mark.parametrize(
    ("queues", "skills", "taken"),
    [
        pytest.param(
            [{"waiting": 1, "longest": 1, "priority": 3}, {"waiting": 9, "longest": 90, "priority": 1}],
            {0: Skill(rank=1), 1: Skill(rank=2)},
            0,
            id="rank before priority",
        ),
        pytest.param(
            [{"waiting": 9, "longest": 90, "priority": 3}, {"waiting": 1, "longest": 1, "priority": 2}],
            BOTH,
            1,
            id="priority before wait",
        ),
        pytest.param([{"waiting": 9, "longest": 8}, {"waiting": 1, "longest": 9}], BOTH, 1, id="then the longest wait"),
        pytest.param([{"waiting": 1, "longest": 9}, {"waiting": 9, "longest": 9}], BOTH, 0, id="then the first queue"),
    ],
)
@pytest.mark.parametrize("policy", ["priority", "reserve"])
def test_priority_serves_by_rank_then_priority_then_wait(policy, queues, skills, taken):
    assert queue_for(policy, queues, [team(idle=9, skills=skills), team()]) == taken


@pytest.mark.parametrize(("waits", "taken"), [((29, 10), 1), ((30.1, 10), 0), ((0, 0), 0)])
def test_weighted_wait_lets_a_second_of_an_important_caller_count_three_times(waits, taken):
    queues = [{"waiting": 1, "longest": wait} for wait in waits]
    assert queue_for("weighted-wait", queues, [team(), team()], params=[1.0, 3.0]) == taken


def test_overflow_serves_the_longest_wait_whatever_the_rank():
    skills = {0: Skill(rank=1), 1: Skill(rank=2, after=30)}
    for waits, taken in (((20, 31), 1), ((20, 29), 0), ((40, 31), 0)):
        queues = [{"waiting": 1, "longest": wait} for wait in waits]
        assert queue_for("overflow", queues, [team(skills=skills), team()]) == taken


def test_reserve_lets_others_in_only_while_more_than_the_reserve_are_idle():
    skills = {0: Skill(rank=1), 1: Skill(rank=2)}
    for idle, group in ((3, 0), (2, -1)):
        groups = [team(idle, skills=skills), team(0)]
        assert group_for("reserve", [NOBODY, CALLER], groups, call_type=1, params=[2.0, 0.0]) == group
        assert queue_for("reserve", [NOBODY, CALLER], groups, params=[2.0, 0.0]) == (1 if group == 0 else -1)
        assert group_for("reserve", [CALLER, NOBODY], groups, params=[2.0, 0.0]) == 0


def test_fastest_group_sends_calls_where_they_are_over_soonest():
    slow, quick = {"rates": {0: 0.01}}, {"rates": {0: 0.02}}
    assert group_for("fastest-group", [CALLER, NOBODY], [team(5, 99, **slow), team(1, 0, **quick)]) == 1
    assert group_for("fastest-group", [CALLER, NOBODY], [team(1, 0, **quick), team(5, 99, **slow)]) == 0
    assert group_for("fastest-group", [CALLER, NOBODY], [team(1, 5, **quick), team(1, 6, **quick)]) == 1
    assert group_for("fastest-group", [CALLER, NOBODY], [team(1, 6, **quick), team(1, 5, **quick)]) == 0
    queues = [{"waiting": 9, "longest": 20}, {"waiting": 1, "longest": 21}]
    assert queue_for("fastest-group", queues, [team(), team()]) == 1


def test_c_mu_serves_where_a_second_of_work_saves_most():
    """Cost 1 at 1 call in 100 s against cost 3 at 1 in 400 s; equal indices go by the longest wait."""
    agents = team(rates={0: 0.01, 1: 0.0025})
    queues = [{"waiting": 1, "longest": 1}, {"waiting": 9, "longest": 90}]
    assert queue_for("c-mu", queues, [agents, team()], params=[1.0, 3.0]) == 0
    assert queue_for("c-mu", queues, [agents, team()], params=[1.0, 5.0]) == 1
    assert queue_for("c-mu", queues, [agents, team()], params=[1.0, 4.0]) == 1
    assert queue_for("c-mu", queues[::-1], [agents, team()], params=[1.0, 4.0]) == 0


def test_c_mu_theta_lets_those_wait_who_will_hang_up_and_end_their_own_cost():
    """Alike but for patience: 1 hangs up in 50 s, or in 200 s; who never hangs up comes first of all."""
    hasty, calm, patient = ({"waiting": 1, "longest": 1, "leaves": rate} for rate in (0.02, 0.005, 0.0))
    for queues, taken in (([hasty, calm], 1), ([calm, hasty], 0), ([calm, patient], 1), ([patient, patient], 0)):
        assert queue_for("c-mu-theta", queues, [team(), team()]) == taken
    assert queue_for("c-mu-theta", [hasty, calm], [team(), team()], params=[5.0, 1.0]) == 0


def test_queue_and_idleness_ratio_holds_queues_and_idle_agents_to_their_shares():
    """Shares 1 : 3 of the queue and 3 : 1 of the idle; of 8 waiting 2 and 6, of 8 idle 6 and 2 are due."""
    params = [1.0, 3.0, 3.0, 1.0]
    for waiting, taken in (((3, 5), 0), ((1, 7), 1), ((2, 6), 0)):
        queues = [{"waiting": count, "longest": 5} for count in waiting]
        assert queue_for("queue-idleness-ratio", queues, [team(), team()], params=params) == taken
    for idle, group in (((7, 1), 0), ((5, 3), 1), ((6, 2), 0)):
        groups = [team(count) for count in idle]
        assert group_for("queue-idleness-ratio", [CALLER, NOBODY], groups, params=params) == group


@pytest.mark.parametrize("policy", EVERY)
def test_a_policy_says_where_it_comes_from(policy):
    source = POLICIES[policy].source
    assert source.endswith(".")
    assert any(f"({year})" in source for year in range(1950, 2030))
