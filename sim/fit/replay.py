"""The days of a log as they were: the calls, what became of them, and when each agent was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from sim.fit.presence import agent_days, mean_idle
from sim.fit.skills import serves, shares
from sim.fit.weekdays import classes
from sim.logs.records import HANDLED

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from sim.logs.records import CallRecords

EVERY_S: Final = 1800.0
"""Opening hours are found to the half hour."""


@dataclass(frozen=True)
class RealDay:
    """One day of a log.

    Calls in order of arrival: ``arrival_s`` (seconds since midnight), ``queue_index`` (into ``queues``), ``wait_s``,
    ``handled``, and ``talk_s``, nan where the log does not know it (abandoned calls, and a few handled ones).
    Agents by name: ``spans``, for each the times he or she was there, rows of start and end in seconds since
    midnight; ``serves``, for each the indices of the queues whose calls the agent takes.
    """

    day: date
    queues: tuple[str, ...]
    arrival_s: NDArray[np.float64]
    queue_index: NDArray[np.int64]
    talk_s: NDArray[np.float64]
    wait_s: NDArray[np.float64]
    handled: NDArray[np.bool_]
    agents: tuple[str, ...]
    spans: tuple[NDArray[np.float64], ...]
    serves: tuple[tuple[int, ...], ...]


def replay_days(records: CallRecords) -> list[RealDay]:
    """Every day of the log, in order.  What an agent serves is taken from the whole log, not from one day."""
    calls, queues = records.calls, records.queues
    day_at = {day: index for index, day in enumerate(records.days)}
    queue_at = {name: index for index, name in enumerate(queues)}
    calls = calls.with_columns(
        day_at=pl.col("day").replace_strict(day_at, return_dtype=pl.Int64),
        queue_at=pl.col("queue").replace_strict(queue_at, return_dtype=pl.Int64),
    )
    table = shares(calls.filter(pl.col("status") == HANDLED))
    skills = {agent: tuple(sorted(queue_at[queue] for queue in served)) for agent, served in serves(table).items()}
    at_work = list(agent_days(calls, serves(table)))
    idle = mean_idle(at_work)
    kinds = {day_at[day]: kind for kind in classes(calls, EVERY_S) for day in kind.days}
    spans: dict[int, dict[str, NDArray[np.float64]]] = {index: {} for index in day_at.values()}
    for one in at_work:
        kind = kinds[one.day_at]
        spans[one.day_at][one.agent] = one.spans(idle, kind.opening_s, kind.closing_s)
    return [_day(calls, day, queues, spans[index], skills) for day, index in day_at.items()]


def _day(
    calls: pl.DataFrame,
    day: date,
    queues: tuple[str, ...],
    spans: dict[str, NDArray[np.float64]],
    skills: dict[str, tuple[int, ...]],
) -> RealDay:
    theirs = calls.filter(pl.col("day") == day)
    agents = tuple(sorted(spans))
    return RealDay(
        day,
        queues,
        theirs["arrival_s"].to_numpy(),
        theirs["queue_at"].to_numpy(),
        theirs["talk_s"].fill_null(np.nan).to_numpy(),
        theirs["wait_s"].to_numpy(),
        (theirs["status"] == HANDLED).to_numpy(),
        agents,
        tuple(spans[agent] for agent in agents),
        tuple(skills[agent] for agent in agents),
    )
