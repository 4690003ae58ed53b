"""The call log as people know it: one row a contact, with names and seconds."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sim.calllog import Status
from sim.errors import OutputError, Problem
from sim.units import SECOND

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.calllog import CallLog


def calls_table(log: CallLog, day: int) -> pl.DataFrame:
    """A day's contacts: times in seconds since midnight, lengths in seconds, null where a thing did not happen."""
    answered = log.agent >= 0
    agents = np.array([*log.agents, None], dtype=object)
    groups = np.array([log.groups[group] for group in log.agent_group] + [None], dtype=object)
    return pl.DataFrame(
        {
            "day": np.full(log.contacts, day),
            "contact": log.contact.astype(np.int64),
            "attempt": log.attempt.astype(np.int64),
            "queue": pl.Series([log.queues[queue] for queue in log.call_type], dtype=pl.String),
            "arrival_s": log.arrival / SECOND,
            "status": pl.Series([Status(status).name.lower() for status in log.status], dtype=pl.String),
            "wait_s": _lengths(log.wait, log.left_queue >= 0),
            "talk_s": _lengths(log.talk_end - log.left_queue, answered),
            "after_call_work_s": _lengths(log.work_end - log.talk_end, answered),
            "agent": pl.Series(agents[log.agent].tolist(), dtype=pl.String),
            "group": pl.Series(groups[log.agent].tolist(), dtype=pl.String),
            "counted": log.arrival >= log.counted_from,
        }
    )


def _lengths(lengths: NDArray[np.int64], happened: NDArray[np.bool_]) -> pl.Series:
    return pl.Series(np.where(happened, lengths / SECOND, np.nan)).fill_nan(None)


@dataclass(frozen=True)
class CallKeeper:
    """Writes each day's calls into a folder, wherever the day is run.  Raises OutputError where it cannot."""

    folder: Path

    def __call__(self, day: int, log: CallLog) -> None:
        """Keeps the calls of a day, whole or not at all."""
        columns = io.BytesIO()
        calls_table(log, day).write_parquet(columns)
        half = self._file(day).with_suffix(".part-calls")
        try:
            half.write_bytes(columns.getvalue())
            half.replace(self._file(day))
        except OSError as error:
            raise _unwritten(self.folder, error.strerror) from None

    def holds(self, day: int) -> bool:
        """Whether the calls of a day are here, whole."""
        try:
            pl.read_parquet_schema(self._file(day))
        except (OSError, pl.exceptions.PolarsError):
            return False
        return True

    def gather(self, days: int, target: Path) -> None:
        """One Parquet file of all days."""
        try:
            pl.scan_parquet([self._file(day) for day in range(days)]).sink_parquet(target)
        except (OSError, pl.exceptions.PolarsError) as error:
            target.unlink(missing_ok=True)
            raise _unwritten(target, str(error)) from None

    def _file(self, day: int) -> Path:
        return self.folder / f"{day:06d}.calls"


def _unwritten(place: Path, why: str | None) -> OutputError:
    return OutputError([Problem(str(place), f"the calls cannot be written: {why}", "make room, and see --resume")])
