"""An interval report: how many calls a queue was offered in each half hour, and how long handling took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from sim.errors import LogError
from sim.logs.columns import check_mapping
from sim.logs.records import REPORT_SCHEMA, IntervalReport, Note, shaped
from sim.logs.times import clock_seconds, dates, moments, seconds_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.errors import Problem
    from sim.logs.table import Table

MEANINGS: Final = ("start", "queue", "offered", "aht", "day")
REQUIRED: Final = ("start", "offered", "aht")
_LENGTHS: Final = (900.0, 1800.0, 3600.0)
_RIGHT: Final = "is this the right column?"


def read(table: Table, mapping: Mapping[str, str]) -> IntervalReport:
    """The rows, with ``mapping`` from our words to the file's columns.  Raises LogError."""
    check_mapping(table, mapping, MEANINGS, REQUIRED)
    given = {meaning: table.frame[column] for meaning, column in mapping.items()}
    day, start = _start(given)
    remedy = "write them as 2024-01-31 08:30, or map day=COLUMN beside 08:30"
    problems = table.bad_rows(mapping["start"], start.is_null() | day.is_null(), "times cannot be read", remedy)
    offered = given["offered"].cast(pl.Float64, strict=False)
    aht = given["aht"].cast(pl.Float64, strict=False)
    problems += _numbers(table, mapping["offered"], given["offered"], offered, "calls")
    problems += _numbers(table, mapping["aht"], given["aht"], aht, "seconds")
    if problems:
        raise LogError(problems)
    queue = given["queue"].cast(pl.String) if "queue" in given else pl.Series(["calls"] * len(day))
    rows = shaped(
        pl.DataFrame({"day": day, "queue": queue, "start_s": start, "offered": offered, "aht_s": aht}),
        REPORT_SCHEMA,
    )
    every = _interval(table, rows, mapping["start"])
    note = Note("kept", len(rows), f"intervals of {every / 60:g} min with {rows['offered'].sum():,.0f} calls offered")
    return IntervalReport(rows, every, (note,), table.name, table.sha256)


def _start(given: Mapping[str, pl.Series]) -> tuple[pl.Series, pl.Series]:
    """Day, and seconds since its midnight."""
    if "day" in given:
        return dates(given["day"]), clock_seconds(given["start"])
    start = moments(given["start"])
    midnight = start.dt.truncate("1d")
    return midnight.dt.date(), seconds_from(midnight, start)


def _numbers(table: Table, column: str, given: pl.Series, values: pl.Series, unit: str) -> list[Problem]:
    """Numbers that are none, or negative; a blank handling time means that nothing was handled."""
    blank = given.cast(pl.String).fill_null("").str.strip_chars() == ""
    unread = ~values.is_finite().fill_null(False) & ~(blank & (unit == "seconds"))
    remedy = f"write plain numbers of {unit}"
    problems = table.bad_rows(column, unread, "numbers cannot be read", remedy)
    problems += table.bad_rows(column, values < 0, "numbers are negative", "write 0 or more")
    if not problems and not (values > 0).any():
        problems.append(table.problem(column, "no number is above 0", _RIGHT))
    return problems


def _interval(table: Table, rows: pl.DataFrame, column: str) -> float:
    """Seconds from one interval to the next: the smallest step within a day and queue."""
    steps = rows.select(pl.col("start_s").sort().diff().over("day", "queue"))["start_s"].drop_nulls().to_list()
    smallest = min(steps, default=0.0)
    if smallest not in _LENGTHS:
        found = f"intervals are {smallest:g} s apart" if steps else "there is one interval only"
        raise LogError([table.problem(column, found, "report every 15, 30 or 60 min, each interval once")])
    return float(smallest)
