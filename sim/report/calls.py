"""The call log as people know it: one row a contact, with names and seconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from sim.calllog import Status
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
            "contact": log.contact,
            "attempt": log.attempt,
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
    """Writes each day's calls into a folder, wherever the day is run."""

    folder: Path

    def __call__(self, day: int, log: CallLog) -> None:
        """Keeps the calls of a day, whole or not at all."""
        path = self.folder / f"{day:06d}.calls"
        half = path.with_suffix(".part-calls")
        calls_table(log, day).write_parquet(half)
        half.replace(path)

    def gather(self, days: int, target: Path) -> None:
        """One Parquet file of all days."""
        parts = [self.folder / f"{day:06d}.calls" for day in range(days)]
        pl.scan_parquet(parts).sink_parquet(target)
