"""Two or more ways to run a center, side by side: which is better, and is that certain?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sim.report.charts import queue_title
from sim.report.notes import intervals
from sim.report.tables import Table
from sim.report.throughday import FEW
from sim.report.words import (
    COUNT,
    NBSP,
    PERCENT,
    TONES,
    Cell,
    Unit,
    counted_calls,
    duration,
    figure,
    goal,
    time_unit,
    verdict,
)
from sim.study import ALL

if TYPE_CHECKING:
    from sim.statistics import Estimate
    from sim.study import Comparison, Difference, Study

BETTER: Final = {
    "service_level": 1, "handled": 1, "abandoned_fraction": -1, "abandoned": -1, "wait_s": -1, "asa_s": -1,
    "wait_p90_s": -1,
}  # fmt: skip
"""Whether more of a figure is better (1) or worse (-1)."""


def shared_queues(comparison: Comparison) -> tuple[str, ...]:
    """All queues together, and each queue that every side has."""
    return (ALL, *comparison.shared_queues)


def verdicts(comparison: Comparison) -> list[tuple[str, str]]:
    """A sentence for each side but the first, and its tone."""
    found = []
    for name in comparison.names[1:]:
        level = next(one for one in comparison.differences(name) if one.figure == "service_level")
        tone = ("good" if level.change.mean > 0 else "bad") if level.certain else "open"
        found.append((comparison.verdict(name), tone))
    return found


def side_by_side(comparison: Comparison) -> list[Table]:
    """The key figures of every side, for each queue."""
    promise = comparison.studies[0].scenario.service_level
    tables = []
    for number, queue in enumerate(shared_queues(comparison)):
        found = [study.queue(queue) for study in comparison.studies]
        wait = time_unit(one[name] for one in found for name in ("wait_s", "asa_s", "wait_p90_s"))
        columns: list[tuple[str, str, Unit]] = [
            ("calls a day", "offered", COUNT),
            (f"in {duration(promise.within)},{NBSP}% (goal{NBSP}{promise.target * 100:.6g})", "service_level", PERCENT),
            (f"hang up,{NBSP}%", "abandoned_fraction", PERCENT),
            (f"mean wait,{NBSP}{wait.suffix}", "wait_s", wait),
            (f"9 in 10 wait at most,{NBSP}{wait.suffix}", "wait_p90_s", wait),
        ]
        rows: list[tuple[str | Cell, ...]] = []
        for name, study, figures in zip(comparison.names, comparison.studies, found, strict=True):
            cells = {one: figure(figures[one], unit) for _, one, unit in columns}
            judged = verdict(figures["service_level"], study.scenario.service_level.target)
            cells["service_level"] = replace(cells["service_level"], judged=judged, tone=TONES[judged])
            rows.append((name, *cells.values()))
        head = ("Side", *(word for word, _, _ in columns))
        tables.append(Table(f"Figures of a day: {queue_title(queue)}", head, tuple(rows), f"queue-{number}"))
    return tables


def by_queue(comparison: Comparison, name: str) -> Table:
    """What a side changes against the first: the differences that matter most, queue by queue."""
    queues = shared_queues(comparison)
    found = {queue: {row.figure: row for row in comparison.differences(name, queue)} for queue in queues}
    waits = ("wait_s", "wait_p90_s")
    wait = time_unit(row for rows in found.values() for one in waits for row in (rows[one].base, rows[one].other))
    within = duration(comparison.studies[0].scenario.service_level.within)
    columns: dict[str, tuple[str, Unit]] = {
        "service_level": (f"answered within {within}, points", PERCENT),
        "abandoned_fraction": ("hang up, points", PERCENT),
        "wait_s": (f"mean wait,{NBSP}{wait.suffix}", wait),
        "wait_p90_s": (f"9 in 10 wait at most,{NBSP}{wait.suffix}", wait),
    }
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        (queue_title(queue), *(_marked(one[key], unit) for key, (_, unit) in columns.items()))
        for queue, one in found.items()
    )
    return Table("Differences, by queue", ("Queue", *(word for word, _ in columns.values())), rows)


def _marked(row: Difference, unit: Unit) -> Cell:
    certain = _certain(row)
    return replace(figure(row.change, unit, signed=True), judged=certain.word, tone=certain.tone)


def difference_tables(comparison: Comparison, name: str) -> list[Table]:
    """What a side changes against the first, for each queue."""
    promise = comparison.studies[0].scenario.service_level
    tables = []
    for number, queue in enumerate(shared_queues(comparison)):
        found = comparison.differences(name, queue)
        wait = time_unit(one for row in found if row.figure.endswith("_s") for one in (row.base, row.other))
        names: dict[str, tuple[str, Unit]] = {
            "service_level": (f"answered within {duration(promise.within)}, %", PERCENT),
            "abandoned_fraction": ("hang up, %", PERCENT),
            "wait_s": (f"mean wait of all, {wait.suffix}", wait),
            "asa_s": (f"mean wait of the answered (ASA), {wait.suffix}", wait),
            "wait_p90_s": (f"9 in 10 wait at most, {wait.suffix}", wait),
            "handled": ("calls handled a day", COUNT),
            "abandoned": ("callers who hang up a day", COUNT),
        }
        rows = tuple(_row(row, *names[row.figure]) for row in found)
        head = ("Figure", "difference", "beyond chance?", comparison.names[0], name)
        tables.append(Table(f"All figures: {queue_title(queue)}", head, rows, f"queue-{number}"))
    return tables


def occupancy_table(comparison: Comparison, name: str) -> Table:
    """What a side changes in how busy each group is."""
    rows = tuple(_row(row, row.queue, PERCENT) for row in comparison.occupancy(name))
    head = ("Group", "difference", "beyond chance?", comparison.names[0], name)
    return Table("What changes in the occupancy of agents, %", head, rows)


def warnings(comparison: Comparison) -> list[str]:
    """What makes the sides hard to compare."""
    return [*_too_few_days(comparison), *_unlike(comparison)]


def notes(comparison: Comparison) -> list[str]:
    """How differences are measured."""
    first = comparison.studies[0]
    return [
        "Every side meets the same callers on the same days: who calls when, how long they talk and how long they"
        " would wait. What the days have in common cancels, so a difference is known better than either figure.",
        "A difference is beyond chance where its 95 % interval leaves out zero. Of twenty differences that are"
        " really nothing, about one will still look so: trust a pattern more than a single mark.",
        "✓ better and ✗ worse beyond chance, ? not told apart. Differences of shares are in percentage points.",
        *intervals(first),
        f"By time of day, nothing is drawn where fewer than {FEW} calls came on all days together.",
    ]


def _too_few_days(comparison: Comparison) -> Iterator[str]:
    days = comparison.studies[0].days
    if days < 10:
        yield f"Only {days} {'day was' if days == 1 else 'days were'} simulated. Simulate at least 10."


def _unlike(comparison: Comparison) -> Iterator[str]:
    first, *others = comparison.studies
    for name, study in zip(comparison.names[1:], others, strict=True):
        if str(study.scenario.service_level) != str(first.scenario.service_level):
            promise = study.scenario.service_level
            yield f"The service level of {name} is another one: goal {goal(promise)}. {counted_calls(promise)}"
        if missing := _missing(first, study):
            yield f"{name} does not have the same queues; only those that every side has are compared ({missing})."


def _missing(first: Study, other: Study) -> str:
    return ", ".join(sorted(set(first.sums.queue_names) ^ set(other.sums.queue_names)))


def _row(row: Difference, name: str, unit: Unit) -> tuple[str | Cell, ...]:
    change = figure(row.change, unit, signed=True)
    return (name, change, _certain(row), figure(row.base, unit), figure(row.other, unit))


def _certain(row: Difference) -> Cell:
    if row.change.mean == 0 and row.change.half_width == 0:
        return Cell("", word="no, the same on every day", tone="plain")
    if not row.certain:
        return Cell("", word="not told apart", tone="open")
    better = BETTER.get(row.figure, 0) * (1 if row.change.mean > 0 else -1)
    if not better:
        return Cell("", word=f"yes, {_more(row.change)}", tone="plain")
    return Cell("", word="yes, better", tone="good") if better > 0 else Cell("", word="yes, worse", tone="bad")


def _more(change: Estimate) -> str:
    return "higher" if change.mean > 0 else "lower"
