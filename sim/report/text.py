"""What the terminal shows: the key figures of a study, the differences of a comparison."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from rich.box import SIMPLE_HEAD
from rich.table import Table

from sim.report.words import decimals
from sim.study import ALL
from sim.study.comparison import COMPARED
from sim.units import seconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.statistics import Estimate
    from sim.study import Comparison, Difference, Study

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
_BY_QUEUE: Final = ("offered", "service_level", "abandoned_fraction", "wait_s", "wait_p90_s")


def number(estimate: Estimate, figure: str) -> str:
    """A figure with the half-width of its 95 % interval, to the digits that the half-width leaves meaning."""
    if math.isnan(estimate.mean):
        return "-"
    scale, unit = (100, "%") if figure in PERCENT else (1, "")
    mean, half = estimate.mean * scale, estimate.half_width
    if half is None:
        return f"{mean:,.1f}{unit}"
    digits = _digits(half * scale)
    shown = round(mean, digits) + 0.0  # no minus before a zero
    return f"{shown:,.{digits}f}{unit} ±{half * scale:,.{digits}f}"


def _digits(half_width: float) -> int:
    """Decimal places that show the leading digits of a half-width; at most two."""
    return min(max(decimals(half_width), 0), 2) if half_width > 0 else 1


def study_tables(study: Study) -> list[Table]:
    """Key figures of all queues together, then of each queue and each group."""
    goal = study.scenario.service_level
    whole = _table("All queues", show_header=False)
    everything = study.queue(ALL)
    for figure in (*_ALWAYS, *(name for name in _IF_ANY if everything[name].mean > 0)):
        name = NAMES[figure]
        if figure == "service_level":
            name = f"answered within {seconds(goal.within):g} s (goal {goal.target * 100:.6g}%)"
        whole.add_row(name, number(everything[figure], figure))
    return [whole, *([_by_queue(study)] if len(study.sums.queue_names) > 1 else []), _by_group(study)]


def _table(title: str, *, show_header: bool = True) -> Table:
    return Table(title=title, title_justify="left", show_header=show_header, box=SIMPLE_HEAD, pad_edge=False)


def _by_queue(study: Study) -> Table:
    table = _table("By queue")
    table.add_column("queue")
    for figure in _BY_QUEUE:
        table.add_column(_short(figure, study), justify="right", no_wrap=True)
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
        "wait_s": "mean wait, s",
        "wait_p90_s": "9 in 10, s",
    }[figure]


def _by_group(study: Study) -> Table:
    table = _table("By group of agents")
    table.add_column("group")
    for name in ("occupancy", "handled a day", "staffed hours a day"):
        table.add_column(name, justify="right")
    for group, figures in study.groups.items():
        table.add_row(group, *(number(figures[figure], figure) for figure in ("occupancy", "handled", "staffed_h")))
    return table


def beside_log(study: Study, log: dict[str, Estimate]) -> Table:
    """A replay beside the log that it replays."""
    table = _table("The replay beside the log itself")
    for name in ("", "log", "replayed"):
        table.add_column(name, justify="right" if name else "left")
    replayed = study.queue(ALL)
    for figure, estimate in log.items():
        table.add_row(NAMES[figure], number(estimate, figure), number(replayed[figure], figure))
    return table


def comparison_tables(comparison: Comparison) -> list[Table]:
    """Key figures of all queues, then the service level of each; differences from the first side beside each."""
    whole = _sides("All queues", comparison)
    for same_figure in zip(*(comparison.differences(side) for side in comparison.names[1:]), strict=True):
        _add_sides(whole, NAMES[same_figure[0].figure], same_figure)
    if len(comparison.shared_queues) < 2:
        return [whole]
    level = _sides(f"By queue: {NAMES['service_level']}", comparison)
    for queue in comparison.shared_queues:
        found = [comparison.differences(side, queue)[_LEVEL] for side in comparison.names[1:]]
        _add_sides(level, queue, found)
    return [whole, level]


_LEVEL: Final = COMPARED.index("service_level")


def _sides(title: str, comparison: Comparison) -> Table:
    table = _table(title)
    table.add_column("")
    table.add_column(comparison.names[0], justify="right")
    for side in comparison.names[1:]:
        table.add_column(side, justify="right")
        table.add_column("difference", justify="right")
    return table


def _add_sides(table: Table, name: str, found: Sequence[Difference]) -> None:
    cells = [number(found[0].base, found[0].figure)]
    for one in found:
        cells += [number(one.other, one.figure), _signed(one.change, one.figure) + (" *" if one.certain else "")]
    table.add_row(name, *cells)


def _signed(estimate: Estimate, figure: str) -> str:
    text = number(estimate, figure).replace("%", " points")
    return text if text.startswith("-") else f"+{text}"
