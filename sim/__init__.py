"""A call center, simulated: scenario in, figures with honest error bars out."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim import erlang, metrics
    from sim.calllog import CallLog, Status
    from sim.compute import Cluster, Here
    from sim.engine import simulate
    from sim.errors import CallfloorError
    from sim.loading import load_scenario, scenario_from, shipped_scenarios
    from sim.policycheck import check_policy
    from sim.roster import Roster, draw_roster
    from sim.routing import POLICIES, Floor, Parameter, Policy, find_policy, may_take
    from sim.scenario import Scenario
    from sim.statistics import Estimate
    from sim.study import Comparison, Study, run_study
    from sim.version import __version__
    from sim.workload import Workload, draw_workload

__all__ = [
    "POLICIES",
    "CallLog",
    "CallfloorError",
    "Cluster",
    "Comparison",
    "Estimate",
    "Floor",
    "Here",
    "Parameter",
    "Policy",
    "Roster",
    "Scenario",
    "Status",
    "Study",
    "Workload",
    "__version__",
    "check_policy",
    "draw_roster",
    "draw_workload",
    "erlang",
    "find_policy",
    "load_scenario",
    "may_take",
    "metrics",
    "run_study",
    "scenario_from",
    "shipped_scenarios",
    "simulate",
]

_HOME = {
    "sim": ("erlang", "metrics"),
    "sim.calllog": ("CallLog", "Status"),
    "sim.compute": ("Cluster", "Here"),
    "sim.engine": ("simulate",),
    "sim.errors": ("CallfloorError",),
    "sim.loading": ("load_scenario", "scenario_from", "shipped_scenarios"),
    "sim.policycheck": ("check_policy",),
    "sim.roster": ("Roster", "draw_roster"),
    "sim.routing": ("POLICIES", "Floor", "Parameter", "Policy", "find_policy", "may_take"),
    "sim.scenario": ("Scenario",),
    "sim.statistics": ("Estimate",),
    "sim.study": ("Comparison", "Study", "run_study"),
    "sim.version": ("__version__",),
    "sim.workload": ("Workload", "draw_workload"),
}
"""Where the public names live: each room is opened when something in it is first asked for."""


def __getattr__(name: str) -> object:
    for module, names in _HOME.items():
        if name in names:
            return import_module(f"sim.{name}") if module == "sim" else getattr(import_module(module), name)
    raise AttributeError(f"module 'sim' has no attribute '{name}'")
