"""From a scenario file to a checked Scenario, or to every mistake in it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from sim.errors import Problem, ScenarioError
from sim.scenario.fixed import read_fixed_calls
from sim.scenario.groups import Group, Shift
from sim.scenario.queues import Queue
from sim.scenario.scenario import Hours, Routing, Scenario, parse_hours
from sim.schema import Part
from sim.wording import dotted, problems_of

if TYPE_CHECKING:
    from pathlib import Path

P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Draft:
    """A scenario file as far as it can be understood: what is well formed, and every name that it gives."""

    place: str
    folder: Path | None
    hours: Hours | None
    queue_names: tuple[str, ...]
    queues: Mapping[str, Queue]
    group_names: tuple[str, ...]
    groups: Mapping[str, Group]
    shifts: Mapping[str, Mapping[int, Shift]]
    """Every well-formed shift by group and place in the list, of groups with other mistakes too."""
    routing: Routing | None
    raw: Mapping[str, Any]

    def names(self, *path: str) -> tuple[str, ...]:
        """The keys that the file has at this path, whether or not the rest is well formed."""
        section: Any = self.raw
        for step in path:
            section = section.get(step) if isinstance(section, dict) else None
        return _names(section)

    def at(self, *path: object) -> str:
        """The place of a mistake: file and path of keys."""
        return f"{self.place}: {dotted(path)}"

    def problem(self, path: Iterable[object], problem: str, remedy: str = "") -> Problem:
        """A problem at a path of keys."""
        return Problem(self.at(*path), problem, remedy)


Check = Callable[[Draft], Iterator[Problem]]


def build_scenario(raw: Mapping[str, Any], place: str, folder: Path | None, checks: Iterable[Check]) -> Scenario:
    """The scenario of a file's mapping.

    ``checks`` look at what the parts say of each other.  Raises ScenarioError with every problem found.
    """
    problems: list[Problem] = []
    scenario = None
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as error:
        problems += problems_of(error, place, raw, Scenario)
    draft = _draft(raw, place, folder)
    for check in checks:
        problems += check(draft)
    fixed = {}
    for name, queue in draft.queues.items():
        if queue.arrivals.log is not None:
            try:
                fixed[name] = read_fixed_calls(queue.arrivals.log, folder, draft.at("queues", name, "arrivals", "log"))
            except ScenarioError as error:
                problems += error.problems
    if scenario is None or problems:
        raise ScenarioError(problems)
    scenario.fixed_calls.update(fixed)
    return scenario


def _draft(raw: Mapping[str, Any], place: str, folder: Path | None) -> Draft:
    hours = None
    try:
        hours = parse_hours(raw.get("open"))
        hours = hours if isinstance(hours, Hours) else None
    except ValueError:
        pass  # said already, by the file's own check
    routing = raw.get("routing", {})
    groups = raw.get("groups")
    return Draft(
        place,
        folder,
        hours,
        _names(raw.get("queues")),
        _understood(Queue, raw.get("queues")),
        _names(raw.get("groups")),
        _understood(Group, groups),
        {str(name): _shifts(group) for name, group in groups.items()} if isinstance(groups, dict) else {},
        _one(Routing, {"policy": routing} if isinstance(routing, str) else routing),
        raw,
    )


def _names(section: Any) -> tuple[str, ...]:
    return tuple(map(str, section)) if isinstance(section, dict) else ()


def _understood(part: type[P], section: Any) -> dict[str, P]:
    if not isinstance(section, dict):
        return {}
    parts = {str(name): _one(part, value) for name, value in section.items()}
    return {name: value for name, value in parts.items() if value is not None}


def _shifts(group: Any) -> dict[int, Shift]:
    listed = group.get("shifts") if isinstance(group, dict) else None
    shifts = enumerate(_one(Shift, one) for one in listed) if isinstance(listed, list) else ()
    return {index: shift for index, shift in shifts if shift is not None}


def _one(part: type[P], value: Any) -> P | None:
    try:
        return part.model_validate(value)
    except ValidationError:
        return None
