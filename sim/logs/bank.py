"""The call log of "Anonymous Bank", Israel, 1999: one row a call, with the quirks of its two computers.

Source: I. Guedj and A. Mandelbaum, "Anonymous Bank" call-center data, Technion, 2000 (the data's own
documentation); L. Brown et al., "Statistical Analysis of a Telephone Call Center", JASA 100 (2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from sim.errors import LogError
from sim.logs.records import ABANDONED, CALL_SCHEMA, HANDLED, CallRecords, Note, missing_days, shaped
from sim.logs.times import DAY_S, after, clock_seconds, dates

if TYPE_CHECKING:
    from sim.errors import Problem
    from sim.logs.table import Table

COLUMNS: Final = (
    "vru+line", "call_id", "priority", "type", "date", "vru_entry", "vru_exit", "vru_time",
    "q_start", "q_exit", "q_time", "outcome", "ser_start", "ser_exit", "ser_time", "server",
)  # fmt: skip
TYPES: Final = {
    "PS": "regular",
    "NW": "newcomers",
    "NE": "stocks",
    "IN": "internet",
    "PE": "english",
    "TT": "callbacks",
}
"""The bank's codes in words; a code not listed here stays as it is."""
_CLOCKS: Final = ("vru_exit", "q_start", "q_exit", "ser_start", "ser_exit")
_OUTCOMES: Final = ("AGENT", "HANG", "PHANTOM")
SHORT_S: Final = 10.0
_FAR_S: Final = 60.0

_handled = pl.col("outcome") == "AGENT"
_queued = (pl.col("q_start") > 0) | (pl.col("q_exit") > 0)
_served = (pl.col("ser_start") > 0) | (pl.col("ser_exit") > 0)


def is_bank(table: Table) -> bool:
    """Whether the file has this format's columns."""
    return set(COLUMNS) <= set(table.columns)


def read(table: Table) -> CallRecords:
    """The offered calls.  Raises LogError with every problem found."""
    rows = table.frame.with_columns(dates(table.frame["date"]), *[clock_seconds(table.frame[name]) for name in _CLOCKS])
    rows = rows.with_columns(wait_s=after(pl.col("q_start"), pl.col("q_exit")),
                             talk_s=after(pl.col("ser_start"), pl.col("ser_exit")))  # fmt: skip
    if problems := _problems(table, rows):
        raise LogError(problems)
    offered = rows.filter((pl.col("outcome") != "PHANTOM") & (_handled | _queued))
    calls = shaped(_as_calls(offered), CALL_SCHEMA)
    notes = (*_dropped(rows), *_mended(offered), *_noticed(offered), *missing_days(calls))
    return CallRecords(calls, notes, table.name, table.sha256)


def _problems(table: Table, rows: pl.DataFrame) -> list[Problem]:
    problems = table.bad_rows("date", rows["date"].is_null(), "dates cannot be read", "write them as 1999-01-31")
    for name in _CLOCKS:
        problems += table.bad_rows(name, rows[name].is_null(), "times cannot be read", "write them as 8:03:14")
    unknown = ~rows["outcome"].is_in(_OUTCOMES)
    problems += table.bad_rows("outcome", unknown, "outcomes are unknown", f"they are {', '.join(_OUTCOMES)}")
    for name, what in (("wait_s", "waits"), ("talk_s", "services")):
        problems += table.bad_rows("", rows[name] < 0, f"{what} end before they start", "check the clock times")
    if not problems and not rows.select(_handled.any()).item():
        problems += table.bad_rows("outcome", rows["outcome"] != "AGENT", "rows and none was handled",
                                   "export a period in which agents worked")  # fmt: skip
    return problems


def _as_calls(offered: pl.DataFrame) -> pl.DataFrame:
    """Each row in our words; who reached an agent at once arrived when the voice menu let them go."""
    return offered.select(
        pl.col("date").alias("day"),
        pl.col("type").replace(TYPES).alias("queue"),
        pl.when(_queued).then("q_start").otherwise("vru_exit").alias("arrival_s"),
        pl.when(_queued).then("wait_s").otherwise(0.0).alias("wait_s"),
        pl.when(_handled).then(pl.lit(HANDLED)).otherwise(pl.lit(ABANDONED)).alias("status"),
        pl.when(_handled & _served).then("talk_s").alias("talk_s"),
        pl.when(_handled).then("server").alias("agent"),
    )


def _count(rows: pl.DataFrame, condition: pl.Expr) -> int:
    return int(rows.select(condition.sum()).item())


def _dropped(rows: pl.DataFrame) -> list[Note]:
    phantom = pl.col("outcome") == "PHANTOM"
    menu = (pl.col("outcome") == "HANG") & ~_queued
    strange = _count(rows, menu & ~pl.col("type").is_in(list(TYPES)))
    kept = _count(rows, ~phantom & (_handled | _queued))
    never_asked = "callers who hung up in the voice menu and never asked for an agent"
    return [
        Note("kept", kept, f"offered calls, of {len(rows):,} rows in the log"),
        Note("dropped", _count(rows, phantom), "PHANTOM rows, which the bank's own notes say to leave out"),
        Note("dropped", _count(rows, menu), f"{never_asked} ({strange} of them of an unknown type)"),
    ]


def _mended(offered: pl.DataFrame) -> list[Note]:
    """What was read otherwise than it stands, or has a hole."""
    past = ((pl.col("ser_exit") < pl.col("ser_start")) & _handled) | (pl.col("q_exit") < pl.col("q_start"))
    decisions = (
        (_handled & ~_queued, "handled calls with a queue time of 0:00:00: they waited 0 s"),
        (past, "waits or services across midnight: they belong to the day they began"),
        (~_handled & _served, "abandoned calls with service times: the service is left out"),
        (_handled & ~_served, "handled calls without service times: talk time unknown"),
        (_handled & pl.col("server").is_null(), "handled calls without an agent: agent unknown"),
    )
    return [Note("mended", _count(offered, condition), reason) for condition, reason in decisions]


def _noticed(offered: pl.DataFrame) -> list[Note]:
    """What looks odd and was left as it stands."""
    step = pl.col("ser_start") - pl.when(_queued).then("q_exit").otherwise("vru_exit")
    apart = pl.min_horizontal(step.abs(), (DAY_S - step.abs()).abs())
    served = _handled & _served
    decisions = (
        (
            served & _queued & step.is_between(-_FAR_S, -0.5),
            "queued calls whose service starts before their wait ends, mostly by a second: two clocks; "
            "the wait is taken from the queue's clock, the talk time from the service's",
        ),
        (
            served & (apart > _FAR_S),
            "services that start over a minute off the end of the wait; lengths kept",
        ),
        (
            served & (pl.col("talk_s") < SHORT_S),
            "services of less than 10 s: kept, for they did end the call, though Brown et al. (2005) found "
            "agents who hung up to rest",
        ),
        (~_queued, "callers of unknown priority, for they did not wait; so priority is not read at all"),
    )
    return [Note("noticed", _count(offered, condition), reason) for condition, reason in decisions]
