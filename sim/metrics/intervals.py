"""The day cut into intervals, and how much of what happened lies in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.units import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Intervals:
    """Opening hours in intervals of ``every`` microseconds; closing time may cut the last one short.

    What lies outside opening hours lies in one more, behind the last.
    """

    opens: int
    closes: int
    every: int

    @property
    def count(self) -> int:
        """How many there are, the one behind the last included."""
        return -(-(self.closes - self.opens) // self.every) + 1

    def holding(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """The interval of each moment."""
        interval = (moments - self.opens) // self.every
        interval[(moments < self.opens) | (moments >= self.closes)] = self.count - 1
        return interval

    def shared_out(
        self, start: NDArray[np.int64], end: NDArray[np.int64], owner: NDArray[np.int64], owners: int
    ) -> NDArray[np.float64]:
        """How much of the times from ``start`` to ``end`` of each owner lies in each interval: (owners, count).

        Microseconds; no time may end before it starts.  All sums are whole numbers, exact in float64 up to 285 years.
        """
        edges = np.array([-FOREVER, *range(self.opens, self.closes, self.every), self.closes, FOREVER])
        width = len(edges) - 1
        first, last = self._stretch(start), self._stretch(end)
        cell = owner * width + first
        lengths = np.minimum(end, edges[first + 1]) - start
        found = np.bincount(cell, weights=lengths, minlength=owners * width).reshape(owners, width)
        over = np.flatnonzero(first < last)
        if len(over):
            # The rest of those that go on into other stretches: all of those between, and a part of the last.
            until = cell[over] + (last - first)[over]
            parts = end[over] - edges[last[over]]
            entered = np.bincount(cell[over] + 1, minlength=owners * width)
            left = np.bincount(until, minlength=owners * width)
            found += np.cumsum((entered - left).reshape(owners, width), axis=1) * np.diff(edges)
            found += np.bincount(until, weights=parts, minlength=owners * width).reshape(owners, width)
        return np.column_stack([found[:, 1:-1], found[:, 0] + found[:, -1]])

    def _stretch(self, moments: NDArray[np.int64]) -> NDArray[np.int64]:
        """0 before opening, then 1, 2, ... for the intervals, and ``count`` from closing on."""
        stretch = (moments - self.opens) // self.every + 1
        np.clip(stretch, 0, self.count - 1, out=stretch)
        stretch[moments >= self.closes] = self.count
        return stretch
