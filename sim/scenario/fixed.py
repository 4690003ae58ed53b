"""Fixed calls: a file with the moment of every call, instead of a rate."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.errors import Problem, ScenarioError
from sim.scenario.yamlfile import read_text
from sim.units import parse_clock

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHOWN = 5
"""How many bad lines are named before the rest is only counted."""


@dataclass(frozen=True)
class FixedCalls:
    """The calls of a file: for each day that it names, the arrivals in microseconds since midnight, sorted."""

    days: tuple[NDArray[np.int64], ...]

    def of(self, day: int) -> NDArray[np.int64]:
        """The arrivals of a day; after the file's last day its first comes again."""
        return self.days[day % len(self.days)]


def read_fixed_calls(name: str, folder: Path | None, place: str) -> FixedCalls:
    """The calls of a CSV file with a column ``arrival`` (08:30:15) and, for several days, a column ``day``.

    The file lies in the scenario's folder or below it.  Raises ScenarioError.
    """
    path = _inside(name, folder, place)
    days: dict[str, list[int]] = {}
    bad: list[str] = []
    rows = csv.DictReader(io.StringIO(read_text(path)))
    if "arrival" not in (rows.fieldnames or ()):
        raise ScenarioError([Problem(place, f"{name} has no column 'arrival'", "name the column of call times so")])
    for line, row in enumerate(rows, start=2):
        try:
            days.setdefault(row.get("day") or "", []).append(parse_clock(row["arrival"]))
        except ValueError:
            bad.append(str(line))
    if bad:
        problem = f"{name}: {len(bad)} times cannot be read, first in line {', '.join(bad[:SHOWN])}"
        raise ScenarioError([Problem(place, problem, "write times of day as 08:30:15")])
    if not days:
        raise ScenarioError([Problem(place, f"{name} holds no calls", "give at least one line")])
    return FixedCalls(tuple(np.sort(np.array(calls, dtype=np.int64)) for calls in days.values()))


def _inside(name: str, folder: Path | None, place: str) -> Path:
    if folder is None:
        raise ScenarioError([Problem(place, "a scenario without a file has no folder to read calls from", "save it")])
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ScenarioError([Problem(place, f"'{name}' lies outside the scenario's folder", "move the file there")])
    return path
