"""What the compiled engine takes, what it refuses and in which words, and what it does where it cannot go on."""

from __future__ import annotations

import warnings
from dataclasses import replace
from random import uniform
from types import ModuleType

import numpy as np
import pytest
from handmade import Agent, Call, Team, roster_of, workload_of
from stories import story

import sim
from sim import POLICIES, Policy, may_take
from sim.calllog import same_log
from sim.engine import engine_for
from sim.engine.agreement import first_difference
from sim.errors import CompileError, EngineError, EngineWarning, PolicyError, ScenarioError

LONGEST_WAIT = POLICIES["longest-wait"]
CALLS = [Call(at=second, talk=100, patience=300) for second in range(0, 200, 10)]
DAY, ROSTER = workload_of(*CALLS), roster_of(Team())
WEIGHTS = {1: 2.0}
total = np.sum


def asking(group=LONGEST_WAIT.pick_group, queue=LONGEST_WAIT.pick_queue, **more) -> Policy:
    return Policy("mine", group, queue, **more)


def writes(floor, call_type):
    floor.idle[0] = 3
    return -1


def misspells(floor, call_type):
    return floor.idle_agents[0]


def may_answer_nothing(floor, call_type):
    if floor.idle[0] > 0:
        return 0
    return None


def answers_a_fraction(floor, call_type):
    return floor.idle[0] / 2


def answers_a_truth(floor, call_type):
    return floor.idle[0] > 0


def asks_a_dictionary(floor, call_type):
    return int(WEIGHTS[call_type])


def adds_up(floor, call_type):
    return int(floor.service_rate.sum())


def by_way_of_a_helper(floor, call_type):
    return asks_a_dictionary(floor, call_type) - 1


def imports_late(floor, call_type):
    import math

    return math.floor(-1.0)


def calls_itself(floor, call_type):
    return calls_itself(floor, call_type - 1) if call_type > 0 else -1


def tosses(floor, call_type):
    return int(np.random.random() * 2)


def counts_truths(floor, call_type):
    return -1 if (floor.idle[0] > 0) + (floor.now[0] > 0) > 1 else 0


def catches(floor, call_type):
    try:
        return 6 // floor.idle[0]
    except Exception:
        return -1


def opens_a_door(floor, call_type):
    np.ascontiguousarray(floor.idle)[0] = 5
    return -1


def tosses_by_another_name(floor, call_type):
    return uniform(0, 1) > 0.5


def adds_up_by_another_name(floor, call_type):
    return int(total(floor.service_rate))


def makes_a_function(floor, call_type):
    return max(range(len(floor.idle)), key=lambda group: floor.idle[group])


@pytest.mark.parametrize(
    ("question", "line", "said", "instead"),
    [
        (writes, 1, "writes to the floor", "only floor.memory can be written to"),
        (misspells, 1, "the floor has no 'idle_agents'", "it has now, queue_length"),
        (may_answer_nothing, 0, "may answer None", "start with -1"),
        (answers_a_fraction, 0, "may answer a fraction", "answer a whole number"),
        (answers_a_truth, 0, "something else than a whole number", "answer a whole number"),
        (asks_a_dictionary, 1, "uses 'WEIGHTS', which cannot be compiled", "loops over the floor's columns"),
        (adds_up, 1, "uses 'sum', which adds fractions up in an order of its own", "add them up in a loop"),
        (imports_late, 1, "imports something while it is asked", "import at the top of the file"),
        (tosses, 1, "tosses coins of its own", "read floor.coin"),
        (counts_truths, 1, "calculates with truth values", "write int(a > b)"),
        (catches, 3, "uses 'try'", "ask before instead"),
        (opens_a_door, 1, "uses 'ascontiguousarray', which could write to the floor", "only floor.memory"),
        (tosses_by_another_name, 1, "tosses coins of its own", "read floor.coin"),
        (adds_up_by_another_name, 1, "uses 'total', which adds", "in a loop"),
        (makes_a_function, 1, "makes a function of its own", "write a loop"),
    ],
)
def test_a_policy_that_cannot_be_compiled_is_told_the_line_and_what_to_write_instead(question, line, said, instead):
    with pytest.raises(CompileError) as refused:
        engine_for(asking(group=question), "compiled")
    at = question.__code__.co_firstlineno + line
    assert str(refused.value).startswith(f"{question.__name__}, line {at}: ")
    assert said in str(refused.value)
    assert instead in str(refused.value)


def test_what_a_helper_holds_is_found_in_the_helper():
    with pytest.raises(CompileError, match=f"line {asks_a_dictionary.__code__.co_firstlineno + 1}: uses 'WEIGHTS'"):
        engine_for(asking(group=by_way_of_a_helper), "compiled")


def test_a_function_that_calls_itself_is_asked_for_a_loop():
    with pytest.raises(CompileError, match="calls_itself calls itself; write a loop"):
        engine_for(asking(group=calls_itself), "compiled")


MOST = 2


def up_to_most(floor, call_type):
    return 0 if may_take(floor, 0, call_type) and floor.now[0] < MOST * 1_000_000 else -1


settings = ModuleType("settings")
settings.floor = ModuleType("settings.floor")
settings.floor.MOST = 2


def up_to_most_of_the_settings(floor, call_type):
    return 0 if may_take(floor, 0, call_type) and floor.now[0] < settings.floor.MOST * 1_000_000 else -1


@pytest.mark.parametrize("question", [up_to_most, up_to_most_of_the_settings])
def test_a_constant_that_changes_between_days_changes_the_days(monkeypatch, question):
    """Compiled code holds the value that a name had, also one behind two dots."""
    policy = asking(group=question, queue=lambda floor, group: -1)
    roster = roster_of(Team([Agent()] * 20))
    for most, answered in ((2, 1), (51, 6)):
        monkeypatch.setitem(globals(), "MOST", most)
        monkeypatch.setattr(settings.floor, "MOST", most)
        for engine in ("simpy", "compiled"):
            log = sim.simulate(DAY, roster, policy, engine=engine)
            assert (log.status == sim.Status.HANDLED).sum() == answered


def listed(floor, group):
    found = [call_type for call_type in range(len(floor.queue_length)) if may_take(floor, group, call_type)]
    return found[0] if found else -1


def test_helpers_are_found_in_comprehensions_too():
    log = sim.simulate(DAY, ROSTER, asking(queue=listed), engine="both")
    assert (log.status == sim.Status.HANDLED).any()


def adds_up_a_list(floor, group):
    return int(sum([rate * 2 for rate in floor.abandon_rate]))


def test_sums_are_found_in_what_is_built_by_hand_too():
    with pytest.raises(CompileError, match=f"line {adds_up_a_list.__code__.co_firstlineno + 1}: uses 'sum'"):
        engine_for(asking(queue=adds_up_a_list), "compiled")


class Rule:
    def __call__(self, floor, call_type):
        return -1


def test_a_question_that_is_no_function_is_refused():
    with pytest.raises(CompileError, match="not a plain function: define it with def"):
        engine_for(asking(group=Rule()), "compiled")


def test_auto_falls_back_to_simpy_with_one_clear_line_and_gives_its_log():
    def by_table(floor, call_type):
        return 0 if may_take(floor, 0, call_type) and WEIGHTS else -1

    policy = asking(group=by_table)
    with pytest.warns(EngineWarning, match=r"policy 'mine' runs on SimPy, .*line \d+: uses 'WEIGHTS'") as told:
        log = sim.simulate(DAY, ROSTER, policy)
    assert len(told) == 1
    assert same_log(log, sim.simulate(DAY, ROSTER, policy, engine="simpy"))
    with pytest.raises(CompileError):
        sim.simulate(DAY, ROSTER, policy, engine="compiled")


def test_auto_takes_the_compiled_engine_and_says_so():
    assert engine_for(LONGEST_WAIT) == ("compiled", "")
    study = sim.run_study(sim.load_scenario("bank"), days=2)
    assert study.engine == "compiled"


def test_an_engine_that_there_is_not_is_named():
    with pytest.raises(ScenarioError, match="engines are auto, compiled, simpy, both"):
        sim.simulate(DAY, ROSTER, engine="salabim")


@pytest.mark.parametrize("answer", [1, -2, 7, 2**40])
def test_a_compiled_policy_that_breaks_its_contract_gets_the_words_of_the_reference_engine(answer):
    policy = asking(queue=lambda floor, group: answer)
    with pytest.raises(PolicyError) as reference:
        sim.simulate(DAY, ROSTER, policy, engine="simpy")
    with pytest.raises(PolicyError) as compiled:
        sim.simulate(DAY, ROSTER, policy, engine="compiled")
    assert str(compiled.value) == str(reference.value)


def looks_past_the_end(floor, group):
    return int(floor.idle[7])


def test_a_compiled_policy_that_looks_past_the_end_of_a_column_is_an_error_as_in_python():
    with pytest.raises(IndexError):
        sim.simulate(DAY, ROSTER, asking(queue=looks_past_the_end), engine="compiled")


def divides(floor, group):
    share = 1.0 / floor.queue_length[0] if floor.queue_length[0] < 5 else 1.0 / (floor.idle[0] - 1)
    return 0 if may_take(floor, group, 0) and share > 0 else -1


def test_a_day_that_only_python_can_finish_is_finished_and_it_is_said():
    """NumPy's 1 / 0 is infinite, compiled code's is an error."""
    policy = asking(queue=divides)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        log = sim.simulate(DAY, ROSTER, policy, engine="compiled")
        reference = sim.simulate(DAY, ROSTER, policy, engine="simpy")
    assert same_log(log, reference)
    assert [str(one.message) for one in told if one.category is EngineWarning] == [
        "policy 'mine', day 0: run on SimPy, for the compiled engine could not finish it"
    ]


def test_talk_of_a_thousand_years_is_no_trouble():
    """A word of 64 bits holds a moment and an agent up to some ten years; beyond that SimPy takes the day."""
    day = workload_of(Call(talk=3600 * 24 * 365.0 * 1000), Call(at=5, patience=60))
    lines = []
    for engine in ("simpy", "compiled"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", EngineWarning)
            lines.append(story(sim.simulate(day, ROSTER, LONGEST_WAIT, engine=engine)))
    assert lines[0] == lines[1]


def test_a_difference_between_engines_is_shown_by_its_first_event():
    log = sim.simulate(DAY, ROSTER, engine="simpy")
    status, left, agent = log.status.copy(), log.left_queue.copy(), log.agent.copy()
    talk_end, work_end = log.talk_end.copy(), log.work_end.copy()
    status[2], left[2], agent[2], talk_end[2], work_end[2] = sim.Status.ABANDONED, 150_000_000, -1, -1, -1
    other = replace(log, status=status, left_queue=left, agent=agent, talk_end=talk_end, work_end=work_end)
    found = first_difference(log, other)
    assert found == "first at 00:02:30: simpy has nothing, compiled has contact 2 of queue 0 abandoned"


def test_both_raises_where_the_engines_differ(monkeypatch):
    """The one thing that cannot be had real: two engines that disagree."""
    wrong = sim.simulate(workload_of(*CALLS[:-1]), ROSTER, engine="simpy")
    monkeypatch.setattr("sim.engine.run._compiled", lambda *day: wrong)
    with pytest.raises(EngineError, match="day 0: the engines differ; first at 00:03:10: simpy has contact 19 of"):
        sim.simulate(DAY, ROSTER, engine="both")
