"""What the terminal shows: the key figures of a study, the differences of a comparison."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from rich.table import Table

from sim.study import ALL
from sim.units import seconds

if TYPE_CHECKING:
    from sim.statistics import Estimate
    from sim.study import Comparison, Study

PERCENT: Final = {"service_level", "abandoned_fraction", "occupancy"}

NAMES: Final = {
    "offered": "calls offered a day",
    "handled": "calls handled a day",
    "abandoned": "callers who hang up a day",
    "blocked": "calls blocked a day",
    "abandoned_fraction": "hang up",
    "wait_s": "mean wait of all, s",
    "asa_s": "mean wait of the answered (ASA), s",
    "service_level": "answered in time",
    "wait_p90_s": "9 in 10 wait at most, s",
    "aht_s": "handle time (AHT), s",
    "left_waiting": "calls left waiting a day",
    "after_closing": "calls answered after closing a day",
    "occupancy": "occupancy",
    "staffed_h": "staffed hours a day",
}
_ALWAYS: Final = (
    "offered", "service_level", "abandoned_fraction", "wait_s", "asa_s", "wait_p90_s", "aht_s",
)  # fmt: skip
_IF_ANY: Final = ("blocked", "left_waiting", "after_closing")
_BY_QUEUE: Final = ("offered", "service_level", "abandoned_fraction", "wait_s", "wait_p90_s", "aht_s")


def number(estimate: Estimate, figure: str) -> str:
    """A figure with the half-width of its 95 % interval, to the digits that the half-width leaves meaning."""
    if math.isnan(estimate.mean):
        return "-"
    scale, unit = (100, "%") if figure in PERCENT else (1, "")
    mean, half = estimate.mean * scale, estimate.half_width
    if half is None:
        return f"{mean:,.1f}{unit}"
    digits = _digits(half * scale)
    return f"{mean:,.{digits}f}{unit} ± {half * scale:,.{digits}f}"


def _digits(half_width: float) -> int:
    """Decimal places that show a half-width to two digits, between none and three."""
    if half_width <= 0:
        return 1
    return min(max(1 - math.floor(math.log10(half_width)), 0), 3) if half_width < 10 else 0


def study_tables(study: Study) -> list[Table]:
    """Key figures of all queues together, then of each queue and each group."""
    goal = study.scenario.service_level
    whole = Table(title=f"{study.scenario.name}: all queues", title_justify="left", show_header=False)
    everything = study.queue(ALL)
    for figure in (*_ALWAYS, *(name for name in _IF_ANY if everything[name].mean > 0)):
        name = NAMES[figure]
        if figure == "service_level":
            name = f"answered within {seconds(goal.within):g} s (goal {goal.target:.0%})"
        whole.add_row(name, number(everything[figure], figure))
    return [whole, *([_by_queue(study)] if len(study.sums.queue_names) > 1 else []), _by_group(study)]


def _by_queue(study: Study) -> Table:
    table = Table(title="By queue", title_justify="left")
    table.add_column("queue")
    for figure in _BY_QUEUE:
        table.add_column(_short(figure, study), justify="right")
    for queue in study.sums.queue_names:
        figures = study.queue(queue)
        table.add_row(queue, *(number(figures[figure], figure) for figure in _BY_QUEUE))
    return table


def _short(figure: str, study: Study) -> str:
    within = f"{seconds(study.scenario.service_level.within):g} s"
    return {
        "offered": "offered",
        "service_level": f"within {within}",
        "abandoned_fraction": "hang up",
        "wait_s": "wait, s",
        "wait_p90_s": "9 in 10, s",
        "aht_s": "AHT, s",
    }[figure]


def _by_group(study: Study) -> Table:
    table = Table(title="By group of agents", title_justify="left")
    table.add_column("group")
    for name in ("occupancy", "handled a day", "staffed hours a day"):
        table.add_column(name, justify="right")
    for group, figures in study.groups.items():
        table.add_row(group, *(number(figures[figure], figure) for figure in ("occupancy", "handled", "staffed_h")))
    return table


def comparison_table(comparison: Comparison, queue: str = ALL) -> Table:
    """Each side's figures, and for every side but the first the difference; * marks those beyond chance."""
    first, *others = comparison.names
    table = Table(title="All queues" if queue == ALL else f"Queue {queue}", title_justify="left")
    table.add_column("")
    table.add_column(first, justify="right")
    for side in others:
        table.add_column(side, justify="right")
        table.add_column("difference", justify="right")
    found = [comparison.differences(side, queue) for side in others]
    for same_figure in zip(*found, strict=True):
        figure = same_figure[0].figure
        cells = [number(same_figure[0].base, figure)]
        for one in same_figure:
            cells += [number(one.other, figure), _signed(one.change, figure) + (" *" if one.certain else "")]
        table.add_row(NAMES[figure], *cells)
    return table


def _signed(estimate: Estimate, figure: str) -> str:
    text = number(estimate, figure)
    return text if text.startswith("-") else f"+{text}"
