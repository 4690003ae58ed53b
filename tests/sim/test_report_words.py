"""A figure in words claims no more than is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pagereader import Page, center

from sim import run_study, scenario_from
from sim.report.html import report_page
from sim.report.words import COUNT, PERCENT, SECONDS, counted_calls, spoken, verdict
from sim.statistics import Estimate


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
