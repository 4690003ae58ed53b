"""A what-if in one line: a path into the scenario file and a new value."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sim.errors import Problem, ScenarioError
from sim.wording import nearest
from sim.yamlfile import parse_value

_PATH = re.compile(r"[^.\[\]]+(?:\.[^.\[\]]+|\[\d+\])*")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


NEXT_PAIR = re.compile(r",\s*(?=[^,=]+=)")
"""Between two pairs of "path=value, path=value": a comma before a further "=", so not one inside a value."""


def changed(raw: Mapping[str, Any], changes: Iterable[str]) -> dict[str, Any]:
    """The file's mapping with each "path=value" set; the value reads as it would in the file.

    Raises ScenarioError where the path leads nowhere.  A new key is allowed at the last step only, so that an
    optional setting can be given; whether the key is known is checked with the rest of the file.
    """
    copied = copy.deepcopy(dict(raw))
    for change in changes:
        _set(copied, change)
    return copied


def _set(raw: dict[str, Any], change: str) -> None:
    path, equals, value = change.partition("=")
    steps: list[str | int] = [int(index) if index else name for name, index in _STEP.findall(path.strip())]
    if not equals or not _PATH.fullmatch(path.strip()):
        raise ScenarioError([_problem(change, "not a change", "write it as groups.tellers.agents=14")])
    place: Any = raw
    for step in steps[:-1]:
        place = _inside(place, step, change)
    last = steps[-1]
    if isinstance(place, list):
        _inside(place, last, change)
    elif not isinstance(place, dict):
        raise ScenarioError([_problem(change, f"there is nothing to set inside '{place}'", "set the whole of it")])
    try:
        place[last] = parse_value(value, "--set")
    except ScenarioError as error:
        raise ScenarioError(_problem(change, one.problem, "write the value as in the file") for one in error.problems) \
            from None  # fmt: skip


def _inside(place: Any, step: str | int, change: str) -> Any:
    if isinstance(place, dict) and step in place:
        return place[step]
    if isinstance(place, list) and isinstance(step, int) and step < len(place):
        return place[step]
    if isinstance(place, list):
        remedy = f"places are [0] to [{len(place) - 1}]" if place else "the list is empty"
    else:
        remedy = nearest(step, place if isinstance(place, dict) else (), "there")
    shown = f"[{step}]" if isinstance(step, int) else step
    raise ScenarioError([_problem(change, f"there is no '{shown}' here", remedy)])


def _problem(change: str, problem: str, remedy: str) -> Problem:
    return Problem(f"--set {change}", problem, remedy)
