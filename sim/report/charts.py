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
    from_zero,
    level_line,
    plain,
    wrapped,
)
from sim.report.words import COUNT, PERCENT, SECONDS, Unit, duration, goal, spoken
from sim.study import ALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sim.report.throughday import Series, ThroughDay

EVERY_QUEUE: Final = "All queues"
EVERY_GROUP: Final = "All groups"
AGENTS: Final = Unit("agents", most=1)
REFERENCE: Final[dict[str, Any]] = {"colour": GREY, "dash": "dot", "band": False, "width": 2, "markers": False}
"""How all queues are drawn beside one of them."""
MOST_BANDS: Final = 3
"""Bands of more variants than this would hide each other."""


def queue_charts(day: ThroughDay) -> list[Chart]:
    """How callers fare: a drawing for all queues and one for each."""
    found = [service_levels({"": day}, day.queues), _waits(day), _calls(day)]
    return [_map(day), *found] if len(day.queues) > 1 else found


def group_charts(day: ThroughDay) -> list[Chart]:
    """How agents are used: a drawing for all groups and one for each."""
    return [_agents(day), _occupancy(day)]


def service_levels(variants: dict[str, ThroughDay], queues: Sequence[str]) -> Chart:
    """The service level through the day, of one center or of several variants, with the goal as a line.

    A variant without a name is called after the queue.
    """
    first = next(iter(variants.values()))
    promise = first.study.scenario.service_level
    series = {(name, queue): day.service_level(queue) for name, day in variants.items() for queue in queues}
    bottom = _bottom([*series.values()], promise.target)
    start, end = whole_span(variants.values())
    level = level_line(promise.target * 100, f"goal {goal(promise)}", start, end)
    axis = {"range": [bottom, 101], "ticksuffix": " %"}
    banded = len(variants) <= MOST_BANDS
    views = []
    for queue in queues:
        data, told = [], []
        for at, (name, day) in enumerate(variants.items()):
            look = at % len(MANY)
            line = Line(name or queue_title(queue), series[name, queue], PERCENT, MANY[look], DASHES[look], band=banded)
            data += drawn(line, day.intervals)
            told.append(extremes(line.name, line.series, day.intervals, PERCENT))
        if _one_of(queue, queues) and len(variants) == 1:
            data += drawn(Line(EVERY_QUEUE, first.service_level(ALL), PERCENT, **REFERENCE), first.intervals)
        views.append(View([*data, level], {"yaxis": axis}, " ".join(told)))
    title = f"Answered within {duration(promise.within)}, by time of day"
    return Chart("service-level", title, tuple(views), by="queue")


def whole_span(days: Iterable[ThroughDay]) -> tuple[int, int]:
    """The stretch of the clock that holds what is counted of all of these."""
    starts, ends = zip(*(day.span for day in days), strict=True)
    return min(starts), max(ends)


def _waits(day: ThroughDay) -> Chart:
    everyone = Line(EVERY_QUEUE, day.wait(ALL), SECONDS, **REFERENCE)
    views = []
    for queue in day.queues:
        line = Line(queue_title(queue), day.wait(queue), SECONDS, VERMILION)
        data = drawn(line, day.intervals) + (drawn(everyone, day.intervals) if _one_of(queue, day.queues) else [])
        axis = from_zero(line.series, everyone.series if _one_of(queue, day.queues) else ())
        views.append(View(data, {"yaxis": axis}, extremes(*_said(line, day), SECONDS)))
    return Chart("waits", "Mean wait of all callers, in seconds, by time of day", tuple(views), by="queue")


def _calls(day: ThroughDay) -> Chart:
    views = []
    for queue in day.queues:
        offered, lost = day.calls(queue, "offered"), day.calls(queue, "abandoned")
        data = [
            bars("reach the queue", offered, day.intervals, SKY),
            bars("of these hang up", lost, day.intervals, VERMILION),
        ]
        axis = from_zero(offered)
        alt = extremes(f"Calls offered, {queue_title(queue)}", offered, day.intervals, COUNT)
        views.append(View(data, {"yaxis": axis, "barmode": "overlay"}, alt))
    every = duration(day.study.scenario.report_every)
    return Chart("calls", f"Calls a day in each {every}, and how many hang up", tuple(views), by="queue")


def _agents(day: ThroughDay) -> Chart:
    views = []
    for group in day.groups:
        on_duty = Line("agents on duty", day.on_duty(group), AGENTS, INK, step=True, band=False)
        work = (
            Line("work that calls bring, in erlangs", day.load(), AGENTS, ORANGE)
            if not _one_of(group, day.groups)
            else Line("agents busy with calls", day.busy(group), AGENTS, ORANGE, "dash", step=True)
        )
        data = drawn(on_duty, day.intervals) + drawn(work, day.intervals)
        alt = " ".join(extremes(*_said(line, day), AGENTS) for line in (on_duty, work))
        axis = from_zero(on_duty.series, work.series)
        views.append(View(data, {"yaxis": axis}, alt))
    note = "An erlang keeps one agent busy all the time. Where the work comes near the agents on duty, waits grow."
    return Chart("agents", "Agents on duty against the work", tuple(views), by="group", note=note)


def _occupancy(day: ThroughDay) -> Chart:
    everyone = Line(EVERY_GROUP, day.occupancy(ALL), PERCENT, **REFERENCE)
    views = []
    for group in day.groups:
        line = Line(group_title(group), day.occupancy(group), PERCENT, GREEN)
        data = drawn(line, day.intervals) + (drawn(everyone, day.intervals) if _one_of(group, day.groups) else [])
        axis = {"range": [0, 101], "ticksuffix": " %"}
        views.append(View(data, {"yaxis": axis}, extremes(*_said(line, day), PERCENT)))
    return Chart("occupancy", "Occupancy: share of time on duty spent on calls", tuple(views), by="group")


def _map(day: ThroughDay) -> Chart:
    """Queues against the clock, coloured by how far the service level is from the goal."""
    study, goal_at = day.study, day.study.scenario.service_level.target * 100
    names = list(reversed(day.queues))
    series = [day.service_level(queue) for queue in names]
    reach = max(min(goal_at, 30.0), 100 - goal_at)
    data: list[dict[str, Any]] = [{
        "type": "heatmap", "x": [one.middle for one in day.intervals], "y": list(range(len(names))),
        "z": [[None if one is None else round(one.mean * 100, 2) for one in row] for row in series],
        "text": [[f"{plain(queue_title(name))}<br>{when.label}: "
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
        "ticktext": [wrapped(queue_title(name)) for name in names],
        "showgrid": False,
    }
    worst = [extremes(queue_title(name), row, day.intervals, PERCENT) for name, row in zip(names, series, strict=True)]
    view = View(data, {"yaxis": axis, "plot_bgcolor": "#e4e7eb"}, " ".join(reversed(worst)))
    title = "Where the goal is reached, by queue and time of day"
    note = (
        "Blue: more callers are answered in time than the goal asks. Yellow: just the goal. Orange to brown: fewer."
        " Grey: too few calls to tell."
    )
    return Chart("map", title, (view,), note=note, height=90 + 38 * len(names))


_AROUND_GOAL: Final = [[0, "#b35806"], [0.3, "#f1a340"], [0.5, "#fff3c4"], [0.7, "#7fb8da"], [1, "#2166ac"]]


def _bottom(series: Sequence[Series], target: float) -> float:
    """A round percentage below all that is drawn, the same for every queue."""
    lowest = min([target, *(one.low or one.mean for row in series for one in row if one is not None)])
    return max(0.0, math.floor((lowest * 100 - 3) / 10) * 10)


def _one_of(name: str, names: Sequence[str]) -> bool:
    """Whether this is one of several, beside which all of them can be shown."""
    return name != ALL and len(names) > 1


def group_title(group: str) -> str:
    """What a group is called on the page."""
    return EVERY_GROUP if group == ALL else group


def queue_title(queue: str) -> str:
    """What a queue is called on the page."""
    return EVERY_QUEUE if queue == ALL else queue


def _said(line: Line, day: ThroughDay) -> tuple[str, Series, Any]:
    return line.name, line.series, day.intervals
