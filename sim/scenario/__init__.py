"""One kind of day at one call center, written down by a manager and checked before anything is simulated."""

from sim.scenario.changes import NEXT_PAIR, changed
from sim.scenario.groups import Group
from sim.scenario.queues import Queue
from sim.scenario.reading import Check, Draft
from sim.scenario.scenario import Routing, Scenario
from sim.scenario.service_level import AbandonedRule, ServiceLevel
from sim.wording import nearest
from sim.yamlfile import parse_value

__all__ = [
    "NEXT_PAIR",
    "AbandonedRule",
    "Check",
    "Draft",
    "Group",
    "Queue",
    "Routing",
    "Scenario",
    "ServiceLevel",
    "changed",
    "nearest",
    "parse_value",
]
