"""The figures of many days, each with its interval: what is divided by what, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from sim.errors import MetricError
from sim.metrics import GROUP_MEASURES, QUEUE_MEASURES, WAIT_EDGES, Tally
from sim.statistics import Estimate, mean_of, quantile_of, ratio_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALL: Final = "all"
"""The name that stands for all queues together."""

QUEUE_FIGURES: Final[dict[str, tuple[str, str | None]]] = {
    "offered": ("offered", None),
    "handled": ("handled", None),
    "abandoned": ("abandoned", None),
    "blocked": ("blocked", None),
    "abandoned_fraction": ("abandoned", "offered"),
    "wait_s": ("wait_s", "offered"),
    "asa_s": ("answer_wait_s", "handled"),
    "service_level": ("in_time", "judged"),
    "aht_s": ("handle_s", "handled"),
    "left_waiting": ("left_waiting", None),
    "retries": ("retries", None),
    "after_closing": ("after_closing", None),
}
"""Figure -> measure, and the measure that it is taken over; None: per day."""

QUANTILES: Final = {"wait_p50_s": 0.5, "wait_p90_s": 0.9}
"""Waits of offered calls: half, or nine in ten, wait no longer."""

GROUP_FIGURES: Final[dict[str, tuple[str, str | None]]] = {
    "occupancy": ("busy_s", "staffed_s"),
    "handled": ("handled", None),
    "staffed_h": ("staffed_s", None),
}


@dataclass(frozen=True)
class Sums:
    """The tallies of many days, stacked.

    Shapes (days, measures, queues or groups, intervals + 1), for waits (days, queues, bins); the last interval is
    the time outside opening hours.
    """

    queue_names: tuple[str, ...]
    group_names: tuple[str, ...]
    queues: NDArray[np.float64]
    groups: NDArray[np.float64]
    waits: NDArray[np.int32]

    @classmethod
    def of(cls, tallies: Sequence[Tally], queue_names: Sequence[str], group_names: Sequence[str]) -> Sums:
        """Stacks the tallies of days in order."""
        return cls(
            tuple(queue_names),
            tuple(group_names),
            np.array([one.queues for one in tallies]),
            np.array([one.groups for one in tallies]),
            np.array([one.waits for one in tallies]),
        )

    @property
    def intervals(self) -> int:
        """How many intervals a day is reported in."""
        return int(self.queues.shape[-1]) - 1

    def queue_figure(self, queue: str, figure: str, interval: int | None = None) -> Estimate:
        """A figure of a queue or of all, over the day or in one interval.  Raises MetricError for a name unknown."""
        if figure in QUANTILES:
            if interval is not None:
                raise MetricError(f"{figure} is given for whole days only")
            return quantile_of(self._waits(queue), WAIT_EDGES, QUANTILES[figure])
        part, whole = _known(figure, QUEUE_FIGURES)
        values = self._queue(queue, part, interval)
        return ratio_of(values, self._queue(queue, whole, interval)) if whole else mean_of(values)

    def group_figure(self, group: str, figure: str, interval: int | None = None) -> Estimate:
        """A figure of a group, over the day or in one interval.  Raises MetricError for a name unknown."""
        part, whole = _known(figure, GROUP_FIGURES)
        scale = 1 / 3600 if figure == "staffed_h" else 1.0
        values = self._group(group, part, interval) * scale
        return ratio_of(values, self._group(group, whole, interval)) if whole else mean_of(values)

    def _queue(self, queue: str, measure: str, interval: int | None) -> NDArray[np.float64]:
        chosen = self.queues[:, QUEUE_MEASURES.index(measure)]
        rows = chosen.sum(axis=1) if queue == ALL else chosen[:, _index(queue, self.queue_names, "queue")]
        return _over_day(rows, interval)

    def _group(self, group: str, measure: str, interval: int | None) -> NDArray[np.float64]:
        rows = self.groups[:, GROUP_MEASURES.index(measure), _index(group, self.group_names, "group")]
        return _over_day(rows, interval)

    def _waits(self, queue: str) -> NDArray[np.int32]:
        return self.waits.sum(axis=1) if queue == ALL else self.waits[:, _index(queue, self.queue_names, "queue")]


def _over_day(rows: NDArray[np.float64], interval: int | None) -> NDArray[np.float64]:
    summed: NDArray[np.float64] = rows.sum(axis=1) if interval is None else rows[:, interval]
    return summed


def _known(figure: str, figures: dict[str, tuple[str, str | None]]) -> tuple[str, str | None]:
    if figure not in figures:
        raise MetricError(f"no figure named '{figure}'; figures are {', '.join(figures)}")
    return figures[figure]


def _index(name: str, names: tuple[str, ...], what: str) -> int:
    if name not in names:
        raise MetricError(f"no {what} named '{name}'; there are {', '.join(names)}")
    return names.index(name)
