"""Lines with bands, steps and bars over the clock, as Plotly draws them: plain data, checked by Plotly in the tests."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sim.report.words import Unit, spoken
from sim.units import HOUR, MINUTE, clock

if TYPE_CHECKING:
    from sim.report.throughday import Interval, Series
    from sim.statistics import Estimate

# Okabe and Ito 2008: told apart by colour-blind readers too.
BLUE: Final = "#0072B2"
VERMILION: Final = "#D55E00"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
PURPLE: Final = "#CC79A7"
INK: Final = "#1f2933"
GREY: Final = "#8a94a0"
MANY: Final = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY, INK)
DASHES: Final = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid")
MOST_TICKS: Final = 9


@dataclass(frozen=True)
class View:
    """One drawing: Plotly's traces and layout, and the same in a sentence for those who cannot see it."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    alt: str


@dataclass(frozen=True)
class Chart:
    """A drawing with a title, or several of which a selector shows one; ``by``: the selector."""

    id: str
    title: str
    views: tuple[View, ...]
    by: str = ""
    note: str = ""
    height: int = 300


@dataclass(frozen=True)
class Line:
    """A series to draw: what it is called, in which colour and unit; ``step``: it holds for the whole interval."""

    name: str
    series: Series
    unit: Unit
    colour: str = BLUE
    dash: str = "solid"
    step: bool = False
    band: bool = True
    width: float = 2.5
    markers: bool = True


def drawn(line: Line, intervals: Sequence[Interval]) -> list[dict[str, Any]]:
    """The band, then the line."""
    points = list(zip(intervals, line.series, strict=True))
    name = plain(line.name)
    # A step has a point at each end of its interval.
    at = [(one.start / MINUTE, one.end / MINUTE) if line.step else (one.middle,) for one in intervals]
    each = [(x, one, estimate) for ends, (one, estimate) in zip(at, points, strict=True) for x in ends]
    trace = {
        "type": "scatter", "mode": "lines+markers" if line.markers and not line.step else "lines", "name": name,
        "x": [x for x, _, _ in each],
        "y": [None if estimate is None else _rounded(estimate.mean * line.unit.scale) for _, _, estimate in each],
        "text": [_hover(one, estimate, line.unit, name) for _, one, estimate in each],
        "line": {"color": line.colour, "width": line.width, "dash": line.dash},
        "marker": {"size": 6}, "hoverinfo": "text",
    }  # fmt: skip
    return [*(_band(points, line) if line.band else []), trace]


def bars(name: str, estimates: Sequence[Estimate], intervals: Sequence[Interval], colour: str) -> dict[str, Any]:
    """Counts as bars, with the half width, where there is one, on top."""
    halves = [one.half_width for one in estimates]
    known = all(half is not None for half in halves)
    return {
        "type": "bar", "name": plain(name),
        "x": [one.middle for one in intervals],
        "y": [_rounded(estimate.mean) for estimate in estimates],
        "width": [(one.end - one.start) / MINUTE * 0.86 for one in intervals],
        "marker": {"color": colour},
        "error_y": {"type": "data", "array": [_rounded(half) for half in halves] if known else [], "visible": known,
                    "thickness": 1, "width": 2, "color": INK},
        "text": [_hover(one, estimate, Unit("calls", most=1), plain(name))
                 for one, estimate in zip(intervals, estimates, strict=True)],
        "textposition": "none", "hoverinfo": "text",
    }  # fmt: skip


def level_line(value: float, name: str, start: int, end: int) -> dict[str, Any]:
    """A level across the day, named in the legend."""
    return {
        "type": "scatter", "mode": "lines", "name": plain(name), "hoverinfo": "skip",
        "x": [start / MINUTE, end / MINUTE], "y": [value, value],
        "line": {"color": INK, "width": 1.5, "dash": "dash"},
    }  # fmt: skip


def from_zero(*series: Iterable[Estimate | None]) -> dict[str, Any]:
    """An axis from 0 to just above the highest upper end."""
    ends = [one.mean + (one.half_width or 0.0) for row in series for one in row if one is not None]
    return {"range": [0, _rounded(1.06 * max(ends, default=0.0)) or 1]}


def clock_axis(start: int, end: int) -> dict[str, Any]:
    """From one moment to another, with a label at whole hours."""
    step = next(hour * HOUR for hour in (1, 2, 3, 4, 6, 8, 12) if (end - start) / (hour * HOUR) <= MOST_TICKS)
    ticks = range(-(-start // step) * step, end + 1, step)
    return {
        "range": [start / MINUTE, end / MINUTE],
        "tickvals": [tick / MINUTE for tick in ticks],
        "ticktext": [clock(tick) for tick in ticks],
    }


def plain(text: str) -> str:
    """Text that Plotly shows as it is: it reads a little HTML in names and labels."""
    return html.escape(text, quote=False)


def wrapped(text: str, width: int = 18, lines: int = 2) -> str:
    """A long name on few lines; what does not fit is cut."""
    return "<br>".join(map(plain, textwrap.wrap(text, width, max_lines=lines, placeholder=" …")))


def extremes(name: str, series: Series, intervals: Sequence[Interval], unit: Unit) -> str:
    """A line in a sentence: where it is lowest and where highest."""
    known = [(estimate, one) for one, estimate in zip(intervals, series, strict=True) if estimate]
    if not known:
        return f"{name}: too few calls to tell."
    low, high = (pick(known, key=lambda pair: pair[0].mean) for pick in (min, max))
    return (
        f"{name}: lowest {spoken(low[0], unit)} from {low[1].label}, highest {spoken(high[0], unit)} from"
        f" {high[1].label}."
    )


def _hover(interval: Interval, estimate: Estimate | None, unit: Unit, name: str) -> str:
    value = "too few calls to tell" if estimate is None else plain(spoken(estimate, unit))
    return f"{name}<br>{interval.label}: {value}"


def _band(points: Sequence[tuple[Interval, Estimate | None]], line: Line) -> list[dict[str, Any]]:
    """One polygon for each unbroken stretch: flat to the edge of its first and its last interval."""
    x: list[float | None] = []
    y: list[float | None] = []
    most = 100.0 if line.unit.suffix == "%" else float("inf")
    for known, stretch in groupby(points, key=lambda point: point[1] is not None and point[1].half_width is not None):
        if not known:
            continue
        edges = _edges(list(stretch), line)
        x += [*(at for at, _, _ in edges), *(at for at, _, _ in reversed(edges)), None]
        y += [min(max(low, 0.0), most) for _, low, _ in edges]
        y += [*(max(min(high, most), 0.0) for _, _, high in reversed(edges)), None]
    if not x:
        return []
    return [{
        "type": "scatter", "mode": "lines", "x": x, "y": list(map(_rounded, y)),
        "fill": "toself", "fillcolor": line.colour, "opacity": 0.22, "line": {"width": 0},
        "hoverinfo": "skip", "showlegend": False, "name": plain(line.name),
    }]  # fmt: skip


def _edges(stretch: list[tuple[Interval, Estimate | None]], line: Line) -> list[tuple[float, float, float]]:
    edges = []
    for place, (interval, estimate) in enumerate(stretch):
        assert estimate is not None
        half = estimate.half_width or 0.0
        low, high = ((estimate.mean + sign * half) * line.unit.scale for sign in (-1, 1))
        start, end = interval.start / MINUTE, interval.end / MINUTE
        if line.step:
            edges += [(start, low, high), (end, low, high)]
            continue
        first, last = [start] * (place == 0), [end] * (place == len(stretch) - 1)
        edges += [(at, low, high) for at in (*first, interval.middle, *last)]
    return edges


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")
