"""Comparisons and fits as pages: the verdict first, and what was found in a log."""

from __future__ import annotations

from pagereader import Page, agrees, compared, made_fit, studied

from sim import Comparison
from sim.fit import Fit
from sim.report.html import comparison_page, fit_page
from sim.study import ALL


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
