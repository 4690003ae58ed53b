"""The figures of a study in tables: by queue, by group, by length of wait and by time of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from sim.metrics import WAIT_EDGES
from sim.report.charts import group_title, queue_title
from sim.report.throughday import FEW, ThroughDay, all_occupancy, group_sums
from sim.report.words import (
    COUNT,
    HOURS,
    NBSP,
    NOTHING,
    PERCENT,
    TONES,
    Cell,
    Unit,
    duration,
    figure,
    listed,
    time_unit,
    verdict,
)
from sim.statistics import Estimate, mean_of, ratio_of
from sim.study import ALL
from sim.units import SECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sim.report.throughday import Series
    from sim.study import Study

WAITS_S: Final = (0, 10, 20, 30, 60, 120, 300)
ONE_DECIMAL: Final = Unit("", most=1)


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first cell of a row names it.  ``view``: shown for this choice of a selector."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Cell, ...], ...]
    view: str = ""
    """Of a selector and the number of its choice, such as "queue-0"."""


def queue_table(study: Study) -> Table:
    """The day's figures of all queues and of each."""
    found = study.queues
    promise = study.scenario.service_level
    wait = time_unit(one[name] for one in found.values() for name in ("wait_s", "asa_s", "wait_p90_s"))
    handle = time_unit(one["aht_s"] for one in found.values())
    columns: list[tuple[str, str, Unit]] = [
        ("calls a day", "offered", COUNT),
        (f"in {duration(promise.within)},{NBSP}% (goal{NBSP}{promise.target * 100:.6g})", "service_level", PERCENT),
        (f"hang up,{NBSP}%", "abandoned_fraction", PERCENT),
        (f"mean wait,{NBSP}{wait.suffix}", "wait_s", wait),
        (f"ASA,{NBSP}{wait.suffix}", "asa_s", wait),
        (f"9 in 10 wait at most,{NBSP}{wait.suffix}", "wait_p90_s", wait),
        (f"handle time,{NBSP}{handle.suffix}", "aht_s", handle),
    ]
    extra = {"blocked": "turned away a day", "left_waiting": "left waiting a day"}
    columns += [(word, name, ONE_DECIMAL) for name, word in extra.items() if found[ALL][name].mean > 0]
    rows: list[tuple[str | Cell, ...]] = []
    for queue, figures in found.items():
        cells = {name: figure(figures[name], unit) for _, name, unit in columns}
        judged = verdict(figures["service_level"], promise.target)
        cells["service_level"] = replace(cells["service_level"], judged=judged, tone=TONES[judged])
        rows.append((queue_title(queue), *cells.values()))
    head = ("Queue", *(word for word, _, _ in columns))
    return Table("Figures of a day, by queue", head, tuple(rows if len(rows) > 2 else rows[1:]))


def group_table(study: Study) -> Table:
    """The day's figures of all groups and of each."""
    everyone = {
        "staffed_h": mean_of(group_sums(study, ALL, "staffed_s").sum(axis=1) / 3600),
        "occupancy": all_occupancy(study),
        "handled": mean_of(group_sums(study, ALL, "handled").sum(axis=1)),
    }
    found = {ALL: everyone, **study.groups}
    rows: list[tuple[str | Cell, ...]] = [
        (
            group_title(group),
            "" if group == ALL else listed(list(study.scenario.groups[group].skills), 12),
            figure(figures["staffed_h"], HOURS),
            figure(figures["handled"], COUNT),
            figure(figures["occupancy"], PERCENT),
        )
        for group, figures in found.items()
    ]
    return Table(
        "Figures of a day, by group of agents",
        ("Group", "takes calls of", "hours on duty a day", "calls handled a day", f"occupancy,{NBSP}%"),
        tuple(rows if len(rows) > 2 else rows[1:]),
    )


def wait_table(study: Study) -> Table:
    """The share of callers whose wait was over, answered or not, within so many seconds."""
    names = ThroughDay(study).queues
    rows: list[tuple[str | Cell, ...]] = [
        (queue_title(queue), *(figure(waited_at_most(study, queue, s), PERCENT) for s in WAITS_S)) for queue in names
    ]
    head = ("Queue", "no wait", *(f"{duration(s * SECOND)}" for s in WAITS_S[1:]))
    return Table("Callers who waited no longer than this, %", head, tuple(rows))


def waited_at_most(study: Study, queue: str, wait_s: float) -> Estimate:
    """The share of offered calls that waited so many seconds or less; within a bin of 1 % they spread evenly."""
    sums = study.sums
    counts: NDArray[np.int32] = sums.waits.sum(axis=1) if queue == ALL else sums.waits[:, sums.queue_names.index(queue)]
    left, width = WAIT_EDGES[1:-1], np.diff(WAIT_EDGES[1:])
    part = np.concatenate([[1.0], np.clip((wait_s - left) / width, 0.0, 1.0)])
    return ratio_of(counts @ part, counts.sum(axis=1))


def through_day_tables(day: ThroughDay) -> list[Table]:
    """The numbers behind the charts of the queues."""
    within = duration(day.study.scenario.service_level.within)
    head = ("Time", "calls a day", "hang up a day", f"in {within},{NBSP}%", f"mean wait,{NBSP}s")
    tables = []
    for number, queue in enumerate(day.queues):
        columns = (
            [figure(one, ONE_DECIMAL) for one in day.calls(queue, "offered")],
            [figure(one, ONE_DECIMAL) for one in day.calls(queue, "abandoned")],
            _known(day.service_level(queue), PERCENT),
            _known(day.wait(queue), ONE_DECIMAL),
        )
        tables.append(Table(f"{queue_title(queue)}, by time of day", head, _clocked(day, columns), f"queue-{number}"))
    return tables


def agents_tables(day: ThroughDay) -> list[Table]:
    """The numbers behind the charts of the groups."""
    tables = []
    for number, group in enumerate(day.groups):
        every = group == ALL or len(day.groups) == 1
        columns = (
            _known(day.on_duty(group), ONE_DECIMAL, NOTHING),
            _known(day.load() if every else day.busy(group), ONE_DECIMAL, NOTHING),
            _known(day.occupancy(group), PERCENT, NOTHING),
        )
        work = "work that calls bring, erlangs" if every else "busy with calls"
        head = ("Time", "agents on duty", work, f"occupancy,{NBSP}%")
        tables.append(Table(f"{group_title(group)}, by time of day", head, _clocked(day, columns), f"group-{number}"))
    return tables


def _known(series: Series, unit: Unit, else_: str = f"under {FEW} calls") -> list[Cell]:
    return [Cell("", word=else_) if one is None else figure(one, unit) for one in series]


def _clocked(day: ThroughDay, columns: Sequence[Sequence[Cell]]) -> tuple[tuple[str | Cell, ...], ...]:
    return tuple((one.label, *cells) for one, *cells in zip(day.intervals, *columns, strict=True))
