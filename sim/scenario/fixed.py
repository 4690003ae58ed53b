"""Fixed calls: a file with the moment of every call, instead of a rate."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim.errors import Problem, ScenarioError
from sim.units import parse_clock
from sim.yamlfile import read_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

LARGEST = 200_000_000
"""Bytes of a file of calls; ten million calls have about 100 MB."""
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
    days: dict[str, list[int]] = {}
    bad: list[str] = []
    try:
        rows = csv.DictReader(io.StringIO(_text(name, folder, place)), strict=True)
        if "arrival" not in (rows.fieldnames or ()):
            raise ScenarioError([Problem(place, f"{name} has no column 'arrival'", "name the column of call times so")])
        for row in rows:
            try:
                days.setdefault(row.get("day") or "", []).append(parse_clock(row["arrival"]))
            except ValueError:
                bad.append(str(rows.line_num))
    except csv.Error as error:
        raise ScenarioError([Problem(place, f"{name} is not a table: {error}", "save it as CSV")]) from None
    if bad:
        problem = f"{name}: {len(bad)} times cannot be read, first in line {', '.join(bad[:SHOWN])}"
        raise ScenarioError([Problem(place, problem, "write times of day as 08:30:15")])
    if not days:
        raise ScenarioError([Problem(place, f"{name} holds no calls", "give at least one line")])
    return FixedCalls(tuple(np.sort(np.array(calls, dtype=np.int64)) for calls in days.values()))


def _text(name: str, folder: Path | None, place: str) -> str:
    if folder is None:
        raise ScenarioError([Problem(place, "a scenario without a file has no folder to read calls from", "save it")])
    try:
        path = (folder / name).resolve()
    except ValueError:
        raise ScenarioError([Problem(place, "this cannot be the name of a file", "check the name")]) from None
    if not path.is_relative_to(folder.resolve()):
        raise ScenarioError([Problem(place, f"'{name}' lies outside the scenario's folder", "move the file there")])
    try:
        return read_text(path, LARGEST)
    except ScenarioError as error:
        remedy = f"put the file into {folder.resolve()}, as UTF-8 text"
        raise ScenarioError(Problem(place, f"{name}: {one.problem}", remedy) for one in error.problems) from None
