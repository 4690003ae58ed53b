"""The terminal's tables: no more digits than the interval leaves meaning, and nothing where nothing was measured."""

from __future__ import annotations

import math
from io import StringIO

import numpy as np
import pytest
from rich.console import Console
from rich.table import Table
from smallcenter import with_changes

import sim
from sim.report.text import comparison_tables, number, study_tables
from sim.statistics import Estimate
from sim.study import Comparison


def estimate(mean: float, half_width: float | None = None) -> Estimate:
    return Estimate(mean, half_width, np.zeros(2))


def shown(tables: list[Table], width: int = 80) -> str:
    page = StringIO()
    console = Console(file=page, width=width, markup=False, highlight=False)
    for table in tables:
        console.print(table)
    return page.getvalue()


@pytest.mark.parametrize(
    ("mean", "half_width", "figure", "text"),
    [
        (1461.23, 44.4, "offered", "1,461 ±44"),
        (1461.23, 123.4, "offered", "1,461 ±123"),
        (193.94, 1.62, "aht_s", "193.9 ±1.6"),
        (193.94, 2.4, "aht_s", "194 ±2"),
        (48.96, 9.96, "wait_s", "49 ±10"),
        (12.345, 0.61, "wait_s", "12.3 ±0.6"),
        (12.345, 0.098, "wait_s", "12.35 ±0.10"),
        (12.345, 0.0004, "wait_s", "12.35 ±0.00"),
        (0.5412, 0.029, "service_level", "54% ±3"),
        (0.5412, 0.012, "service_level", "54.1% ±1.2"),
        (0.02402, 0.00021, "abandoned_fraction", "2.40% ±0.02"),
        (1.0, 0.0, "service_level", "100.0% ±0.0"),
        (180.0, 0.0, "aht_s", "180.0 ±0.0"),
        (-0.04, 0.5, "wait_s", "0.0 ±0.5"),
        (0.0, 0.0, "blocked", "0.0 ±0.0"),
        (1e9, 1e8, "offered", "1,000,000,000 ±100,000,000"),
    ],
)
def test_a_figure_has_the_digits_that_its_half_width_leaves(
    mean: float, half_width: float, figure: str, text: str
) -> None:
    assert number(estimate(mean, half_width), figure) == text


def test_one_day_alone_has_no_half_width_and_nothing_measured_is_a_dash() -> None:
    assert number(estimate(48.96), "wait_s") == "49.0"
    assert number(estimate(0.5412), "service_level") == "54.1%"
    assert number(estimate(math.nan), "wait_s") == "-"


def test_the_tables_show_every_queue_and_group_and_fit_a_narrow_terminal() -> None:
    text = shown(study_tables(sim.run_study(with_changes(), days=3)))
    for name in ("sales", "service", "sellers", "helpers", "answered within 20 s (goal 80%)", "occupancy"):
        assert name in text
    assert "nan" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_one_day_without_a_call_is_shown_without_figures() -> None:
    silent = with_changes("queues.sales.arrivals.per_hour=0", "queues.service.arrivals.per_hour=0")
    text = shown(study_tables(sim.run_study(silent, days=1)))
    assert "nan" not in text
    (offered,) = (line for line in text.splitlines() if "calls offered" in line)
    (level,) = (line for line in text.splitlines() if "answered within" in line)
    assert offered.split()[-1] == "0.0"
    assert level.split()[-1] == "-"


def test_what_hardly_happens_is_shown_where_it_happened() -> None:
    usual = shown(study_tables(sim.run_study(with_changes(), days=2)))
    narrow = shown(study_tables(sim.run_study(with_changes("lines=3"), days=2)))
    assert "calls blocked a day" not in usual
    assert "calls blocked a day" in narrow


def test_the_goal_is_shown_as_it_was_promised() -> None:
    study = sim.run_study(with_changes("service_level=99.5% within 1.5 s"), days=1)
    assert "answered within 1.5 s (goal 99.5%)" in shown(study_tables(study))


def test_a_comparison_marks_what_is_beyond_chance_and_signs_every_difference() -> None:
    names = ("as it is", "one more", "the same")
    changes: list[list[str]] = [[], ["groups.sellers.agents=3"], []]
    comparison = Comparison(names, tuple(sim.run_study(with_changes(*change), days=10) for change in changes))
    text = shown(comparison_tables(comparison), width=160)
    (level,) = (line for line in text.splitlines() if line.strip().startswith("answered in time"))
    assert level.count("*") == 1
    assert "points ±" in level
    assert "+0.0 points ±0.0" in level
    assert all(name in text for name in (*names, "sales", "service"))


def test_a_comparison_of_a_single_day_has_no_stars() -> None:
    studies = tuple(sim.run_study(with_changes(f"groups.sellers.agents={agents}"), days=1) for agents in (2, 9))
    text = shown(comparison_tables(Comparison(("two", "nine"), studies)), width=120)
    assert "*" not in text
    assert "±" not in text
    assert "nan" not in text
