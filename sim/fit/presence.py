"""When an agent was really there: between the calls of a day, but not in a gap that only absence explains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    """One agent on one day: when each call was answered and ended, in order, and whether its caller had waited.

    ``waiting``: when callers waited whom the agent serves.
    """

    day_at: int
    agent: str
    answered_s: NDArray[np.float64]
    ended_s: NDArray[np.float64]
    waited: NDArray[np.bool_]
    waiting: Waiting

    @property
    def gaps(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Between calls: from when the agent was free to the next answer (not later than it, if calls overlap)."""
        return np.maximum.accumulate(self.ended_s)[:-1], self.answered_s[1:]

    @property
    def away(self) -> NDArray[np.bool_]:
        """For each gap, whether the agent was away in it."""
        return self._away(*self.gaps)

    def _away(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.bool_]:
        ignored = self.waiting.until(end) - self.waiting.until(start)
        return (end - start > IDLE_S) | (ignored > IGNORED_S)

    def spans(self, idle_s: NDArray[np.float64], opening_s: float, closing_s: float) -> NDArray[np.float64]:
        """When the agent was there: rows of start and end, seconds since midnight.

        Whose first caller had not waited was idle before that call: for ``idle_s``, by hour of the day, which
        is taken from gaps between calls since the log does not show it.  From opening to the first call and
        from the last to closing the same is asked as of any gap.
        """
        free = self.gaps[0]
        first = np.concatenate([[True], self.away])
        idle = np.where(self.waited[first], 0.0, idle_s[_hour(self.answered_s[first])])
        starts = np.maximum(self.answered_s[first] - idle, 0.0)
        ends = np.concatenate([free[self.away], [self.ended_s.max()]])
        if not self._away(np.array([opening_s]), self.answered_s[:1])[0]:
            starts[0] = min(opening_s, starts[0])
        if not self._away(ends[-1:], np.array([closing_s]))[0]:
            ends[-1] = max(closing_s, ends[-1])
        apart = starts[1:] > ends[:-1]
        return np.column_stack([starts[np.append(True, apart)], ends[np.append(apart, True)]])


def mean_idle(days: Iterable[AgentDay]) -> NDArray[np.float64]:
    """Mean seconds from the end of a call to a caller who did not wait, by hour of the day, without absences.

    Shape: (24,); 0 for an hour without such a gap.
    """
    total, count = np.zeros(24), np.zeros(24)
    for one in days:
        free, answer = one.gaps
        idle = ~one.away & ~one.waited[1:] & (answer > free)
        np.add.at(total, _hour(answer[idle]), (answer - free)[idle])
        np.add.at(count, _hour(answer[idle]), 1)
    return total / np.maximum(count, 1)


def _hour(at: NDArray[np.float64]) -> NDArray[np.int64]:
    return (at // 3600).astype(np.int64) % 24


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
            waited = own["wait_s"].to_numpy() > 0
            yield AgentDay(int(str(day_at)), str(agent), answered, ended, waited, waits[queues])
