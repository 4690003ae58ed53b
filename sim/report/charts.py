"""The pictures of a study: how callers fare and how agents are used, through the day."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from sim.report.plots import (
    DASHES,
    GREEN,
    GREY,
    INK,
    MANY,
    ORANGE,
    SKY,
    VERMILION,
    Chart,
    Line,
    View,
    bars,
    drawn,
    extremes,
    level_line,
    plain,
    wrapped,
)
from sim.report.words import COUNT, PERCENT, SECONDS, Unit, duration, goal, spoken
from sim.study import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.report.throughday import Series, ThroughDay

EVERY_QUEUE: Final = "All queues"
EVERY_GROUP: Final = "All groups"
AGENTS: Final = Unit("agents", most=1)
REFERENCE: Final[dict[str, Any]] = {"colour": GREY, "dash": "dot", "band": False, "width": 2, "markers": False}
"""How all queues are drawn beside one of them."""


def queue_charts(day: ThroughDay) -> list[Chart]:
    """How callers fare: a drawing for all queues and one for each."""
    found = [service_levels({"": day}), _waits(day), _calls(day)]
    return [_map(day), *found] if len(day.study.sums.queue_names) > 1 else found


def group_charts(day: ThroughDay) -> list[Chart]:
    """How agents are used: a drawing for all groups and one for each."""
    return [_agents(day), _occupancy(day)]


def service_levels(variants: dict[str, ThroughDay], queues: Sequence[str] | None = None) -> Chart:
    """The service level through the day, of one center or of several variants, with the goal as a line."""
    first = next(iter(variants.values()))
    promise = first.study.scenario.service_level
    names = (ALL, *(first.study.sums.queue_names if queues is None else queues))
    series = {(name, queue): day.service_level(queue) for name, day in variants.items() for queue in names}
    bottom = _bottom([*series.values()], promise.target)
    shape, label = level_line(promise.target * 100, f"goal {goal(promise)}")
    axis = {"range": [bottom, 101], "ticksuffix": " %", "title": {"text": "answered in time"}}
    views = []
    for queue in names:
        lines = [
            Line(name or _queue(queue), series[name, queue], PERCENT, MANY[at % len(MANY)], DASHES[at % len(DASHES)])
            for at, name in enumerate(variants)
        ]
        data = [
            trace for line, day in zip(lines, variants.values(), strict=True) for trace in drawn(line, day.intervals)
        ]
        if queue != ALL and len(variants) == 1:
            data += drawn(Line(EVERY_QUEUE, series["", ALL], PERCENT, **REFERENCE), first.intervals)
        alt = " ".join(
            extremes(line.name, line.series, day.intervals, PERCENT)
            for line, day in zip(lines, variants.values(), strict=True)
        )
        views.append(View(data, {"yaxis": axis, "shapes": [shape], "annotations": [label]}, alt))
    title = f"Answered within {duration(promise.within)}, by time of day"
    return Chart("service-level", title, tuple(views), by="queue")


def _waits(day: ThroughDay) -> Chart:
    everyone = Line(EVERY_QUEUE, day.wait(ALL), SECONDS, **REFERENCE)
    views = []
    for queue in _queues(day):
        line = Line(_queue(queue), day.wait(queue), SECONDS, VERMILION)
        data = drawn(line, day.intervals) + (drawn(everyone, day.intervals) if queue != ALL else [])
        axis = {"rangemode": "tozero", "title": {"text": "seconds"}}
        views.append(View(data, {"yaxis": axis}, extremes(*_said(line, day), SECONDS)))
    return Chart("waits", "Mean wait of all callers, by time of day", tuple(views), by="queue")


def _calls(day: ThroughDay) -> Chart:
    views = []
    for queue in _queues(day):
        offered, lost = day.calls(queue, "offered"), day.calls(queue, "abandoned")
        data = [
            bars("reach the queue", offered, day.intervals, SKY),
            bars("of these hang up", lost, day.intervals, VERMILION),
        ]
        axis = {"rangemode": "tozero", "title": {"text": "calls a day"}}
        alt = extremes(f"Calls offered, {_queue(queue)}", offered, day.intervals, COUNT)
        views.append(View(data, {"yaxis": axis, "barmode": "overlay"}, alt))
    every = duration(day.study.scenario.report_every)
    return Chart("calls", f"Calls in each {every}, and how many hang up", tuple(views), by="queue")


def _agents(day: ThroughDay) -> Chart:
    views = []
    for group in _groups(day):
        on_duty = Line("agents on duty", day.on_duty(group), AGENTS, INK, step=True, band=False)
        work = (
            Line("work that calls bring (erlangs: agents it would keep busy all the time)", day.load(), AGENTS, ORANGE)
            if group == ALL
            else Line("agents busy with calls", day.busy(group), AGENTS, ORANGE, "dash", step=True)
        )
        data = drawn(on_duty, day.intervals) + drawn(work, day.intervals)
        alt = " ".join(extremes(*_said(line, day), AGENTS) for line in (on_duty, work))
        axis = {"rangemode": "tozero", "title": {"text": "agents"}}
        views.append(View(data, {"yaxis": axis}, alt))
    return Chart("agents", "Agents on duty against the work", tuple(views), by="group")


def _occupancy(day: ThroughDay) -> Chart:
    everyone = Line(EVERY_GROUP, day.occupancy(ALL), PERCENT, **REFERENCE)
    views = []
    for group in _groups(day):
        line = Line(EVERY_GROUP if group == ALL else group, day.occupancy(group), PERCENT, GREEN)
        data = drawn(line, day.intervals) + (drawn(everyone, day.intervals) if group != ALL else [])
        axis = {"range": [0, 101], "ticksuffix": " %", "title": {"text": "of time on duty"}}
        views.append(View(data, {"yaxis": axis}, extremes(*_said(line, day), PERCENT)))
    return Chart("occupancy", "Occupancy: share of time on duty spent on calls", tuple(views), by="group")


def _map(day: ThroughDay) -> Chart:
    """Queues against the clock, coloured by how far the service level is from the goal."""
    study, goal_at = day.study, day.study.scenario.service_level.target * 100
    names = list(reversed(_queues(day)))
    series = [day.service_level(queue) for queue in names]
    reach = max(min(goal_at, 30.0), 100 - goal_at)
    data: list[dict[str, Any]] = [{
        "type": "heatmap", "x": [one.middle for one in day.intervals], "y": list(range(len(names))),
        "z": [[None if one is None else round(one.mean * 100, 2) for one in row] for row in series],
        "text": [[f"{plain(_queue(name))}<br>{when.label}: "
                  + ("too few calls to tell" if one is None else plain(spoken(one, PERCENT)))
                  for when, one in zip(day.intervals, row, strict=True)]
                 for name, row in zip(names, series, strict=True)],
        "hoverinfo": "text", "hoverongaps": False, "xgap": 1, "ygap": 3,
        "zmin": goal_at - reach, "zmax": goal_at + reach, "colorscale": _AROUND_GOAL,
        "colorbar": {"thickness": 12, "tickmode": "array", "tickvals": [goal_at - reach, goal_at, 100],
                     "ticktext": [f"≤ {goal_at - reach:.3g} %", f"goal {goal(study.scenario.service_level)}", "100 %"],
                     "outlinewidth": 0},
    }]  # fmt: skip
    axis = {
        "tickvals": list(range(len(names))),
        "ticktext": [wrapped(_queue(name)) for name in names],
        "showgrid": False,
    }
    worst = [extremes(_queue(name), row, day.intervals, PERCENT) for name, row in zip(names, series, strict=True)]
    view = View(data, {"yaxis": axis, "plot_bgcolor": "#f1f3f5"}, " ".join(reversed(worst)))
    title = "Where the goal is reached and where not"
    note = "Blue: more callers answered in time than the goal asks. Orange: fewer. Grey: too few calls to tell."
    return Chart("map", title, (view,), note=note, height=90 + 38 * len(names))


_AROUND_GOAL: Final = [[0, "#b35806"], [0.25, "#f1a340"], [0.5, "#f7f7f7"], [0.75, "#67a9cf"], [1, "#2166ac"]]


def _bottom(series: Sequence[Series], target: float) -> float:
    """A round percentage below all that is drawn, the same for every queue."""
    lowest = min([target, *(one.low or one.mean for row in series for one in row if one is not None)])
    return max(0.0, math.floor((lowest * 100 - 3) / 10) * 10)


def _queues(day: ThroughDay) -> tuple[str, ...]:
    return (ALL, *day.study.sums.queue_names)


def _groups(day: ThroughDay) -> tuple[str, ...]:
    return (ALL, *day.study.sums.group_names)


def _queue(queue: str) -> str:
    return EVERY_QUEUE if queue == ALL else queue


def _said(line: Line, day: ThroughDay) -> tuple[str, Series, Any]:
    return line.name, line.series, day.intervals
