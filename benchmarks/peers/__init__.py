"""Two floors with known answers, and what a program that simulates one of them hands back.

Model A is an Erlang-A floor; model B has three types of calls, a group of specialists for each and one
group of generalists.  Both start empty, and answer first come, first served within a type.  Time is in
float minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MEAN_SERVICE_MIN = 5.0
MEAN_PATIENCE_MIN = 3.0


@dataclass(frozen=True)
class Floor:
    """Who calls, who answers, and what comes of it in the long run.

    A call tries the specialists of its own type, then the generalists.  A freed specialist takes the
    longest wait of its type; a freed generalist takes type 0 before type 1 before type 2, and the longest
    wait within a type.
    """

    calls_per_min: tuple[float, ...]
    specialists: tuple[int, ...]
    generalists: int
    abandoned: tuple[float, ...]
    """The share that abandons, by type."""
    wait_min: tuple[float, ...]
    """The mean wait of all callers, by type."""

    def overall(self, by_type: tuple[float, ...]) -> float:
        """A figure by type, as one figure for all calls."""
        return float(np.average(by_type, weights=self.calls_per_min))


MODEL_A = Floor((19.0,), (100,), 0, abandoned=(0.0240196,), wait_min=(0.0720589,))
"""Exact: Erlang A, solved numerically."""

MODEL_B = Floor(
    (8.0, 6.0, 5.0),
    (30, 22, 18),
    30,
    abandoned=(0.01652, 0.03138, 0.05216),
    wait_min=(0.04953, 0.09418, 0.15646),
)
"""A long run of 300 million calls; its own error is below the last digit shown."""


Call = tuple[float, int, float, float]
"""Minutes since the call before it; its type; minutes of service; minutes of patience."""


@dataclass(frozen=True)
class Callers:
    """The callers of a floor as columns; minutes."""

    gap: NDArray[np.float64]
    """Since the caller before."""
    kind: NDArray[np.int64]
    service: NDArray[np.float64]
    patience: NDArray[np.float64]


def callers(floor: Floor, calls: int, seed: int) -> Callers:
    """The same callers for every program that is handed the same seed."""
    rng = np.random.default_rng(seed)
    total = sum(floor.calls_per_min)
    shares = np.array(floor.calls_per_min) / total
    return Callers(
        gap=rng.exponential(1 / total, calls),
        kind=rng.choice(len(shares), calls, p=shares),
        service=rng.exponential(MEAN_SERVICE_MIN, calls),
        patience=rng.exponential(MEAN_PATIENCE_MIN, calls),
    )


def draw(floor: Floor, calls: int, seed: int) -> Iterator[Call]:
    """``callers``, one by one."""
    drawn = callers(floor, calls, seed)
    columns = (drawn.gap.tolist(), drawn.kind.tolist(), drawn.service.tolist(), drawn.patience.tolist())
    return zip(*columns, strict=True)


@dataclass
class PeerResult:
    """What became of the callers, by type: counts, and minutes waited by all of them."""

    offered: list[int]
    abandoned: list[int]
    waited_min: list[float]

    @classmethod
    def empty(cls, floor: Floor) -> PeerResult:
        """Before the first call."""
        kinds = len(floor.calls_per_min)
        return cls([0] * kinds, [0] * kinds, [0.0] * kinds)

    def answered(self, kind: int, waited: float) -> None:
        """Count a caller who reached an agent."""
        self.offered[kind] += 1
        self.waited_min[kind] += waited

    def gave_up(self, kind: int, waited: float) -> None:
        """Count a caller who left the queue."""
        self.answered(kind, waited)
        self.abandoned[kind] += 1

    @property
    def calls(self) -> int:
        """How many called."""
        return sum(self.offered)

    @property
    def abandoned_fraction(self) -> float:
        """Abandoned over offered."""
        return sum(self.abandoned) / self.calls

    @property
    def mean_wait_min(self) -> float:
        """Mean wait of all callers, whether answered or not."""
        return sum(self.waited_min) / self.calls
