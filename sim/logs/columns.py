"""Which column of a file means what, as the user says it, checked before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.errors import LogError, Problem
from sim.scenario import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sim.logs.table import Table


def check_mapping(table: Table, mapping: Mapping[str, str], meanings: Sequence[str], required: Sequence[str]) -> None:
    """Every meaning is known, every column exists, nothing needed is missing.  Raises LogError."""
    problems = [_unknown_meaning(meaning, meanings) for meaning in mapping if meaning not in meanings]
    problems += [
        Problem(f"--map {meaning}={column}", f"no column '{column}'", nearest(column, table.columns, "columns"))
        for meaning, column in mapping.items()
        if column not in table.columns
    ]
    problems += [
        Problem("--map", f"nothing says which column holds '{meaning}'", f"add {meaning}=COLUMN")
        for meaning in required
        if meaning not in mapping
    ]
    if problems:
        raise LogError(problems)


def _unknown_meaning(meaning: str, meanings: Sequence[str]) -> Problem:
    return Problem(f"--map {meaning}", f"'{meaning}' is not something a column can mean",
                   nearest(meaning, meanings, "meanings"))  # fmt: skip
