"""A small center as a scenario file, to spoil in every way; and what is said of it then."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import sim
from sim.errors import ScenarioError
from sim.yamlfile import parse_yaml

if TYPE_CHECKING:
    from sim.errors import Problem

TEXT = """\
name: Small floor
open: 08:00 to 12:00
service_level: 80% within 20 s

queues:
  sales:
    arrivals: {per_hour: 30}
    talk: 3 min
    patience: {exponential: {mean: 2 min}}
  service:
    arrivals: {every: 60 min, per_hour: [40, 45, 50, 40]}
    talk: {exponential: {mean: 3 min}}
    after_call_work: 20 s
    patience: {exponential: {mean: 2 min}}

groups:
  sellers:
    skills: {sales: first}
    agents: 2
  helpers:
    skills: {service: first, sales: second after 30 s}
    shifts:
      - {from: 08:00, to: 12:00, agents: 3, breaks: [10:00 for 15 min]}

routing: longest-wait
"""


def raw() -> dict[str, Any]:
    """The file's mapping, to change at will."""
    return copy.deepcopy(_RAW)


def with_changes(*changes: str) -> sim.Scenario:
    """The scenario of the file with "path=value" changes."""
    return sim.scenario_from(sim.scenario.changed(_RAW, changes), "small.yaml")


def problems(*changes: str) -> list[Problem]:
    """What is said of the file once it is changed; nothing where it is in order."""
    try:
        with_changes(*changes)
    except ScenarioError as error:
        return list(error.problems)
    return []


def said(*changes: str) -> list[str]:
    """The same as the sentences that a user reads."""
    return [str(problem) for problem in problems(*changes)]


_RAW = parse_yaml(TEXT, "small.yaml")
