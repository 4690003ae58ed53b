"""simulate(): a day's contacts, a day's agents and a rule, run on the engine asked for."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

from sim.engine.agreement import agreed
from sim.errors import CompileError, EngineWarning, Problem, ScenarioError
from sim.routing import Policy, find_policy

if TYPE_CHECKING:
    from sim.calllog import CallLog
    from sim.roster import Roster
    from sim.workload import Workload

ENGINES: Final = ("auto", "compiled", "simpy", "both")
"""``auto``: compiled where the policy can be compiled, SimPy where not.  ``both``: one against the other."""


class Choice(NamedTuple):
    """The engine that a name stands for under a policy, and what there is to say about it."""

    engine: str
    note: str = ""


def engine_for(policy: Policy, name: str = "auto") -> Choice:
    """The engine that will run this policy, made ready for it; the first time on a machine this takes some seconds.

    Raises ScenarioError for an unknown name, CompileError where an engine was asked for that cannot run the policy.
    """
    if name not in ENGINES:
        raise ScenarioError([Problem("engine", f"no engine named '{name}'", f"engines are {', '.join(ENGINES)}")])
    if name == "simpy":
        return Choice("simpy")
    # Numba takes a while to import, and is not needed for SimPy.
    from sim.engine.compiled import make_ready

    try:
        make_ready(policy)
    except CompileError as error:
        if name != "auto":
            raise
        return Choice("simpy", f"policy '{policy.name}' runs on SimPy, for it cannot be compiled: {error}")
    return Choice("compiled" if name == "auto" else name)


def is_compiled() -> bool:
    """Whether the engine was compiled on this computer before; if not, its first day takes some ten seconds."""
    from sim.engine.compiled import events_code

    return events_code().is_kept


def simulate(
    workload: Workload, roster: Roster, policy: Policy | str = "longest-wait", *, engine: str = "auto"
) -> CallLog:
    """One day: a deterministic function of its arguments, whatever the engine.

    Raises PolicyError where the policy breaks its contract, ScenarioError for an unknown policy or engine,
    CompileError for a policy that the compiled engine was asked to run and cannot, EngineError where ``both`` differ.
    Warns with EngineWarning where ``auto`` falls back to SimPy.
    """
    rule = find_policy(policy) if isinstance(policy, str) else policy
    choice = engine_for(rule, engine)
    if choice.note:
        warnings.warn(choice.note, EngineWarning, stacklevel=2)
    if choice.engine == "simpy":
        return _on_simpy(workload, roster, rule)
    log = _compiled(workload, roster, rule)
    return agreed(_on_simpy(workload, roster, rule), log, workload.day) if choice.engine == "both" else log


def _on_simpy(workload: Workload, roster: Roster, policy: Policy) -> CallLog:
    from sim.engine.reference import Day

    return Day(workload, roster, policy).run()


def _compiled(workload: Workload, roster: Roster, policy: Policy) -> CallLog:
    from sim.engine.compiled import run_day

    log = run_day(workload, roster, policy)
    if log is not None:
        return log
    # Something is wrong that the reference engine can put into words; where nothing is, its log is the day's: a policy
    # divides by zero as NumPy may and compiled code may not, or moments do not fit into a word beside an agent.
    log = _on_simpy(workload, roster, policy)
    warnings.warn(
        f"policy '{policy.name}', day {workload.day}: run on SimPy, for the compiled engine could not finish it",
        EngineWarning,
        stacklevel=3,
    )
    return log
