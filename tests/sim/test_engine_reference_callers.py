"""Small days worked out by hand: callers who balk, are blocked, call again, are handed on or overflow; who answers.

Lines of the expected log as in test_engine_reference.py.
"""

from __future__ import annotations

import pytest
from handmade import Agent, Call, Skill, Team, roster_of, workload_of
from stories import ABANDONED, BLOCKED_LINES, BLOCKED_QUEUE, HANDLED, story

from sim import find_policy, simulate

ONE = roster_of(Team())

# --- Balking and blocking -----------------------------------------------------------------------------------


def test_a_caller_who_balks_is_answered_at_once_or_gone_at_once():
    day = workload_of(Call(at=0, talk=100, patience=0), Call(at=50, talk=10, patience=0))
    assert story(simulate(day, ONE)) == [(0, HANDLED, 0, 0, 100, 100), (50, ABANDONED, 50, None, None, None)]


def test_a_call_that_finds_the_queue_full_is_blocked():
    day = workload_of(Call(at=0, talk=100), Call(at=1, talk=5), Call(at=2), Call(at=100, talk=5), limit=[1])
    assert story(simulate(day, ONE)) == [
        (0, HANDLED, 0, 0, 100, 100),
        (1, HANDLED, 100, 0, 105, 105),
        (2, BLOCKED_QUEUE, 2, None, None, None),
        (100, HANDLED, 105, 0, 110, 110),
    ]


def test_with_no_place_to_wait_only_a_free_agent_helps():
    day = workload_of(Call(at=0, talk=10), Call(at=5), Call(at=10, talk=10), limit=[0])
    assert [line[1] for line in story(simulate(day, ONE))] == [HANDLED, BLOCKED_QUEUE, HANDLED]


def test_a_caller_who_would_balk_at_a_full_queue_counts_as_blocked():
    day = workload_of(Call(at=0, talk=10), Call(at=5, patience=0), limit=[0])
    assert story(simulate(day, ONE))[1] == (5, BLOCKED_QUEUE, 5, None, None, None)


def test_a_queue_that_somebody_has_left_has_room_again():
    day = workload_of(Call(at=0, talk=100), Call(at=1, patience=9), Call(at=10), Call(at=11, talk=5), limit=[1])
    assert [line[1:3] for line in story(simulate(day, ONE))] == [
        (HANDLED, 0),
        (ABANDONED, 10),  # at the moment when the third calls, who comes first in the order of things
        (BLOCKED_QUEUE, 10),
        (HANDLED, 100),
    ]


def test_a_call_that_finds_every_line_taken_is_blocked_until_a_talk_is_over():
    """Work after the call needs no line: at 100 the line is free, at 150 the agent."""
    day = workload_of(Call(at=0, talk=100, work=50), Call(at=99, talk=5), Call(at=100, talk=5), lines=1)
    assert story(simulate(day, ONE)) == [
        (0, HANDLED, 0, 0, 100, 150),
        (99, BLOCKED_LINES, 99, None, None, None),
        (100, HANDLED, 150, 0, 155, 155),
    ]


def test_waiting_callers_hold_a_line_until_they_hang_up():
    day = workload_of(Call(at=0, talk=100), Call(at=1, patience=9), Call(at=9), Call(at=11, talk=5), lines=2)
    assert [line[1:3] for line in story(simulate(day, ONE))] == [
        (HANDLED, 0),
        (ABANDONED, 10),
        (BLOCKED_LINES, 9),
        (HANDLED, 100),
    ]


# --- Calling again, being handed on -------------------------------------------------------------------------


def test_a_caller_who_hangs_up_calls_again_after_a_while():
    second = Call(at=60, talk=5, patience=10, again=Call(at=40, talk=5))
    log = simulate(workload_of(Call(at=0, talk=150), Call(at=10, patience=20, again=second)), ONE)
    assert story(log)[1:] == [
        (10, ABANDONED, 30, None, None, None),
        (90, ABANDONED, 100, None, None, None),
        (140, HANDLED, 150, 0, 155, 155),
    ]
    assert log.attempt.tolist() == [1, 1, 2, 3]
    assert log.contact.tolist() == [0, 1, 1, 1]


@pytest.mark.parametrize("blocked", [{"limit": [0]}, {"lines": 1}])
def test_a_blocked_caller_calls_again_too(blocked):
    day = workload_of(Call(at=0, talk=100), Call(at=10, again=Call(at=90, talk=5)), **blocked)
    assert story(simulate(day, ONE))[2] == (100, HANDLED, 100, 0, 105, 105)


def test_nobody_calls_again_who_was_answered():
    log = simulate(workload_of(Call(at=0, talk=10, again=Call(at=1))), ONE)
    assert log.contacts == 1


def test_nobody_calls_again_at_closing_time():
    early = Call(at=3400, patience=100, again=Call(at=99.999999, talk=5))
    late = Call(at=3400, patience=100, again=Call(at=100, talk=5))
    log = simulate(workload_of(Call(at=0, talk=3550), early, late), ONE)
    assert story(log)[3:] == [(3599.999999, HANDLED, 3599.999999, 0, 3604.999999, 3604.999999)]


def test_a_transferred_call_queues_again_and_keeps_its_line():
    """One line only: the call that comes at 50 finds it taken, by talk, by waiting and by the second talk."""
    further = Call(talk=30, to=1)
    day = workload_of(
        Call(at=0, talk=40, work=10, then=further),
        *(Call(at=moment, talk=1) for moment in (39, 45, 85)),
        Call(at=90, talk=7),
        queues=2,
        lines=1,
    )
    roster = roster_of(Team(), Team([Agent([(60, 3600)])], {1: Skill()}), queues=2)
    log = simulate(day, roster)
    assert story(log) == [
        (0, HANDLED, 0, 0, 40, 50),
        (39, BLOCKED_LINES, 39, None, None, None),
        (40, HANDLED, 60, 1, 90, 90),
        (45, BLOCKED_LINES, 45, None, None, None),
        (85, BLOCKED_LINES, 85, None, None, None),
        (90, HANDLED, 90, 0, 97, 97),
    ]
    assert log.contact.tolist() == [0, 1, 0, 2, 3, 4]


def test_a_transferred_call_waits_behind_those_who_waited_already():
    """The agent who hands the call on becomes free before it joins the queue again."""
    day = workload_of(Call(at=0, talk=40, then=Call(talk=5)), Call(at=30, talk=10))
    assert story(simulate(day, ONE))[1:] == [(30, HANDLED, 40, 0, 50, 50), (40, HANDLED, 50, 0, 55, 55)]


def test_first_calls_of_a_moment_come_before_those_who_call_again_or_are_handed_on():
    first = Call(at=0, talk=40, then=Call(talk=3))
    lost = Call(at=10, patience=10, again=Call(at=20, talk=4))
    day = workload_of(first, lost, Call(at=40, talk=1), Call(at=40, talk=2))
    assert [line[4] for line in story(simulate(day, ONE)) if line[0] == 40] == [41, 43, 47, 50]


def test_a_call_may_be_handed_on_after_closing():
    day = workload_of(Call(at=3590, talk=60, then=Call(talk=5)))
    assert story(simulate(day, ONE))[1] == (3650, HANDLED, 3650, 0, 3655, 3655)


# --- Overflow and reserve -----------------------------------------------------------------------------------


def overflow_roster(*delays: float):
    """Own group, busy all day with a first call; helpers after each of these delays."""
    helpers = [Team([Agent()], {0: Skill(rank=2, after=delay)}) for delay in delays]
    return roster_of(Team(), *helpers)


@pytest.mark.parametrize("policy", ["overflow", "longest-wait", "priority", "fastest-group"])
def test_a_call_is_looked_at_again_when_an_overflow_delay_has_passed(policy):
    day = workload_of(Call(at=0, talk=900), Call(at=10, talk=5), Call(at=20, talk=500), Call(at=25, talk=5))
    log = simulate(day, overflow_roster(30, 70), policy)
    assert story(log)[1:] == [
        (10, HANDLED, 40, 1, 45, 45),
        (20, HANDLED, 50, 1, 550, 550),
        (25, HANDLED, 95, 2, 100, 100),  # the second helper after 70 s, the first being busy
    ]


def test_a_helper_who_becomes_free_takes_only_callers_whose_delay_has_passed():
    """At 40 the helper is free: the first in line has waited 30 s and may be taken, the second not before 60."""
    day = workload_of(Call(at=0, talk=900), Call(at=0, talk=10), Call(at=10, talk=5), Call(at=30, talk=5))
    log = simulate(day, overflow_roster(30))
    assert story(log)[1:] == [(0, HANDLED, 30, 1, 40, 40), (10, HANDLED, 40, 1, 45, 45), (30, HANDLED, 60, 1, 65, 65)]


def test_a_caller_whose_patience_ends_with_the_overflow_delay_is_answered():
    day = workload_of(Call(at=0, talk=900), Call(at=10, talk=5, patience=30))
    assert story(simulate(day, overflow_roster(30)))[1] == (10, HANDLED, 40, 1, 45, 45)


def test_an_overflow_call_enters_only_while_enough_agents_stay_idle():
    """keep_idle 1 for queue 1: of two agents one stays for queue 0, until a second is free at 50."""
    day = workload_of(Call(at=0, talk=50), Call(at=10, talk=20, to=1), Call(at=20, talk=25), queues=2)
    roster = roster_of(Team([Agent(), Agent()], {0: Skill(), 1: Skill(keep_idle=1)}), queues=2)
    assert story(simulate(day, roster)) == [
        (0, HANDLED, 0, 0, 50, 50),
        (10, HANDLED, 50, 1, 70, 70),
        (20, HANDLED, 20, 1, 45, 45),
    ]


def test_the_reserve_policy_keeps_agents_for_their_first_choice():
    """Two of three agents are kept: a second-choice call gets in while three are idle, and not while two are."""
    day = workload_of(Call(at=0, talk=40, to=1), Call(at=1, talk=5, to=1), Call(at=2, talk=5), queues=2)
    team = Team([Agent(), Agent(), Agent()], {0: Skill(rank=1), 1: Skill(rank=2)})
    log = simulate(day, roster_of(team, queues=2), find_policy("reserve", {"keep_idle": 2}))
    assert [line[2] for line in story(log)] == [0, 40, 2]


# --- Who of the group answers -------------------------------------------------------------------------------

CALLS = [Call(at=0, talk=100), Call(at=10, talk=20), Call(at=50, talk=5), Call(at=200, talk=5), Call(at=300, talk=5)]


@pytest.mark.parametrize(
    ("answers", "agents"),
    [
        # Idle since: 1 since 30, 2 since 0 | at 200: 2 since 55, 1 since 30, 0 since 100 | then 2, and so on.
        ("longest idle", [0, 1, 2, 1, 2]),
        # Worked: 0: 100 s, 1: 20 s, 2: 5 s, then 10 s, then 15 s.
        ("least occupied", [0, 1, 2, 2, 2]),
        # Speeds 1, 3, 2: agent 1 first, then the next fastest that is free.
        ("fastest", [1, 2, 1, 1, 1]),
    ],
)
def test_the_rule_of_the_group_says_who_answers(answers, agents):
    team = Team([Agent(), Agent(speed=3 if answers == "fastest" else 1), Agent(speed=2 if answers == "fastest" else 1)])
    team = Team(team.agents, answers=answers)
    assert [line[3] for line in story(simulate(workload_of(*CALLS), roster_of(team)))] == agents


def test_equals_answer_in_the_order_in_which_they_became_idle():
    for answers in ("longest idle", "least occupied", "fastest"):
        log = simulate(
            workload_of(*(Call(at=moment, talk=100) for moment in (1, 2, 3))),
            roster_of(Team([Agent([(0.5, 3600)]), Agent(), Agent([(0.2, 3600)])], answers=answers)),
        )
        assert log.agent.tolist() == [1, 2, 0]
