"""The report says what the study found, no more exactly than the study knows it, to whoever named whatever how."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go
import pytest

from sim import Comparison, run_study, scenario_from
from sim.fit import ArrivalPlot, Finding, Fit, PatiencePlot, StaffingPlot, TalkPlot
from sim.report.facts import Provenance
from sim.report.html import comparison_page, fit_page, report_page
from sim.report.tables import waited_at_most
from sim.report.words import COUNT, PERCENT, SECONDS, counted_calls, figure, spoken, verdict
from sim.statistics import Estimate
from sim.study import ALL, DrawnDays, Plan, run_days

if TYPE_CHECKING:
    from sim.calllog import CallLog
    from sim.study import Study

HOSTILE = "</script><script>alert(1)</script><b>&amp;"
NO_CLOSING = {"meta", "br", "hr", "img", "input", "link"}


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
        for kept, tags in (
            (self.captions, {"caption"}),
            (self.headings, {"h1", "h2", "h3"}),
            (self.scripts, {"script"}),
        ):
            if tag in tags:
                kept.append("")

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
        if {"h1", "h2", "h3"} & {*self._within}:
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


@pytest.fixture(scope="module")
def study() -> Study:
    return studied()


@pytest.fixture(scope="module")
def page(study: Study) -> Page:
    return Page(report_page(study, command="python run_sim.py simulate small.yaml"))


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


def test_the_table_of_queues_holds_the_figures_of_the_study(page: Page, study: Study) -> None:
    names = {"All queues": ALL, "sales & more": "sales & more", "support": "support"}
    figures = {"offered": 1, "service_level": 100, "abandoned_fraction": 100, "wait_s": 1, "asa_s": 1}
    for title, queue in names.items():
        shown = page.row(title, after="calls a day")[1:]
        for text, (name, scale) in zip(shown, figures.items(), strict=False):
            assert agrees(text, study.queues[queue][name], scale), (queue, name, text)


def test_the_table_of_groups_holds_the_figures_of_the_study(page: Page, study: Study) -> None:
    hours, handled, occupancy = page.row("everyone", after="takes calls of")[2:]
    figures = study.groups["everyone"]
    assert agrees(hours, figures["staffed_h"])
    assert agrees(handled, figures["handled"])
    assert agrees(occupancy, figures["occupancy"], 100)


def test_the_charts_hold_the_figures_of_the_study(page: Page, study: Study) -> None:
    line = page.charts["charts"]["service-level"]["views"][1]["data"][1]
    found = [study.sums.queue_figure("sales & more", "service_level", at).mean * 100 for at in range(8)]
    assert line["y"] == pytest.approx(found, rel=1e-5)
    assert line["x"][0] == 9 * 60 + 15


def test_the_distribution_of_waits_is_that_of_the_calls() -> None:
    waits: list[np.ndarray[Any, np.dtype[np.int64]]] = []

    def keep(_: int, log: CallLog) -> None:
        waits.append(log.wait)

    found = run_days(DrawnDays(scenario_from(center(agents=5)), 1), plan=Plan(5), keep=keep, workers=1)
    all_waits = np.concatenate(waits) / 1e6
    assert waited_at_most(found, ALL, 0).mean == pytest.approx(np.mean(all_waits == 0))
    for limit in (10, 60, 300):
        # Within a bin, 1 % wide, calls are taken to spread evenly.
        below, above = np.mean(all_waits <= limit / 1.01), np.mean(all_waits <= limit * 1.01)
        assert below <= waited_at_most(found, ALL, limit).mean <= above


@pytest.mark.parametrize(
    ("mean", "half", "unit", "shown"),
    [
        (0.86123, 0.00412, PERCENT, "86.1 % ± 0.4"),
        (0.86123, 0.0149, PERCENT, "86.1 % ± 1.5"),
        (23935.8, 128.2, COUNT, "23,940 ± 130"),
        (5.402, 0.81, SECONDS, "5.4 s ± 0.8"),
        (240.3, 21.0, SECONDS, "240 s ± 20"),
        (0.999994, 0.000004, PERCENT, "100.00 % ± < 0.01"),
        (0.9969, None, PERCENT, "99.7 %"),
        (0.0, 0.0, COUNT, "0"),
        (float("nan"), None, PERCENT, "–"),
    ],
)
def test_a_figure_is_no_more_exact_than_its_interval(mean: float, half: float | None, unit: Any, shown: str) -> None:
    assert spoken(Estimate(mean, half, np.zeros(2)), unit).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("mean", "half", "said"),
    [(0.85, 0.02, "met"), (0.75, 0.02, "missed"), (0.81, 0.02, "cannot be told"), (0.95, None, "cannot be told")],
)
def test_the_goal_is_met_only_where_the_whole_interval_is_above_it(mean: float, half: float | None, said: str) -> None:
    assert verdict(Estimate(mean, half, np.zeros(2)), 0.8) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("count against", "who hang up count as not answered in time"),
        ("ignored", "of answered calls; callers who hang up are left out"),
        ("removed within 5 s", "except those of callers who hang up within 5 s"),
        ("good within 5 s", "callers who hang up within 5 s count as answered in time"),
    ],
)
def test_the_page_says_which_calls_the_service_level_counts(rule: str, said: str) -> None:
    scenario = scenario_from(center(service_level={"target": "80%", "within": "20 s", "abandoned": rule}))
    assert said in counted_calls(scenario.service_level).replace("\u00a0", " ")
    assert said in Page(report_page(run_study(scenario, days=2))).text


def test_the_answer_comes_first(page: Page, study: Study) -> None:
    level = spoken(study.queues[ALL]["service_level"], PERCENT).replace("\u00a0", " ")
    assert f"{level} of callers are answered within 20 s; the goal is 80 %." in page.text
    assert page.headings[:2] == ["A small center", "The answer"]
    assert "python run_sim.py simulate small.yaml" in page.text


def test_names_cannot_break_out_of_the_page() -> None:
    one = run_study(scenario_from(center(HOSTILE, about=HOSTILE)), days=2)
    provenance = Provenance(made=HOSTILE, calls=HOSTILE, policy=HOSTILE, more={HOSTILE: HOSTILE})
    pages = [
        report_page(one, command=HOSTILE, provenance=provenance),
        comparison_page(Comparison((HOSTILE, HOSTILE + "2"), (one, one)), command=HOSTILE, provenance=provenance),
        fit_page(made_fit(HOSTILE), command=HOSTILE, provenance=provenance),
    ]
    for html in pages:
        read = Page(html)
        assert [dict(attrs) for tag, attrs in read.opened if tag == "script"] == [
            {"type": "application/json", "id": "charts"}, {}, {},
        ]  # fmt: skip
        assert not any(tag == "b" for tag, _ in read.opened)
        assert HOSTILE in read.text
        assert "<b>" not in json.dumps(read.charts).replace("<br>", ""), "Plotly reads HTML in its texts"


def test_a_page_asks_nothing_of_the_network(page: Page) -> None:
    assert {tag for tag, _ in page.opened} & {"link", "img", "iframe", "object"} == set()
    assert not any({"src", "href"} & attrs.keys() for _, attrs in page.opened)
    policy = next(attrs["content"] for _, attrs in page.opened if "http-equiv" in attrs)
    assert policy is not None
    assert policy.startswith("default-src 'none';")


def test_a_page_can_be_read_without_seeing_its_charts(page: Page) -> None:
    tags = dict(page.opened[::-1])
    assert tags["html"] == {"lang": "en"}
    levels = [int(tag[1]) for tag, _ in page.opened if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(page.captions) == sum(tag == "table" for tag, _ in page.opened)
    drawn = [attrs for _, attrs in page.opened if attrs.get("data-chart")]
    assert len(drawn) == len(page.charts["charts"])
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in drawn)


def test_plotly_knows_everything_that_charts_ask_of_it(page: Page) -> None:
    pages = [page, Page(fit_page(made_fit("A log"))), Page(comparison_page(compared()))]
    for one in pages:
        for chart in one.charts["charts"].values():
            for view in chart["views"]:
                go.Figure(data=view["data"], layout={**one.charts["base"], **view["layout"]})


def test_intervals_with_few_calls_are_left_open(page: Page) -> None:
    support = page.charts["charts"]["service-level"]["views"][2]["data"]
    line = next(trace for trace in support if trace.get("mode") == "lines+markers")
    assert [value is None for value in line["y"]] == [False] * 4 + [True] * 4
    band = support[0]
    assert max(x for x in band["x"] if x is not None) == 11 * 60
    assert "too few calls" in line["text"][-1]


def test_a_perfect_interval_does_not_claim_to_be_certain() -> None:
    easy = studied(3, agents=60)
    band = Page(report_page(easy)).charts["charts"]["service-level"]["views"][0]["data"][0]
    assert 95 < min(y for y in band["y"] if y is not None) < 100


def test_nothing_is_drawn_before_the_warm_up_ends() -> None:
    page = Page(report_page(studied(3, warm_up="60 min")))
    for chart in page.charts["charts"].values():
        for view in chart["views"]:
            for trace in view["data"]:
                assert min(x for x in trace["x"] if x is not None) >= 600
    assert page.charts["base"]["xaxis"]["range"] == [600, 780]


def test_one_day_carries_no_intervals() -> None:
    page = Page(report_page(studied(1)))
    assert "One day cannot tell whether the goal is met." in page.text
    assert "Only one day was simulated" in page.text
    assert not any("±" in cell for row in page.rows for cell in row)


def test_a_center_with_one_queue_needs_no_selector() -> None:
    raw = center()
    del raw["queues"]["support"], raw["groups"]["everyone"]["skills"]["support"]
    page = Page(report_page(run_study(scenario_from(raw), days=3)))
    assert not any(tag == "select" and attrs["data-by"] == "queue" for tag, attrs in page.opened)
    assert page.row("sales & more", after="calls a day")


def test_a_day_without_a_single_call_has_a_report() -> None:
    page = Page(report_page(studied(2, volume="0%")))
    assert "Not one call was counted" in page.text


def test_calls_that_meet_nobody_are_said_to() -> None:
    shift = {"from": "09:00", "to": "12:00", "agents": 6}
    group = {"shifts": [shift], "skills": {"sales & more": "first", "support": "first"}}
    page = Page(report_page(studied(3, groups={"everyone": group})))
    assert "Calls of sales & more arrive while nobody who takes them is on duty, from 12:00 to 13:00." in page.text
    assert "Only 3 days were simulated" in page.text


def compared() -> Comparison:
    more = run_study(scenario_from(center(agents=9)), days=12)
    return Comparison(("as it is", "nine agents"), (studied(), more))


def test_a_comparison_leads_with_its_verdict_and_shows_its_differences() -> None:
    comparison = compared()
    page = Page(comparison_page(comparison))
    assert comparison.verdict("nine agents") in page.text
    for queue, title in ((ALL, "All queues"), ("support", "support")):
        change = comparison.differences("nine agents", queue)[0]
        shown = page.row(title, after="hang up, points")[1]
        assert agrees(shown.removesuffix("(yes, better)"), change.change, 100)
        assert change.certain
        assert shown.endswith("(yes, better)")
    names = {trace["name"] for trace in page.charts["charts"]["service-level"]["views"][0]["data"]}
    assert {"as it is", "nine agents"} <= names


def test_the_same_center_twice_is_not_called_better_or_worse() -> None:
    one = studied(3)
    page = Page(comparison_page(Comparison(("one", "other"), (one, one))))
    assert not any("better" in cell or "worse" in cell for row in page.rows for cell in row)


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


def test_a_fit_shows_what_it_found_and_the_curves_it_drew() -> None:
    page = Page(fit_page(made_fit("A log"), command="python run_sim.py fit log.csv"))
    for said in ("A log kept", "nothing dropped", "python run_sim.py fit log.csv"):
        assert said in page.text
    charts = page.charts["charts"]
    assert set(charts) == {"arrivals", "talk", "patience", "staffing"}
    assert charts["arrivals"]["views"][0]["data"][1]["y"] == [20, 20, 30, 30]
    assert "gamma (in the scenario)" in [trace["name"] for trace in charts["talk"]["views"][0]["data"]]


def test_an_interval_report_has_a_page_without_the_curves_it_cannot_give() -> None:
    whole = made_fit("A report")
    page = Page(fit_page(Fit(whole.scenario, whole.findings, whole.arrivals)))
    assert set(page.charts["charts"]) == {"arrivals"}
