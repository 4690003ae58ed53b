"""A report as a reader meets it, and small centers to report on."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sim import Comparison, run_study, scenario_from
from sim.fit import ArrivalPlot, Finding, Fit, PatiencePlot, StaffingPlot, TalkPlot

if TYPE_CHECKING:
    from sim.statistics import Estimate
    from sim.study import Study

HOSTILE: Final = "</script><script>alert(1)</script><b>&amp;"
NO_CLOSING: Final = {"meta", "br", "hr", "img", "input", "link"}
HEADINGS: Final = {"h1", "h2", "h3"}


class Page(HTMLParser):
    """A page as a reader meets it: rows of tables, headings, sentences; scripts are kept apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.captions: list[str] = []
        self.headings: list[str] = []
        self.scripts: list[str] = []
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._within: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))
        if tag not in NO_CLOSING:
            self._within.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "caption":
            self.captions.append("")
        elif tag in HEADINGS:
            self.headings.append("")
        elif tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._within.pop() == tag

    def handle_data(self, data: str) -> None:
        if "script" in self._within:
            self.scripts[-1] += data
            return
        data = data.replace("\u00a0", " ").replace("\u2212", "-")
        if "style" not in self._within:
            self.text += data
        if {"td", "th"} & {*self._within}:
            self.rows[-1][-1] += data
        if "caption" in self._within:
            self.captions[-1] += data
        if HEADINGS & {*self._within}:
            self.headings[-1] += data

    @property
    def charts(self) -> dict[str, Any]:
        """The charts' data."""
        found: dict[str, Any] = json.loads(self.scripts[0])
        return found

    def row(self, name: str, *, after: str = "") -> list[str]:
        """The first row of this name (in a table whose head has ``after``)."""
        heads = [at for at, row in enumerate(self.rows) if after in row]
        return next(row for row in self.rows[heads[0] :] if row[0] == name)


def center(name: str = "A small center", *, agents: int = 6, **changes: Any) -> dict[str, Any]:
    """Two queues from 9 to 13 o'clock; nobody calls the second after 11:00."""
    return {
        "name": name,
        "open": "09:00 to 13:00",
        "queues": {
            "sales & more": {
                "arrivals": {"per_hour": 60},
                "talk": {"exponential": {"mean": "4 min"}},
                "patience": {"exponential": {"mean": "3 min"}},
            },
            "support": {
                "arrivals": {"every": "60 min", "per_hour": [20, 20, 0, 0]},
                "talk": {"exponential": {"mean": "5 min"}},
                "patience": {"exponential": {"mean": "3 min"}},
            },
        },
        "groups": {"everyone": {"agents": agents, "skills": {"sales & more": "first", "support": "first"}}},
    } | changes


def studied(days: int = 12, **changes: Any) -> Study:
    return run_study(scenario_from(center(**changes)), days=days)


def made_fit(name: str) -> Fit:
    half_hours = np.array([9.0, 9.5]) * 3600
    rate, at = np.array([20.0, 30.0]), np.array([0.0, 60.0])
    talk = TalkPlot("calls", np.array([0.0, 60, 120]), np.array([0.7, 0.3]), {"gamma": np.array([0.6, 0.4])}, "gamma")
    share = np.array([1.0, 0.5])
    return Fit(
        {"name": name, "open": "09:00 to 10:00", "provenance": {"source": name}},
        (Finding("log", f"{name} kept"), Finding("log", "nothing dropped")),
        (ArrivalPlot("calls", half_hours, rate, rate - 5, rate + 5), ArrivalPlot(name, half_hours, rate, rate, rate)),
        (talk,),
        (PatiencePlot("calls", at, share, share, share, share),),
        StaffingPlot(("agents",), half_hours, np.array([[2.4, 3.0]]), np.array([[2, 3]])),
    )


def agrees(shown: str, estimate: Estimate, scale: float = 1.0) -> bool:
    """Whether "86.1 ± 0.4" is the estimate to within half of its last digit."""
    mean, half = re.findall(r"-?[\d,]+(?:\.\d+)?", shown)
    digits = len(mean.partition(".")[2])
    unit = 10.0**-digits if digits else 10.0 ** (len(mean) - len(mean.rstrip("0")) if mean != "0" else 0)
    off = max(
        abs(float(mean.replace(",", "")) - estimate.mean * scale),
        abs(float(half.replace(",", "")) - (estimate.half_width or 0.0) * scale),
    )
    return off <= unit / 2 + 1e-9


def compared() -> Comparison:
    more = run_study(scenario_from(center(agents=9)), days=12)
    return Comparison(("as it is", "nine agents"), (studied(), more))
