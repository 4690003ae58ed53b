"""Anybody's call log: one row a call, its columns named by the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from sim.errors import LogError
from sim.logs.columns import check_mapping
from sim.logs.records import ABANDONED, CALL_SCHEMA, HANDLED, CallRecords, Note, missing_days, shaped
from sim.logs.times import DAY_S, after, clock_seconds, dates, moments, seconds_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.errors import Problem
    from sim.logs.table import Table

MEANINGS: Final = ("arrival", "queue", "answered", "abandoned", "end", "agent", "day")
REQUIRED: Final = ("arrival", "answered", "end")
_TIMES: Final = ("arrival", "answered", "abandoned", "end")
_CHECK: Final = "check the clock times, and that each column is the right one"

_handled = pl.col("answered").is_not_null()


def read(table: Table, mapping: Mapping[str, str]) -> CallRecords:
    """The offered calls, with ``mapping`` from our words to the file's columns.

    Times are ISO moments, or times of day beside a column ``day``.  A call with an answer was handled; one
    without was abandoned at ``abandoned``, or at ``end`` where that is not given.  Raises LogError.
    """
    check_mapping(table, mapping, MEANINGS, REQUIRED)
    given = {meaning: table.frame[column] for meaning, column in mapping.items()}
    times, problems = (_by_clock if "day" in given else _by_moment)(table, given, mapping)
    rows = _with_lengths(times, given)
    problems += table.bad_rows(mapping["arrival"], rows["wait_s"] < 0, "waits end before they begin", _CHECK)
    problems += table.bad_rows(mapping["end"], rows["talk_s"] < 0, "calls end before their answer", _CHECK)
    if not problems and not rows.select(_handled.any()).item():
        problems.append(table.problem(mapping["answered"], "no call was handled", "is this the right column?"))
    if problems:
        raise LogError(problems)
    return _records(table, rows)


Read = tuple[pl.DataFrame, list["Problem"]]


def _by_clock(table: Table, given: Mapping[str, pl.Series], mapping: Mapping[str, str]) -> Read:
    """Day and seconds since its midnight, from times of day beside a column of days."""
    day = dates(given["day"])
    problems = table.bad_rows(mapping["day"], day.is_null(), "days cannot be read", "write them as 2024-01-31")
    read = {name: clock_seconds(given[name]) for name in _TIMES if name in given}
    problems += _unread(table, given, read, mapping, "write them as 8:03:14")
    return pl.DataFrame({"day": day} | read), problems


def _by_moment(table: Table, given: Mapping[str, pl.Series], mapping: Mapping[str, str]) -> Read:
    """Day of arrival and seconds since its midnight, from moments."""
    read = {name: moments(given[name]) for name in _TIMES if name in given}
    remedy = "write them as 2024-01-31 08:03:14, or map day=COLUMN beside times of day"
    problems = _unread(table, given, read, mapping, remedy)
    midnight = read["arrival"].dt.truncate("1d")
    seconds = {name: seconds_from(midnight, when) for name, when in read.items()}
    return pl.DataFrame({"day": midnight.dt.date()} | seconds), problems


def _unread(
    table: Table,
    given: Mapping[str, pl.Series],
    read: Mapping[str, pl.Series],
    mapping: Mapping[str, str],
    remedy: str,
) -> list[Problem]:
    """Times that are there and say nothing; an arrival must be there."""
    problems: list[Problem] = []
    for name, times in read.items():
        blank = given[name].cast(pl.String).fill_null("").str.strip_chars() == ""
        bad = times.is_null() & (~blank | (name == "arrival"))
        problems += table.bad_rows(mapping[name], bad, "times cannot be read", remedy)
    return problems


def _with_lengths(times: pl.DataFrame, given: Mapping[str, pl.Series]) -> pl.DataFrame:
    """Wait, talk, queue and agent beside the times."""
    left = pl.coalesce([name for name in ("answered", "abandoned", "end") if name in times.columns])
    nobody = pl.Series([None] * len(times), dtype=pl.String)
    queue = given.get("queue", nobody).cast(pl.String).fill_null("calls")
    agent = given.get("agent", nobody).cast(pl.String)
    return times.with_columns(
        queue.alias("queue"),
        agent.alias("agent"),
        wait_s=after(pl.col("arrival"), left),
        talk_s=after(pl.col("answered"), pl.col("end")),
    )


def _records(table: Table, rows: pl.DataFrame) -> CallRecords:
    known = rows.filter(pl.col("wait_s").is_not_null())
    calls = known.select(
        "day",
        "queue",
        pl.col("arrival").alias("arrival_s"),
        "wait_s",
        pl.when(_handled).then(pl.lit(HANDLED)).otherwise(pl.lit(ABANDONED)).alias("status"),
        pl.when(_handled).then("talk_s").alias("talk_s"),
        pl.when(_handled).then("agent").alias("agent"),
    )
    offered = shaped(calls, CALL_SCHEMA)
    notes = (*_notes(known, len(rows)), *missing_days(offered))
    return CallRecords(offered, notes, table.name, table.sha256)


def _notes(known: pl.DataFrame, rows: int) -> list[Note]:
    over = pl.col("arrival") + pl.col("wait_s") + pl.col("talk_s").fill_null(0.0)
    lost = "rows that say neither when the call was answered nor when it was lost"
    notes = [
        Note("kept", len(known), f"offered calls, of {rows:,} rows in the log"),
        Note("dropped", rows - len(known), lost),
        _note(known, over > DAY_S, "calls that end after midnight: they belong to the day they began"),
        _note(known, _handled & pl.col("talk_s").is_null(), "handled calls without an end: talk time unknown"),
        _note(known, _handled & pl.col("agent").is_null(), "handled calls without an agent: agent unknown"),
    ]
    return [note for note in notes if note.count]


def _note(known: pl.DataFrame, condition: pl.Expr, reason: str) -> Note:
    return Note("noticed", int(known.select(condition.sum()).item()), reason)
