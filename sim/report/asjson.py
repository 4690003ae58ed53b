"""A study as plain data, for JSON and CSV."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING, Any

from sim.study import ALL, GROUP_FIGURES, QUEUE_FIGURES
from sim.units import clock

if TYPE_CHECKING:
    from sim.statistics import Estimate
    from sim.study import Comparison, Study


def study_data(study: Study, name: str) -> dict[str, Any]:
    """What ``simulate --json`` prints: every figure as mean and half-width of its 95 % interval."""
    return {
        "scenario": name,
        "engine": study.engine,
        "policy": study.policy,
        "days": study.days,
        "seed": study.seed,
        "wall_s": round(study.wall_s, 3),
        "queues": {queue: _figures(figures) for queue, figures in study.queues.items()},
        "groups": {group: _figures(figures) for group, figures in study.groups.items()},
    }


def comparison_data(comparison: Comparison, name: str) -> dict[str, Any]:
    """What ``compare --json`` prints: each side, and each difference from the first side in the queues of both."""
    first, *others = comparison.names
    queues = {
        side: [name for name in comparison.studies[0].sums.queue_names if name in study.sums.queue_names]
        for side, study in zip(comparison.names, comparison.studies, strict=True)
    }
    return {
        "scenario": name,
        "base": first,
        "variants": {
            side: study_data(study, name) for side, study in zip(comparison.names, comparison.studies, strict=True)
        },
        "differences": {
            side: {
                queue: {one.figure: estimate_data(one.change) for one in comparison.differences(side, queue)}
                for queue in (ALL, *queues[side])
            }
            for side in others
        },
        "verdicts": {side: comparison.verdict(side) for side in others},
    }


def estimate_data(estimate: Estimate) -> dict[str, float | None]:
    """Mean and half-width; null where there is nothing to measure, or one day alone."""
    return {"mean": None if math.isnan(estimate.mean) else estimate.mean, "half_width": estimate.half_width}


def summary_csv(study: Study) -> str:
    """Every figure of every queue and group, over the day (interval empty) and by interval."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("part", "name", "interval", "figure", "mean", "half_width"))
    for part, whole_day, names, figures in (
        ("queue", study.queues, (ALL, *study.sums.queue_names), QUEUE_FIGURES),
        ("group", study.groups, study.sums.group_names, GROUP_FIGURES),
    ):
        for name in names:
            table.writerows(_rows(study, part, name, whole_day[name], figures))
    return text.getvalue()


def _rows(
    study: Study, part: str, name: str, whole_day: dict[str, Estimate], figures: dict[str, Any]
) -> list[tuple[str, str, str, str, float | None, float | None]]:
    by_interval = study.sums.queue_figure if part == "queue" else study.sums.group_figure
    scenario = study.scenario
    found = [("", figure, estimate) for figure, estimate in whole_day.items()]
    for interval in range(study.sums.intervals):
        start = clock(scenario.open.start + interval * scenario.report_every)
        found += [(start, figure, by_interval(name, figure, interval)) for figure in figures]
    return [
        (part, name, start, figure, None if math.isnan(one.mean) else one.mean, one.half_width)
        for start, figure, one in found
    ]


def _figures(figures: dict[str, Estimate]) -> dict[str, dict[str, float | None]]:
    return {name: estimate_data(estimate) for name, estimate in figures.items()}
