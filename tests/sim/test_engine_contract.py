"""What the engine owes a policy, and what it does not let one do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from handmade import Agent, Call, Skill, Team, roster_of, workload_of
from stories import story

from sim import POLICIES, Floor, Parameter, Policy, simulate
from sim.engine import ENGINES
from sim.errors import PolicyError, ScenarioError
from sim.units import FOREVER, SECOND

LONGEST_WAIT = POLICIES["longest-wait"]


def asking(group=LONGEST_WAIT.pick_group, queue=LONGEST_WAIT.pick_queue, **more) -> Policy:
    return Policy("mine", group, queue, **more)


TWO_TEAMS = roster_of(Team(skills={0: Skill(after=30), 1: Skill(keep_idle=1)}), Team(skills={1: Skill()}), queues=2)


@pytest.mark.parametrize(
    ("to", "answer", "fault"),
    [
        (0, 2, "group 2, queue 0: one of them does not exist"),
        (0, -2, "group -2, queue 0: one of them does not exist"),
        (0, 1, "gave a call of queue 0 to group 1, which lacks the skill"),
        (0, 0, "gave a call of queue 0 to group 0 before its overflow delay had passed"),
        (1, 0, "used group 0, where no agent is free for queue 1"),
    ],
)
def test_a_group_that_may_not_take_the_call_is_an_error_that_names_the_policy(to, answer, fault):
    policy = asking(group=lambda floor, call_type: answer)
    with pytest.raises(PolicyError, match=rf"policy 'mine', pick_group for queue {to}: .*{fault}"):
        simulate(workload_of(Call(to=to), queues=2), TWO_TEAMS, policy)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (0, "took a call from queue 0, where none waits"),
        (7, "group 1, queue 7: one of them does not exist"),
        (-3, "group 1, queue -3: one of them does not exist"),
    ],
)
def test_a_queue_with_nothing_to_take_is_an_error_that_names_the_policy(answer, fault):
    """Asked as the two agents sign on, of whom the second may not take the first queue's calls."""
    policy = asking(queue=lambda floor, group: answer if group == 1 else -1)
    roster = roster_of(Team(), Team(), queues=1) if answer == 0 else TWO_TEAMS
    queues = len(roster.rank[0])
    with pytest.raises(PolicyError, match=f"policy 'mine', pick_queue for group 1: .*{fault}"):
        simulate(workload_of(queues=queues), roster, policy)


def test_an_agent_who_is_busy_cannot_be_given_a_second_call():
    policy = asking(group=lambda floor, call_type: 0)
    with pytest.raises(PolicyError, match="used group 0, where no agent is free for queue 0"):
        simulate(workload_of(Call(at=0), Call(at=1)), roster_of(Team()), policy)


def test_a_policy_that_leaves_everybody_alone_lets_them_wait():
    policy = asking(group=lambda floor, call_type: -1, queue=lambda floor, group: -1)
    lines = story(simulate(workload_of(Call(at=0), Call(at=1, patience=9)), roster_of(Team()), policy))
    assert [line[1] for line in lines] == ["WAITING", "ABANDONED"]


@pytest.mark.parametrize("column", [name for name in Floor._fields if name != "memory"])
def test_a_policy_can_look_at_the_floor_and_not_change_it(column):
    def meddle(floor, call_type):
        getattr(floor, column)[...] = 0
        return -1

    policy = asking(group=meddle, parameters=(Parameter("weight", "one", 1.0),), coins=True)
    with pytest.raises(ValueError, match="read-only"):
        simulate(workload_of(Call()), roster_of(Team()), policy, engine="simpy")


def test_a_policy_remembers_during_a_day_and_starts_every_day_afresh():
    """Every second caller is left waiting, by a count in memory."""

    def every_second(floor, call_type):
        floor.memory[0] += 1
        return 0 if floor.memory[0] % 2 == 1 else -1

    policy = asking(group=every_second, queue=lambda floor, group: -1, memory=1)
    day = workload_of(*(Call(at=moment, talk=5, patience=1) for moment in (0, 100, 200)))
    for _ in range(2):
        assert [line[1] for line in story(simulate(day, roster_of(Team()), policy))] == [
            "HANDLED",
            "ABANDONED",
            "HANDLED",
        ]


def coins_of(day, policy) -> list[float]:
    seen = []

    def look(floor, call_type):
        seen.append(float(floor.coin[0]))
        return -1

    simulate(day, roster_of(Team()), replace(policy, pick_group=look, pick_queue=look), engine="simpy")
    return seen


def test_a_policy_that_tosses_coins_gets_a_new_one_for_every_question_from_a_stream_of_its_own():
    day = workload_of(*(Call(at=moment, patience=1) for moment in range(2000)))
    tossing = asking(coins=True)
    coins = coins_of(day, tossing)
    assert len(set(coins)) == len(coins) == 2001
    assert 0 <= min(coins) < max(coins) < 1
    assert np.mean(coins) == pytest.approx(0.5, abs=4 / np.sqrt(12 * 2001))
    assert coins_of(day, tossing) == coins
    assert coins_of(replace(day, day=1), tossing) != coins
    assert coins_of(day, replace(tossing, name="yours")) != coins
    assert set(coins_of(day, asking())) == {0.0}


def test_a_policy_sees_the_call_in_its_queue_and_the_agent_idle():
    seen = []

    def look(answer):
        def question(floor, number):
            columns = [floor.queue_length, floor.waiting_since, floor.idle, floor.idle_since, floor.staffed]
            seen.append([int(floor.now[0])] + [int(column[0]) for column in columns])
            return answer(floor, number)

        return question

    policy = asking(look(LONGEST_WAIT.pick_group), look(LONGEST_WAIT.pick_queue))
    simulate(workload_of(Call(at=10, talk=60), Call(at=20, talk=5)), roster_of(Team()), policy, engine="simpy")
    second = SECOND
    assert seen == [
        [0, 0, FOREVER, 1, 0, 1],  # the agent signs on
        [10 * second, 1, 10 * second, 1, 0, 1],  # a call, and an agent for it
        [20 * second, 1, 20 * second, 0, FOREVER, 1],  # a call, and nobody
        [70 * second, 1, 20 * second, 1, 70 * second, 1],  # the agent is free
        [75 * second, 0, FOREVER, 1, 75 * second, 1],  # and free again
    ]


def test_a_policy_sees_rates_by_group_and_type():
    """Speed of the skill times mean speed of the team over the mean handle time; 0 without the skill."""
    seen = {}

    def look(floor, group):
        seen.update(rates=floor.service_rate.tolist(), leaves=floor.abandon_rate.tolist())
        return -1

    team = Team([Agent(), Agent(speed=2.0)], {0: Skill(speed=0.5)})
    day = workload_of(queues=2, handle_s=[30, 60])
    simulate(day, roster_of(team, queues=2), asking(queue=look), engine="simpy")
    assert seen == {"rates": [[pytest.approx(0.5 * 1.5 / 30), 0.0]], "leaves": [0.0, 0.0]}


def test_an_engine_nobody_knows_is_refused():
    with pytest.raises(ScenarioError, match="no engine named 'steam'"):
        simulate(workload_of(), roster_of(Team()), engine="steam")
    assert ENGINES[0] == "auto"


def test_a_roster_of_another_center_is_refused():
    with pytest.raises(PolicyError, match="the roster knows 2 queues, the workload 1"):
        simulate(workload_of(), TWO_TEAMS)
