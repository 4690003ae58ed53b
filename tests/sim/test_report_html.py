"""The report says what the study found, no more exactly than the study knows it, to whoever named whatever how."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import plotly.graph_objects as go
import pytest
from pagereader import HOSTILE, Page, agrees, center, compared, made_fit, studied

from sim import POLICIES, Comparison, run_study, scenario_from
from sim.compute import Here
from sim.report.facts import Provenance
from sim.report.html import comparison_page, fit_page, report_page
from sim.report.tables import waited_at_most
from sim.report.words import PERCENT, spoken
from sim.study import ALL, DrawnDays, Plan, run_days

if TYPE_CHECKING:
    from sim.calllog import CallLog
    from sim.study import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return studied()


@pytest.fixture(scope="module")
def page(study: Study) -> Page:
    return Page(report_page(study, command="python run_sim.py simulate small.yaml"))


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

    found = run_days(DrawnDays(scenario_from(center(agents=5)), 1), plan=Plan(5), keep=keep, place=Here(1))
    all_waits = np.concatenate(waits) / 1e6
    assert waited_at_most(found, ALL, 0).mean == pytest.approx(np.mean(all_waits == 0))
    for limit in (10, 60, 300):
        # Within a bin, 1 % wide, calls are taken to spread evenly.
        below, above = np.mean(all_waits <= limit / 1.01), np.mean(all_waits <= limit * 1.01)
        assert below <= waited_at_most(found, ALL, limit).mean <= above


def test_the_answer_comes_first(page: Page, study: Study) -> None:
    level = spoken(study.queues[ALL]["service_level"], PERCENT).replace("\u00a0", " ")
    assert f"{level} of callers are answered within 20 s; the goal is 80 %." in page.text
    assert page.headings[:2] == ["A small center", "The answer"]
    assert "python run_sim.py simulate small.yaml" in page.text


def test_names_cannot_break_out_of_the_page() -> None:
    one = replace(run_study(scenario_from(center(HOSTILE, about=HOSTILE)), days=2), policy_source=HOSTILE)
    provenance = Provenance(made=HOSTILE, calls=HOSTILE, more={HOSTILE: HOSTILE})
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
        for chart in read.charts["charts"].values():
            shown = json.dumps([(view["data"], view["layout"]) for view in chart["views"]])
            assert "<b>" not in shown, "Plotly reads HTML in its texts"


def test_a_rule_of_ones_own_is_not_taken_for_the_shipped_one_of_its_name() -> None:
    """Also in a comparison, where each side has a rule of its own."""
    small = scenario_from(center("small"))
    mine = replace(POLICIES["priority"], source="Whoever shouts loudest.")
    sides = tuple(run_study(small, policy=policy, days=2) for policy in ("longest-wait", mine))
    read = Page(comparison_page(Comparison(("one", "two"), sides))).text
    assert "priority. Whoever shouts loudest." in read
    assert "longest-wait. First come first served over all types" in read
    assert "Cobham" not in read


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
    assert all(after <= before + 1 for before, after in pairwise(levels))
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
    assert not any(tag == "select" for tag, _ in page.opened)
    assert "All queues" not in page.text
    assert page.row("sales & more", after="calls a day")


def test_a_day_without_a_single_call_has_a_report() -> None:
    page = Page(report_page(studied(2, volume="0%")))
    assert "Not one call was counted" in page.text


def test_calls_that_meet_nobody_are_said_to() -> None:
    shift = {"from": "09:00", "to": "12:00", "agents": 6}
    group = {"shifts": [shift], "skills": {"sales & more": "first", "support": "first"}}
    page = Page(report_page(studied(3, groups={"everyone": group})))
    assert "Calls of sales & more arrive while nobody who takes them is on duty, from 12:30 to 13:00." in page.text
    assert "Only 3 days were simulated" in page.text


def test_what_chance_explains_does_not_stand_out() -> None:
    alike = {name: {"agents": 5, "skills": {"sales & more": "first", "support": "first"}} for name in ("here", "there")}
    level = {"arrivals": {"per_hour": 60}, "talk": {"exponential": {"mean": "4 min"}}}
    flat = studied(12, groups=alike, queues={"sales & more": level, "support": level}, warm_up="30 min")
    text = Page(report_page(flat)).text
    assert "The busiest agents are" not in text
    assert "The service level is lowest" not in text


def test_a_dent_in_the_roster_stands_out() -> None:
    count = [6, 6, 6, 6, 1, 6, 6, 6]
    group = {
        "agents": {"every": "30 min", "count": count},
        "skills": {"sales & more": "first", "support": "first"},
    }
    text = Page(report_page(studied(12, groups={"everyone": group}))).text
    assert "The service level is lowest from 11:00 to 11:30" in text
    assert "Calls bring more work than the agents on duty can do from 11:00 to 11:30." in text
