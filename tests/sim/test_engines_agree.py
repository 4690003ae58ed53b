"""Two engines, one log: the compiled engine tells every day as the reference engine does, number for number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from drawn import days, in_steps, law
from handmade import Agent, Call, Skill, Team, roster_of, workload_of
from hypothesis import strategies as st

import sim
from sim import POLICIES, Parameter, Policy, may_take
from sim.calllog import same_log
from sim.engine.agreement import first_difference
from sim.engine.compiled import run_events, run_line
from sim.engine.compiled.fcfs import one_line
from sim.loading import shipped_scenarios

DAYS = 500


def told_alike(workload, roster, policy, compiled=None) -> sim.CallLog:
    """Both engines' log of a day.  Fails with the first event that differs."""
    reference = sim.simulate(workload, roster, policy, engine="simpy")
    log = compiled or sim.simulate(workload, roster, policy, engine="compiled")
    assert same_log(reference, log), first_difference(reference, log)
    return log


@law(DAYS, day=days)
def test_any_day_of_any_center_goes_alike_on_both_engines(day):
    told_alike(*day.parts())


def first_fit(floor, call_type):
    for group in range(len(floor.idle)):
        if may_take(floor, group, call_type):
            return group
    return -1


def by_turns(floor, group):
    """Remembers, for each group, where it looked last."""
    queues = len(floor.queue_length)
    for step in range(1, queues + 1):
        call_type = (int(floor.memory[group]) + step) % queues
        if may_take(floor, group, call_type):
            floor.memory[group] = call_type
            return call_type
    return -1


def tossed(floor, group):
    """Takes a call only as often as its parameter says; the rest waits for the next agent."""
    if floor.coin[0] >= floor.params[0]:
        return -1
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type):
            return call_type
    return -1


def counted(floor, call_type):
    """Counts the arrivals that it sees, and sends every third away from the first group."""
    floor.memory[0] += 1.0
    start = 1 if floor.memory[0] % 3.0 == 0.0 else 0
    for group in range(start, len(floor.idle)):
        if may_take(floor, group, call_type):
            return group
    return -1


AUTHORS = (
    Policy("by turns", first_fit, by_turns, memory=3),
    Policy("tossed", first_fit, tossed, parameters=(Parameter("share", "one", 0.7),), coins=True),
    Policy("counted", counted, POLICIES["longest-wait"].pick_queue, memory=1),
    Policy("lazy", first_fit, lambda floor, group: -1),
)


@law(120, day=days, policy=st.sampled_from(AUTHORS))
def test_any_day_goes_alike_under_a_policy_of_ones_own(day, policy):
    workload, roster, _ = day.parts()
    told_alike(workload, roster, policy)


@pytest.mark.parametrize("policy", sorted(POLICIES))
@pytest.mark.parametrize("name", sorted(shipped_scenarios()))
def test_every_shipped_scenario_goes_alike_under_every_shipped_policy(name, policy):
    scenario = sim.load_scenario(name)
    roster = sim.draw_roster(scenario, day=1)
    told_alike(sim.draw_workload(scenario, day=1), roster, POLICIES[policy])


line_days = st.builds(
    dict,
    agents=st.integers(1, 6),
    talk=st.sampled_from(["60 s", {"exponential": {"mean": "90 s"}}]),
    work=st.sampled_from(["0 s", "20 s", {"exponential": {"mean": "20 s"}}]),
    patience=st.sampled_from([None, "30 s", {"exponential": {"mean": "60 s"}}]),
    balk=st.sampled_from(["0%", "30%"]),
    people=st.sampled_from([[], [{"id": "Dana", "speed": 1.5}]]),
    speed=st.sampled_from([1.0, 0.7]),
    absence=st.sampled_from(["0%", "30%"]),
    coarse=st.booleans(),
    seed=st.integers(0, 10_000),
)


@law(200, drawn=line_days)
def test_a_single_line_needs_no_events(drawn):
    """Kiefer and Wolfowitz's recursion against both event loops: identical statuses, waits, agents."""
    scenario = sim.scenario_from(
        {
            "name": "a line",
            "open": "09:00 to 09:45",
            "queues": {
                "calls": {
                    "arrivals": {"per_hour": 120},
                    "talk": drawn["talk"],
                    "after_call_work": drawn["work"],
                    "patience": drawn["patience"],
                    "balk": drawn["balk"],
                }
            },
            "groups": {
                "agents": {
                    "agents": drawn["agents"],
                    "people": drawn["people"],
                    "absence": drawn["absence"],
                    "skills": {"calls": {"rank": 1, "speed": drawn["speed"]}},
                }
            },
        }
    )
    workload, roster = sim.draw_workload(scenario, seed=drawn["seed"]), sim.draw_roster(scenario, seed=drawn["seed"])
    workload = in_steps(workload) if drawn["coarse"] else workload
    policy = POLICIES["longest-wait"]
    told_alike(workload, roster, policy, run_events(workload, roster, policy))
    if one_line(workload, roster, policy):
        told_alike(workload, roster, policy, run_line(workload, roster))
    else:
        assert len(roster.span_agent) == 0 or workload.fresh == 0


def test_agents_whose_calls_take_no_time_are_ready_behind_the_others():
    """The recursion alone would let the agent of the smaller number answer twice."""
    calls = [Call(at=0, talk=10), Call(at=0, talk=10), Call(at=10, talk=0), Call(at=10, talk=5)]
    log = told_alike(workload_of(*calls), roster_of(Team([Agent(), Agent()])), POLICIES["longest-wait"])
    assert log.agent.tolist() == [0, 1, 0, 1]


def test_model_a_is_a_single_line_and_model_b_is_not():
    for name, expected in (("model_a", True), ("model_b", False)):
        scenario = sim.load_scenario(name)
        policy = POLICIES[scenario.routing.policy]
        assert one_line(sim.draw_workload(scenario), sim.draw_roster(scenario), policy) is expected


def test_callers_who_call_again_without_end_do_not_overflow_the_engine():
    def persistent(times: int) -> Call:
        return Call(at=1, patience=1, again=persistent(times - 1) if times else None)

    calls = [replace(persistent(200), at=second) for second in range(60)]
    log = told_alike(workload_of(*calls), roster_of(Team(agents=())), POLICIES["longest-wait"])
    assert log.contacts == 60 * 201


def test_a_thousand_types_and_a_thousand_overflow_delays():
    queues = 1000
    calls = [Call(at=second, to=(second * 7) % queues, talk=50, patience=500) for second in range(1500)]
    skills = {queue: Skill(rank=1 + queue % 3, after=float(queue)) for queue in range(queues)}
    teams = [Team([Agent()] * 20, skills), Team([Agent()] * 5, {0: Skill(), 7: Skill()})]
    told_alike(workload_of(*calls, queues=queues), roster_of(*teams, queues=queues), POLICIES["overflow"])


def test_one_agent_for_everybody():
    calls = [Call(at=second, talk=3, patience=200) for second in range(3000)]
    log = told_alike(workload_of(*calls, limit=[50]), roster_of(Team()), POLICIES["priority"])
    assert set(log.agent.tolist()) == {-1, 0}


@pytest.mark.parametrize("answers", ["longest idle", "least occupied", "fastest"])
def test_ten_thousand_agents(answers):
    agents = [Agent(speed=1 + number % 7 / 10) for number in range(10_000)]
    calls = [Call(at=number // 10, talk=900, work=7) for number in range(600)]
    workload, roster = workload_of(*calls, lines=10_000), roster_of(Team(agents, answers=answers))
    told_alike(workload, roster, POLICIES["longest-wait"])


def test_an_empty_day_has_an_empty_log():
    for roster in (roster_of(Team()), roster_of(Team(agents=()))):
        log = told_alike(workload_of(), roster, POLICIES["longest-wait"])
        assert (log.contacts, len(log.span_agent)) == (0, len(roster.span_agent))


def test_a_break_at_the_microsecond_of_everything_else():
    """Arrival, completion, end of patience, overflow and change of shift, all at the same moments."""
    spans = [(0.0, 60.0), (120.0, 180.0), (180.0, 240.0)]
    teams = [Team([Agent(spans), Agent([(60, 120), (120, 300)])], {0: Skill(), 1: Skill(rank=2, after=60)}),
             Team([Agent([(60, 180)])], {1: Skill(), 0: Skill(rank=2, after=60)})]  # fmt: skip
    calls = [Call(at=at, to=to, talk=60, work=60, patience=60, again=Call(at=60, to=to, then=Call(to=1 - to)))
             for at in (0, 0, 60, 60, 120, 120, 180) for to in (0, 1)]  # fmt: skip
    told_alike(workload_of(*calls, queues=2), roster_of(*teams, queues=2), POLICIES["overflow"])


def test_columns_from_elsewhere_are_taken_as_they_come():
    """Read-only, strided or of another width, as columns read from a file may be."""
    workload = workload_of(*[Call(at=second, talk=30) for second in range(100)])
    odd = np.repeat(workload.talk, 2)[::2]
    odd.flags.writeable = False
    told_alike(replace(workload, talk=odd), roster_of(Team()), POLICIES["longest-wait"])


BAD = {
    "presence that overlaps": {"span_start": [0, 50], "span_end": [100, 150], "span_agent": [0, 0]},
    "presence that ends before it starts": {"span_start": [0, 50], "span_end": [3600, 20], "span_stays": [True, False]},
    "an agent of a group that is not there": {"agent_group": [7, 0]},
    "a speed that is no number": {"agent_speed": [np.nan, 1.0]},
    "ranks of another width": {"rank": np.ones((1, 1), dtype=np.int32)},
    "a queue that is not there": {"call_type": np.full(20, 5, dtype=np.int16)},
    "a queue of number -1": {"call_type": np.full(20, -1, dtype=np.int16)},
    "a next call that is not there": {"if_lost": np.full(20, 10_000, dtype=np.int32)},
    "one next call for all": {"if_lost": np.full(20, 19, dtype=np.int32)},
    "talk below zero": {"talk": np.full(20, -5)},
    "talk in fractions": {"talk": np.full(20, 0.5)},
    "a column that is too short": {"patience": np.full(3, 5)},
    "patience of almost for ever": {"patience": np.full(20, 2**62 - 1)},
    "arrivals backwards": {"arrival": np.arange(20)[::-1] * 10**6},
}


@pytest.mark.filterwarnings("ignore::sim.errors.EngineWarning")
@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_a_day_that_cannot_be_ends_on_both_engines_alike_and_never_in_a_crash(changes):
    """Compiled code does not look at an index before it uses it: whatever is wrong is left to the reference engine."""
    workload = workload_of(*[Call(at=number, talk=30, patience=60) for number in range(20)])
    roster = roster_of(Team([Agent(), Agent()]))
    changes = {name: np.asarray(values) for name, values in changes.items()}
    changes |= {name: changes[name] * 10**6 for name in ("span_start", "span_end") if name in changes}
    workload = replace(workload, **{name: one for name, one in changes.items() if hasattr(workload, name)})
    roster = replace(roster, **{name: one for name, one in changes.items() if hasattr(roster, name)})

    def ends(engine):
        try:
            return sim.simulate(workload, roster, POLICIES["longest-wait"], engine=engine)
        except Exception as error:
            return repr(error)

    reference, compiled = ends("simpy"), ends("compiled")
    assert reference == compiled if isinstance(reference, str) else same_log(reference, compiled)
