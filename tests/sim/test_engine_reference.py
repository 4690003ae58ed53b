"""Days so small that their log can be worked out by hand: what happens when several things happen at once.

A line of the expected log is (arrival, how it ended, when it left the queue, agent, end of talk, end of work), in
seconds; the order of things at one moment is the one that ``sim.engine.reference`` writes down.
"""

from __future__ import annotations

from handmade import Agent, Call, Skill, Team, roster_of, workload_of
from stories import ABANDONED, HANDLED, presence, story

from sim import simulate


def test_a_free_agent_answers_at_once_and_a_busy_one_when_talk_and_work_are_over():
    day = workload_of(Call(at=0, talk=100, work=20), Call(at=10, talk=30))
    assert story(simulate(day, roster_of(Team()))) == [
        (0, HANDLED, 0, 0, 100, 120),
        (10, HANDLED, 120, 0, 150, 150),
    ]


def test_a_caller_whose_patience_ends_just_as_an_agent_becomes_free_is_answered():
    day = workload_of(Call(at=0, talk=100), Call(at=40, talk=5, patience=60))
    assert story(simulate(day, roster_of(Team())))[1] == (40, HANDLED, 100, 0, 105, 105)


def test_a_caller_whose_patience_ends_a_microsecond_earlier_is_lost():
    day = workload_of(Call(at=0, talk=100), Call(at=40, talk=5, patience=59.999999))
    assert story(simulate(day, roster_of(Team())))[1] == (40, ABANDONED, 99.999999, None, None, None)


def test_the_next_in_line_moves_up_when_the_first_hangs_up():
    day = workload_of(Call(at=0, talk=100), Call(at=10, patience=20), Call(at=11, talk=5), Call(at=12, talk=5))
    assert story(simulate(day, roster_of(Team())))[1:] == [
        (10, ABANDONED, 30, None, None, None),
        (11, HANDLED, 100, 0, 105, 105),
        (12, HANDLED, 105, 0, 110, 110),
    ]


def test_a_call_that_arrives_just_as_an_agent_becomes_free_waits_behind_those_before_it():
    day = workload_of(Call(at=0, talk=100), Call(at=90, talk=10), Call(at=100, talk=10))
    assert story(simulate(day, roster_of(Team())))[1:] == [
        (90, HANDLED, 100, 0, 110, 110),
        (100, HANDLED, 110, 0, 120, 120),
    ]


def test_calls_of_one_moment_are_answered_in_their_order():
    day = workload_of(*(Call(at=5, talk=10 * number) for number in (1, 2, 3)))
    assert story(simulate(day, roster_of(Team()))) == [
        (5, HANDLED, 5, 0, 15, 15),
        (5, HANDLED, 15, 0, 35, 35),
        (5, HANDLED, 35, 0, 65, 65),
    ]


def test_a_call_at_the_start_of_a_shift_finds_the_new_agent_there():
    day = workload_of(Call(at=600, talk=10))
    assert story(simulate(day, roster_of(Team([Agent([(600, 3600)])])))) == [(600, HANDLED, 600, 0, 610, 610)]


def test_a_call_at_the_end_of_a_shift_finds_the_agent_gone():
    day = workload_of(Call(at=600, talk=10, patience=30))
    log = simulate(day, roster_of(Team([Agent([(0, 600)])])))
    assert story(log) == [(600, ABANDONED, 630, None, None, None)]
    assert presence(log) == [(0, 0, 600)]


def test_callers_who_wait_are_answered_by_the_next_shift():
    day = workload_of(Call(at=0, talk=10), Call(at=0, talk=20), Call(at=0, talk=30))
    agents = [Agent([(50, 3600)]), Agent([(50, 3600)])]
    assert story(simulate(day, roster_of(Team(agents)))) == [
        (0, HANDLED, 50, 0, 60, 60),
        (0, HANDLED, 50, 1, 70, 70),
        (0, HANDLED, 60, 0, 90, 90),
    ]


def test_an_agent_whose_shift_ends_during_a_call_finishes_it_and_takes_no_other():
    day = workload_of(Call(at=550, talk=100, work=20), Call(at=560, talk=10, patience=300))
    log = simulate(day, roster_of(Team([Agent([(0, 600)])])))
    assert story(log) == [(550, HANDLED, 550, 0, 650, 670), (560, ABANDONED, 860, None, None, None)]
    assert presence(log) == [(0, 0, 670)]


def test_an_agent_whose_shift_ends_with_a_call_takes_no_other():
    day = workload_of(Call(at=550, talk=50), Call(at=560, talk=10, patience=300))
    log = simulate(day, roster_of(Team([Agent([(0, 600)])])))
    assert story(log)[1] == (560, ABANDONED, 860, None, None, None)
    assert presence(log) == [(0, 0, 600)]


def test_new_agents_take_over_as_the_old_ones_leave():
    """At 600 the old agent's call, the old shift and the new shift meet: whoever waits goes to the new agent."""
    day = workload_of(Call(at=500, talk=100), Call(at=510, talk=10))
    log = simulate(day, roster_of(Team([Agent([(0, 600)]), Agent([(600, 3600)])])))
    assert story(log)[1] == (510, HANDLED, 600, 1, 610, 610)
    assert presence(log) == [(0, 0, 600), (1, 600, 3600)]


def test_an_idle_agent_whose_shift_ends_does_not_count_among_those_of_the_next():
    """One of the two who come at 600 stays idle (keep_idle 1), as the one did who goes then: the other answers."""
    day = workload_of(Call(at=590, talk=10))
    agents = [Agent([(0, 600)]), Agent([(600, 3600)]), Agent([(600, 3600)])]
    log = simulate(day, roster_of(Team(agents, {0: Skill(keep_idle=1)})))
    assert story(log) == [(590, HANDLED, 600, 1, 610, 610)]
    assert presence(log) == [(0, 0, 600), (1, 600, 3600), (2, 600, 3600)]


def test_nobody_answers_during_a_break():
    day = workload_of(Call(at=299, talk=1), Call(at=300, talk=10), Call(at=420, talk=10))
    log = simulate(day, roster_of(Team([Agent([(0, 300), (400, 3600)])])))
    assert story(log) == [
        (299, HANDLED, 299, 0, 300, 300),
        (300, HANDLED, 400, 0, 410, 410),
        (420, HANDLED, 420, 0, 430, 430),
    ]
    assert presence(log) == [(0, 0, 300), (0, 400, 3600)]


def test_a_break_starts_when_the_call_is_finished():
    day = workload_of(Call(at=290, talk=40), Call(at=310, talk=10))
    log = simulate(day, roster_of(Team([Agent([(0, 300), (400, 3600)])])))
    assert story(log)[1] == (310, HANDLED, 400, 0, 410, 410)
    assert presence(log) == [(0, 0, 330), (0, 400, 3600)]


def test_a_call_that_outlasts_the_break_is_followed_by_the_next_one():
    day = workload_of(Call(at=290, talk=200), Call(at=310, talk=10))
    log = simulate(day, roster_of(Team([Agent([(0, 300), (400, 3600)])])))
    assert story(log)[1] == (310, HANDLED, 490, 0, 500, 500)
    assert presence(log) == [(0, 0, 3600)]


def test_a_call_that_ends_just_as_the_break_does_is_no_break_at_all():
    day = workload_of(Call(at=290, talk=110), Call(at=310, talk=10))
    log = simulate(day, roster_of(Team([Agent([(0, 300), (400, 3600)])])))
    assert story(log)[1] == (310, HANDLED, 400, 0, 410, 410)
    assert presence(log) == [(0, 0, 3600)]


def test_the_last_roster_stays_until_every_caller_is_answered():
    day = workload_of(Call(at=3590, talk=60, work=10), Call(at=3595, talk=30))
    log = simulate(day, roster_of(Team([Agent(), Agent([(0, 3500)])])))
    assert story(log) == [(3590, HANDLED, 3590, 0, 3650, 3660), (3595, HANDLED, 3660, 0, 3690, 3690)]
    assert log.after_closing.tolist() == [False, True]
    assert presence(log) == [(0, 0, 3690), (1, 0, 3500)]


def test_one_of_the_last_roster_who_has_nothing_left_to_do_leaves_at_closing():
    day = workload_of(Call(at=3590, talk=60))
    log = simulate(day, roster_of(Team([Agent(), Agent([(0, 3900)])])))
    assert presence(log) == [(0, 0, 3650), (1, 0, 3900)]


def test_a_caller_for_whom_nobody_is_left_is_left_waiting():
    day = workload_of(Call(at=700, talk=10))
    assert story(simulate(day, roster_of(Team([Agent([(0, 600)])])))) == [(700, "WAITING", None, None, None, None)]


def test_a_faster_agent_and_a_slower_skill_share_out_talk_and_work():
    """Speed 2 x 0.8 = 1.6 turns 80 s of talk and 8 s of work into 50 s and 5 s."""
    day = workload_of(Call(at=0, talk=80, work=8))
    roster = roster_of(Team([Agent(speed=2.0)], {0: Skill(speed=0.8)}))
    assert story(simulate(day, roster)) == [(0, HANDLED, 0, 0, 50, 55)]


def test_a_call_of_no_length_is_over_before_the_next_one_arrives():
    day = workload_of(Call(at=0, talk=0), Call(at=0, talk=10))
    assert story(simulate(day, roster_of(Team()))) == [(0, HANDLED, 0, 0, 0, 0), (0, HANDLED, 0, 0, 10, 10)]
