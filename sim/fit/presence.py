"""When an agent was really there: between the calls of a day, but not in a gap that only absence explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

IDLE_S: Final = 900.0
"""An agent without a call for longer was away."""
IGNORED_S: Final = 60.0
"""So was one between two calls while callers whom the agent serves waited for longer than this in all."""


@dataclass(frozen=True)
class Waiting:
    """The times at which somebody was waiting: from ``starts`` to ``ends``, seconds, apart and in order."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]

    def until(self, at: NDArray[np.float64]) -> NDArray[np.float64]:
        """How many seconds before each moment somebody was waiting."""
        if not len(self.starts):
            return np.zeros(len(at))
        edges = np.column_stack([self.starts, self.ends]).ravel()
        lengths = self.ends - self.starts
        before = np.concatenate([[0.0], np.cumsum(lengths)])
        return np.asarray(np.interp(at, edges, np.column_stack([before[:-1], before[1:]]).ravel()))

    def still(self, at: NDArray[np.float64]) -> NDArray[np.float64]:
        """For how much longer than each moment somebody keeps waiting without a break; 0 where nobody waits."""
        if not len(self.starts):
            return np.zeros(len(at))
        block = np.searchsorted(self.starts, at, side="right") - 1
        left = self.ends[np.maximum(block, 0)] - at
        return np.where(block >= 0, np.maximum(left, 0.0), 0.0)


@dataclass(frozen=True)
class AgentDay:
    """One agent on one day: when each call was answered and ended (in order), and when callers waited for the agent."""

    day_at: int
    agent: str
    answered_s: NDArray[np.float64]
    ended_s: NDArray[np.float64]
    waiting: Waiting

    @property
    def gaps(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Between calls: from when the agent was free to the next answer (not later than it, if calls overlap)."""
        return np.maximum.accumulate(self.ended_s)[:-1], self.answered_s[1:]

    @property
    def spans(self) -> NDArray[np.float64]:
        """When the agent was there: rows of start and end, seconds since midnight."""
        free, answer = self.gaps
        ignored = self.waiting.until(answer) - self.waiting.until(free)
        away = (answer - free > IDLE_S) | (ignored > IGNORED_S)
        starts = np.concatenate([self.answered_s[:1], answer[away]])
        ends = np.concatenate([free[away], [self.ended_s.max()]])
        return np.column_stack([starts, ends])


def waiting(calls: pl.DataFrame) -> Waiting:
    """When at least one of these callers was waiting."""
    queued = calls.filter(pl.col("wait_s") > 0).sort("arrival_s")
    starts = queued["arrival_s"].to_numpy()
    if not len(starts):
        return Waiting(starts, starts)
    reach = np.maximum.accumulate(starts + queued["wait_s"].to_numpy())
    first = np.concatenate([[True], starts[1:] > reach[:-1]])
    last = np.concatenate([first[1:], [True]])
    return Waiting(starts[first], reach[last])


def agent_days(calls: pl.DataFrame, serves: Mapping[str, frozenset[str]]) -> Iterator[AgentDay]:
    """Every agent on every day with a call, from calls with ``day_at``; ``serves``: the queues of each agent."""
    handled = calls.filter(pl.col("agent").is_not_null() & pl.col("talk_s").is_not_null())
    handled = handled.with_columns(answered=pl.col("arrival_s") + pl.col("wait_s")).sort("answered")
    for (day_at,), theirs in calls.group_by("day_at", maintain_order=True):
        waits: dict[frozenset[str], Waiting] = {}
        today = handled.filter(pl.col("day_at") == day_at)
        for (agent,), own in sorted(today.group_by("agent", maintain_order=True), key=lambda group: str(group[0])):
            queues = serves.get(str(agent), frozenset())
            if queues not in waits:
                waits[queues] = waiting(theirs.filter(pl.col("queue").is_in(list(queues))))
            answered = own["answered"].to_numpy()
            ended = answered + own["talk_s"].to_numpy()
            yield AgentDay(int(str(day_at)), str(agent), answered, ended, waits[queues])
