"""Which of the known ways a log is written in, and the two questions a user asks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.errors import LogError, Problem
from sim.logs import bank, mapped, report
from sim.logs.table import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sim.logs.records import CallRecords, IntervalReport
    from sim.logs.table import Table


def read_log(path: str | Path, mapping: Mapping[str, str] | None = None) -> CallRecords:
    """The calls of a log: CSV (also .gz) or Parquet.

    The Anonymous Bank format is known by its columns.  For any other, ``mapping`` says which column is what:
    arrival, queue, answered, abandoned, end, agent, day; a log whose columns have these names needs none.
    Raises LogError with every problem found.
    """
    table = open_table(path)
    if mapping is None and bank.is_bank(table):
        return bank.read(table)
    return mapped.read(table, _own_names(table, mapped.MEANINGS, mapped.REQUIRED) if mapping is None else mapping)


def read_report(path: str | Path, mapping: Mapping[str, str] | None = None) -> IntervalReport:
    """The rows of an interval report: columns start, queue, offered, aht (seconds).

    Where start is a time of day, also a column day.  ``mapping`` as for a log.  Raises LogError.
    """
    table = open_table(path)
    return report.read(table, _own_names(table, report.MEANINGS, report.REQUIRED) if mapping is None else mapping)


def _own_names(table: Table, meanings: tuple[str, ...], required: tuple[str, ...]) -> dict[str, str]:
    """Each column by its own name, where the file already speaks our language."""
    if not set(required) <= set(table.columns):
        shown = ", ".join(table.columns[:20]) + (", ..." if len(table.columns) > 20 else "")
        remedy = f"say which column is which, such as --map {required[0]}=COLUMN,...; columns are {shown}"
        raise LogError([Problem(table.name, "the columns of this file are not known by their names", remedy)])
    return {name: name for name in meanings if name in table.columns}
