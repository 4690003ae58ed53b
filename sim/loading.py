"""Opening a scenario: a shipped one by name, one's own by its path, with what-ifs applied."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import Problem, ScenarioError
from sim.routing import routing_problems
from sim.scenario import changed, nearest
from sim.scenario.checks import CHECKS
from sim.scenario.reading import build_scenario
from sim.yamlfile import parse_yaml, read_text

if TYPE_CHECKING:
    from sim.scenario import Scenario


def shipped_scenarios() -> dict[str, Path]:
    """The scenarios that come with callfloor: name to file."""
    root = Path(str(resources.files("scenarios"))) / "centers"
    return {path.stem: path for path in sorted(root.rglob("*.yaml"), key=lambda path: (len(path.parts), path.stem))}


def scenario_file(name: str) -> Path:
    """The file of a shipped scenario's name or of a path.  Raises ScenarioError."""
    shipped = shipped_scenarios()
    path = Path(name)
    if name in shipped:
        return shipped[name]
    if name and (path.suffix in (".yaml", ".yml") or path.exists()):
        return path
    raise ScenarioError([Problem(name, "no such scenario", nearest(name, shipped, "shipped scenarios"))])


@dataclass(frozen=True)
class Source:
    """A scenario file as read: its mapping, what to call it in messages, and the folder its paths start from."""

    raw: Mapping[str, Any]
    place: str
    folder: Path

    def build(self) -> Scenario:
        """The checked scenario.  Raises ScenarioError with every problem at once."""
        return build_scenario(self.raw, self.place, self.folder, (*CHECKS, routing_problems))

    def with_changes(self, changes: Iterable[str]) -> Source:
        """The same file with "path=value" changes.  Raises ScenarioError where a path leads nowhere."""
        return replace(self, raw=changed(self.raw, changes))


def read_source(name: str | Path) -> Source:
    """The file of a shipped scenario's name or of a path.  Raises ScenarioError."""
    path = scenario_file(str(name))
    return Source(parse_yaml(read_text(path), path.name), path.name, path.parent)


def load_scenario(name: str | Path, changes: Iterable[str] = ()) -> Scenario:
    """The checked scenario of a shipped name or a path, with ``changes`` such as "groups.tellers.agents=14".

    Raises ScenarioError with every problem at once.
    """
    return read_source(name).with_changes(changes).build()


def scenario_from(raw: Mapping[str, Any], place: str = "scenario") -> Scenario:
    """The checked scenario of a mapping that reads like a scenario file.  Raises ScenarioError."""
    return build_scenario(raw, place, None, (*CHECKS, routing_problems))


def fingerprint(scenario: Scenario) -> str:
    """A hash of all that a scenario says, the calls of its files included, to cite a result by."""
    text = json.dumps(scenario.model_dump(mode="json"), sort_keys=True)
    digest = hashlib.sha256(text.encode())
    for name, calls in scenario.fixed_calls.items():
        for day in calls.days:
            digest.update(f"{name}: {len(day)} calls".encode() + day.astype("<i8").tobytes())
    return digest.hexdigest()[:16]
