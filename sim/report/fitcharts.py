"""What a log showed, and the curves that were drawn through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim.report.charts import EVERY_GROUP
from sim.report.plots import BLUE, DASHES, INK, MANY, ORANGE, VERMILION, Chart, View, plain
from sim.report.words import span
from sim.units import microseconds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sim.fit import ArrivalPlot, Fit, PatiencePlot, StaffingPlot, TalkPlot

NOTHING: Final = {"text": "this log does not show it", "showarrow": False, "xref": "paper", "yref": "paper",
                  "x": 0.5, "y": 0.5}  # fmt: skip
Floats = list[float | None]


def fit_charts(fit: Fit) -> tuple[list[Chart], list[Chart]]:
    """Charts by queue, and charts by group."""
    names = [plot.queue for plot in fit.arrivals]
    talk = {plot.queue: _talk(plot) for plot in fit.talk}
    patience = {plot.queue: _patience(plot) for plot in fit.patience}
    by_queue = [
        Chart(
            "arrivals",
            "Calls an hour, by time of day",
            tuple(map(_arrivals, fit.arrivals)),
            by="queue",
            note="Line: the rate in the scenario, the mean of the days. Band: eight of ten days lie in it.",
        )
    ]
    if talk:
        views = tuple(talk.get(name, _nothing(name)) for name in names)
        note = (
            "Bars: calls of the log. Lines: laws fitted to them, the likeliest first; the thick one is in the scenario."
        )
        by_queue.append(Chart("talk", "How long calls last", views, by="queue", note=note))
    if patience:
        views = tuple(patience.get(name, _nothing(name)) for name in names)
        note = (
            "The share of those who have to wait that would still be waiting (Kaplan-Meier: whoever was answered first"
            " counts as willing to wait longer). Band: 95 % confidence."
        )
        by_queue.append(Chart("patience", "How long callers are willing to wait", views, by="queue", note=note))
    return by_queue, [_staffing(fit.staffing)] if fit.staffing else []


def day_span(fit: Fit) -> tuple[int, int]:
    """From the first interval's start to the last one's end, in microseconds since midnight."""
    ends = [_ends(plot.starts_s)[-1] for plot in fit.arrivals]
    starts = [plot.starts_s[0] for plot in fit.arrivals]
    return microseconds(float(min(starts))), microseconds(float(max(ends)))


def group_names(staffing: StaffingPlot) -> tuple[str, ...]:
    """The choices of the group's selector."""
    return (EVERY_GROUP, *staffing.groups) if len(staffing.groups) > 1 else staffing.groups


def _arrivals(plot: ArrivalPlot) -> View:
    x, starts, ends = _steps(plot.starts_s)
    told = [
        f"{_clock(start, end)}: {rate:.3g} calls an hour<br>eight of ten days between {low:.3g} and {high:.3g}"
        for start, end, rate, low, high in zip(starts, ends, plot.per_hour, plot.low, plot.high, strict=True)
    ]
    data = [
        *_band(x, _twice(plot.low), _twice(plot.high), BLUE),
        {**_line(plot.queue, x, _twice(plot.per_hour), BLUE), "text": [one for one in told for _ in "ab"]},
    ]
    most, least = (int(pick(plot.per_hour)) for pick in (np.argmax, np.argmin))
    alt = (
        f"Calls an hour of {plot.queue}: most, {plot.per_hour[most]:.3g}, from {_clock(starts[most], ends[most])};"
        f" fewest, {plot.per_hour[least]:.3g}, from {_clock(starts[least], ends[least])}."
    )
    return View(data, {"yaxis": {"range": [0, _top(np.append(plot.high, plot.per_hour))]}}, alt)


def _talk(plot: TalkPlot) -> View:
    middles, width = (plot.edges_s[1:] + plot.edges_s[:-1]) / 2, float(plot.edges_s[1] - plot.edges_s[0])
    bars = {"type": "bar", "name": "calls of the log", "x": _list(middles), "y": _list(plot.share * 100),
            "width": width * 0.95, "marker": {"color": "#bcccdc"}, "hoverinfo": "skip"}  # fmt: skip
    lines = []
    for at, (name, share) in enumerate(plot.laws.items()):
        chosen = name == plot.chosen
        line = _line(name + (" (in the scenario)" if chosen else ""), _list(middles), _list(share * 100), MANY[at % 7])
        line["line"] |= {"width": 4 if chosen else 1.8, "dash": "solid" if chosen else DASHES[1 + at % 5]}
        lines.append({**line, "hoverinfo": "name"})
    kept = f"the scenario holds the {plot.chosen} law" if plot.chosen else "the scenario holds the measured curve"
    alt = f"Histogram of how long calls of {plot.queue} last, with {len(plot.laws)} fitted laws; {kept}."
    axes = {"xaxis": _own_axis(float(plot.edges_s[-1])), "yaxis": {"ticksuffix": " %", "rangemode": "tozero"}}
    if not plot.chosen:
        bars["name"] = "calls of the log (this curve is in the scenario)"
    return View([bars, *lines], axes, alt)


def _patience(plot: PatiencePlot) -> View:
    x = _list(plot.waits_s)
    measured = _line("measured", x, _list(plot.share * 100), BLUE)
    measured["text"] = [
        f"after {wait:.0f} s: {share:.0%} would still be waiting"
        for wait, share in zip(plot.waits_s, plot.share, strict=True)
    ]
    law = _line("exponential law", x, _list(plot.exponential * 100), VERMILION)
    law["line"] |= {"dash": "dash"}
    law |= {"hoverinfo": "skip"}
    band = _band(x, _list(plot.low * 100), _list(plot.high * 100), BLUE)
    half = np.flatnonzero(plot.share <= 0.5)
    told = f"half would have left after {plot.waits_s[half[0]]:.0f} s" if half.size else "over half outlast the curve"
    axes = {"xaxis": _own_axis(float(plot.waits_s[-1])), "yaxis": {"range": [0, 101], "ticksuffix": " %"}}
    return View([*band, measured, law], axes, f"Patience of callers of {plot.queue}: {told}.")


def _staffing(plot: StaffingPlot) -> Chart:
    measured, whole = list(plot.present), list(plot.count)
    if len(plot.groups) > 1:
        measured.insert(0, plot.present.sum(axis=0))
        whole.insert(0, plot.count.sum(axis=0))
    views = []
    for name, present, count in zip(group_names(plot), measured, whole, strict=True):
        x, starts, ends = _steps(plot.starts_s)
        clocks = [_clock(start, end) for start, end in zip(starts, ends, strict=True)]
        told = [f"{when}: {one:.1f} at work in the log" for when, one in zip(clocks, present, strict=True)]
        kept = [f"{when}: {one} in the scenario" for when, one in zip(clocks, count, strict=True)]
        data = [
            {**_line("in the scenario", x, _twice(count), INK), "text": [one for one in kept for _ in "ab"]},
            {**_line("at work in the log, on average", x, _twice(present), ORANGE),
             "text": [one for one in told for _ in "ab"]},
        ]  # fmt: skip
        alt = f"Agents of {name}: at most {max(present):.1f} at work in the log, {int(max(count))} in the scenario."
        views.append(View(data, {"yaxis": {"range": [0, _top(np.append(present, count))]}}, alt))
    return Chart("staffing", "Agents at work, by time of day", tuple(views), by="group")


def _line(name: str, x: Floats, y: Floats, colour: str) -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "name": plain(name), "x": x, "y": y, "hoverinfo": "text",
            "line": {"color": colour, "width": 2.5}}  # fmt: skip


def _band(x: Floats, low: Floats, high: Floats, colour: str) -> list[dict[str, Any]]:
    return [{"type": "scatter", "mode": "lines", "x": [*x, *reversed(x)], "y": [*low, *reversed(high)],
             "fill": "toself", "fillcolor": colour, "opacity": 0.2, "line": {"width": 0},
             "hoverinfo": "skip", "showlegend": False}]  # fmt: skip


def _steps(starts_s: NDArray[np.float64]) -> tuple[Floats, Sequence[float], Sequence[float]]:
    """Both ends of every interval in minutes, and its ends in seconds."""
    ends = _ends(starts_s)
    return _list(np.column_stack([starts_s, ends]).ravel() / 60), list(starts_s), list(ends)


def _ends(starts_s: NDArray[np.float64]) -> NDArray[np.float64]:
    step = starts_s[1] - starts_s[0] if len(starts_s) > 1 else 1800.0
    return np.append(starts_s[1:], starts_s[-1] + step)


def _twice(values: NDArray[Any]) -> Floats:
    return _list(np.repeat(values, 2))


def _list(values: NDArray[Any]) -> Floats:
    return [float(f"{value:.5g}") if np.isfinite(value) else None for value in values]


def _top(values: NDArray[Any]) -> float:
    return float(f"{1.06 * float(np.nanmax(values)):.5g}") or 1.0


def _clock(start_s: float, end_s: float) -> str:
    return span(microseconds(float(start_s)), microseconds(float(end_s)))


def _own_axis(end: float) -> dict[str, Any]:
    """Seconds from 0, instead of the clock."""
    return {"range": [0, end], "tickmode": "auto", "tickvals": None, "ticktext": None, "ticksuffix": " s", "nticks": 7}


def _nothing(queue: str) -> View:
    return View([], {"annotations": [NOTHING]}, f"The log does not show this of {queue}.")
