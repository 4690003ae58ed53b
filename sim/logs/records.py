"""A real call: the day and the second it came, how long it waited, whether and by whom it was handled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

import polars as pl

HANDLED: Final = "handled"
ABANDONED: Final = "abandoned"

CALL_SCHEMA: Final = {
    "day": pl.Date(),
    "queue": pl.String(),
    "arrival_s": pl.Float64(),
    "wait_s": pl.Float64(),
    "status": pl.String(),
    "talk_s": pl.Float64(),
    "agent": pl.String(),
}
REPORT_SCHEMA: Final = {
    "day": pl.Date(),
    "queue": pl.String(),
    "start_s": pl.Float64(),
    "offered": pl.Float64(),
    "aht_s": pl.Float64(),
}


@dataclass(frozen=True)
class Note:
    """Something that was decided while reading: how many rows, what became of them, and why."""

    kind: Literal["kept", "dropped", "mended", "noticed"]
    count: int
    reason: str

    def __str__(self) -> str:
        return f"{self.kind} {self.count:,}: {self.reason}"


@dataclass(frozen=True)
class CallRecords:
    """The offered calls of a log.

    ``calls``, sorted by day and arrival: day (Date), queue, arrival_s (seconds since that day's midnight
    when the caller joined the queue or reached an agent), wait_s, status (handled or abandoned), talk_s
    (null unless handled, and where the log does not say), agent (likewise).
    """

    calls: pl.DataFrame
    notes: tuple[Note, ...]
    source: str
    sha256: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The days with at least one call, in order."""
        return tuple(self.calls["day"].unique().sort().to_list())

    @property
    def queues(self) -> tuple[str, ...]:
        """The queues, the one with the most calls first."""
        counts = self.calls.group_by("queue").len().sort("len", "queue", descending=[True, False])
        return tuple(counts["queue"].to_list())


@dataclass(frozen=True)
class IntervalReport:
    """What an interval report says: calls offered and handling time, per queue and interval.

    ``rows``, sorted: day (Date), queue, start_s (seconds since midnight), offered (calls), aht_s (seconds,
    null where nothing was handled).
    """

    rows: pl.DataFrame
    every_s: float
    notes: tuple[Note, ...]
    source: str
    sha256: str = ""


def shaped(frame: pl.DataFrame, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """The columns of the schema, in its types, sorted by day and time."""
    time = "arrival_s" if "arrival_s" in schema else "start_s"
    picked = frame.select([pl.col(name).cast(kind) for name, kind in schema.items()])
    return picked.sort("day", time, maintain_order=True)


def missing_days(calls: pl.DataFrame) -> list[Note]:
    """A note on days between the first and the last that have no call at all."""
    known = set(calls["day"].to_list())
    first, last = min(known), max(known)
    span = (first + timedelta(days=n) for n in range((last - first).days))
    gone = [day for day in span if day not in known]
    if not gone:
        return []
    named = ", ".join(day.isoformat() for day in gone[:5]) + (", ..." if len(gone) > 5 else "")
    return [Note("noticed", len(gone), f"days without any call ({named}): they count as missing, not as quiet")]
