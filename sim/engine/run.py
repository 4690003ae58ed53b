"""simulate(): a day's contacts, a day's agents and a rule, run on the engine asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.reference import Day
from sim.errors import Problem, ScenarioError
from sim.routing import Policy, find_policy

if TYPE_CHECKING:
    from sim.calllog import CallLog
    from sim.roster import Roster
    from sim.workload import Workload

ENGINES = ("auto", "simpy")


def engine_named(name: str) -> str:
    """The engine that a name stands for: ``auto`` is SimPy.  Raises ScenarioError."""
    if name not in ENGINES:
        raise ScenarioError([Problem("engine", f"no engine named '{name}'", f"engines are {', '.join(ENGINES)}")])
    return "simpy"


def simulate(
    workload: Workload, roster: Roster, policy: Policy | str = "longest-wait", *, engine: str = "auto"
) -> CallLog:
    """One day: a deterministic function of its arguments.

    Raises PolicyError where the policy breaks its contract, ScenarioError for an unknown policy or engine.
    """
    engine_named(engine)
    return Day(workload, roster, find_policy(policy) if isinstance(policy, str) else policy).run()
