"""Does a routing policy keep its contract?  Tried out on small floors where every part of it matters."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.calllog import CallLog, Status, same_log
from sim.engine import engine_for, simulate
from sim.errors import EngineError, PolicyError, Problem, ScenarioError
from sim.loading import scenario_from
from sim.roster import draw_roster
from sim.workload import draw_workload

if TYPE_CHECKING:
    from sim.routing import Floor, Policy
    from sim.routing.policy import Question
    from sim.scenario import Scenario

_CALLS: dict[str, Any] = {
    "arrivals": {"per_hour": 60},
    "talk": {"exponential": {"mean": "3 min"}},
    "patience": {"exponential": {"mean": "4 min"}},
}
_DAY: dict[str, Any] = {"name": "a floor to try a policy on", "open": "08:00 to 12:00"}


SIGNATURES = "pick_group(floor, call_type) and pick_queue(floor, group)"


class _AnswerError(PolicyError):
    """A policy answered with something else."""


def trial_floors() -> list[Scenario]:
    """One queue and one group; then overflow, reserves, shifts, and a group that lacks a skill."""
    one = {**_DAY, "queues": {"calls": _CALLS}, "groups": {"agents": {"agents": 4, "skills": {"calls": "first"}}}}
    several = {
        **_DAY,
        "queues": {"sales": {**_CALLS, "priority": 2}, "service": {**_CALLS, "priority": 1}, "claims": _CALLS},
        "groups": {
            "sellers": {
                "agents": 4,
                "skills": {"sales": "first", "service": "second after 40 s", "claims": {"rank": 2, "keep_idle": 1}},
            },
            "helpers": {
                "shifts": [{"from": "08:00", "to": "12:00", "agents": 4, "breaks": ["09:00 for 20 min"]}],
                "skills": {"service": "first", "sales": "third after 90 s"},
            },
            "adjusters": {"agents": 3, "skills": {"claims": {"rank": 1, "speed": 1.5}}},
        },
    }
    return [scenario_from(one), scenario_from(several)]


def check_policy(policy: Policy) -> None:
    """Tries a policy out, as it is and compiled.  Raises ScenarioError that names every part of the contract it breaks.

    A policy that cannot be compiled breaks nothing: engine_for tells.
    """
    floors = trial_floors()
    problems = {problem: None for scenario in floors for problem in _trial(policy, scenario)}
    if not problems and engine_for(policy).engine == "compiled":
        problems = {problem: None for scenario in floors for problem in _compiled_trial(policy, scenario)}
    if problems:
        raise ScenarioError(problems)


def _trial(policy: Policy, scenario: Scenario) -> Iterator[Problem]:
    place = f"policy '{policy.name}'"
    try:
        log, again = _run(policy, scenario), _run(policy, scenario)
    except _AnswerError as error:
        yield Problem(place, str(error), "answer with a number of the floor, or with -1 for none")
    except PolicyError as error:
        yield Problem(place, str(error).removeprefix(f"{place}, "), "ask may_take(floor, group, call_type) first")
    except Exception as error:
        yield _crash(place, policy, error)
    else:
        yield from _judge(place, log, again)


def _judge(place: str, log: CallLog, again: CallLog) -> Iterator[Problem]:
    if not same_log(log, again):
        yield Problem(
            place,
            "the same day went differently the second time",
            "remember things in floor.memory only and toss floor.coin only: both start anew every day",
        )
    if (log.status == Status.WAITING).any():
        left = int((log.status == Status.WAITING).sum())
        yield Problem(
            place, f"{left} calls were left waiting for ever", "take them in pick_queue when an agent is free"
        )
    if log.contacts and not (log.status == Status.HANDLED).any():
        yield Problem(place, "no call was ever answered", "answer a group in pick_group where may_take allows it")


def _compiled_trial(policy: Policy, scenario: Scenario) -> Iterator[Problem]:
    parts = draw_workload(scenario, seed=7), draw_roster(scenario, seed=7), _fitting(policy)
    try:
        simulate(*parts, engine="both")
    except EngineError as error:
        remedy = "look for whole numbers beyond 2**63 and for roundings; until then run it with --engine simpy"
        yield Problem(f"policy '{policy.name}'", f"it answers otherwise when compiled ({error})", remedy)


def _fitting(policy: Policy) -> Policy:
    """The policy without numbers by queue or group, which name others than those of the trial floors."""
    return policy.with_numbers({name: one for name, one in policy.numbers.items() if not isinstance(one, Mapping)})


def _run(policy: Policy, scenario: Scenario) -> CallLog:
    watched = replace(
        _fitting(policy),
        pick_group=_answers_whole_numbers(policy.pick_group, "pick_group"),
        pick_queue=_answers_whole_numbers(policy.pick_queue, "pick_queue"),
    )
    return simulate(draw_workload(scenario, seed=7), draw_roster(scenario, seed=7), watched, engine="simpy")


def _answers_whole_numbers(question: Question, name: str) -> Question:
    def ask(floor: Floor, number: int) -> int:
        answer = question(floor, number)
        if isinstance(answer, bool | np.bool_) or not isinstance(answer, int | np.integer):
            raise _AnswerError(f"{name} answered {answer!r}, which is not a whole number")
        return int(answer)

    return ask


def _crash(place: str, policy: Policy, error: Exception) -> Problem:
    frames = traceback.extract_tb(error.__traceback__)
    functions = (policy.pick_group, policy.pick_queue)
    files = {function.__code__.co_filename for function in functions if hasattr(function, "__code__")}
    lines = [frame.lineno for frame in frames if frame.filename in files]
    said = f"{type(error).__name__}: {error}"
    if not lines:
        asked = frames[-1].filename == __file__
        return Problem(place, said, f"define {SIGNATURES}" if asked else "check PARAMETERS and MEMORY")
    if isinstance(error, ValueError) and "read-only" in str(error):
        return Problem(place, f"line {lines[-1]} writes to the floor", "only floor.memory can be written to")
    remedy = "mend the function"
    if isinstance(error, IndexError) and str(error).endswith(f"size {policy.memory}"):
        remedy += f"; floor.memory holds {policy.memory} numbers, as MEMORY says"
    return Problem(place, f"line {lines[-1]}: {said}", remedy)
