"""A study as plain data: strict JSON, and a CSV that any spreadsheet opens."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import Any

import numpy as np
import pytest
from smallcenter import with_changes

import sim
from sim.report.asjson import comparison_data, estimate_data, study_data, summary_csv
from sim.statistics import Estimate
from sim.study import Comparison

OF_A_QUEUE = {
    "offered", "handled", "abandoned", "blocked", "abandoned_fraction", "wait_s", "asa_s", "service_level",
    "wait_p90_s", "aht_s",
}  # fmt: skip
OF_A_GROUP = {"occupancy", "handled", "staffed_h"}


def strict(data: Any) -> Any:
    """Through JSON and back, refusing what JSON does not have."""
    return json.loads(json.dumps(data, allow_nan=False))


def everything(study: sim.Study) -> list[tuple[str, dict[str, float | None]]]:
    data = strict(study_data(study, "small"))
    return [item for part in ("queues", "groups") for figures in data[part].values() for item in figures.items()]


def test_a_study_is_an_object_of_these_keys() -> None:
    data = strict(study_data(sim.run_study(with_changes(), days=3, seed=5, engine="simpy"), "small"))
    assert list(data) == ["scenario", "engine", "policy", "days", "seed", "wall_s", "queues", "groups"]
    assert (data["scenario"], data["engine"], data["policy"]) == ("small", "simpy", "longest-wait")
    assert (data["days"], data["seed"]) == (3, 5)
    assert list(data["queues"]) == ["all", "sales", "service"]
    assert list(data["groups"]) == ["sellers", "helpers"]
    for figures in data["queues"].values():
        assert set(figures) >= OF_A_QUEUE
    for figures in data["groups"].values():
        assert set(figures) == OF_A_GROUP


def test_a_figure_is_a_mean_and_a_half_width() -> None:
    study = sim.run_study(with_changes(), days=3)
    for name, figure in everything(study):
        assert list(figure) == ["mean", "half_width"], name
        assert figure["mean"] is not None
        assert figure["half_width"] is not None
    offered = study_data(study, "small")["queues"]["all"]["offered"]
    assert offered == {"mean": study.queue()["offered"].mean, "half_width": study.queue()["offered"].half_width}


def test_one_day_has_means_and_no_half_widths() -> None:
    for name, figure in everything(sim.run_study(with_changes(), days=1)):
        assert figure["mean"] is not None, name
        assert figure["half_width"] is None


def test_days_without_calls_have_no_ratios_and_are_still_json() -> None:
    silent = with_changes("queues.sales.arrivals.per_hour=0", "queues.service.arrivals.per_hour=0")
    for days in (1, 3):
        figures = dict(everything(sim.run_study(silent, days=days)))
        assert figures["service_level"] == figures["wait_p90_s"] == {"mean": None, "half_width": None}
        assert figures["offered"]["mean"] == figures["occupancy"]["mean"] == 0


def test_what_is_not_a_number_is_null() -> None:
    assert estimate_data(Estimate(math.nan, None, np.zeros(0))) == {"mean": None, "half_width": None}


def test_a_comparison_holds_every_side_and_every_difference() -> None:
    names = ("two", "three", "silence")
    changes = (
        [],
        ["groups.sellers.agents=3"],
        ["queues.sales.arrivals.per_hour=0", "queues.service.arrivals.per_hour=0"],
    )
    studies = tuple(sim.run_study(with_changes(*change), days=4) for change in changes)
    data = strict(comparison_data(Comparison(names, studies), "small"))
    assert (data["scenario"], data["base"], list(data["variants"])) == ("small", "two", list(names))
    assert list(data["differences"]) == list(data["verdicts"]) == ["three", "silence"]
    for side in ("three", "silence"):
        assert list(data["differences"][side]) == ["all", "sales", "service"]
    change = data["differences"]["three"]["sales"]["service_level"]
    sides = [data["variants"][side]["queues"]["sales"]["service_level"]["mean"] for side in ("two", "three")]
    assert change["mean"] == pytest.approx(sides[1] - sides[0])
    assert data["differences"]["silence"]["all"]["service_level"] == {"mean": None, "half_width": None}


def test_the_summary_has_a_row_for_every_figure_by_day_and_by_interval() -> None:
    study = sim.run_study(with_changes("report_every=60 min"), days=3)
    rows = list(csv.DictReader(io.StringIO(summary_csv(study))))
    assert list(rows[0]) == ["part", "name", "interval", "figure", "mean", "half_width"]
    assert {(row["part"], row["name"]) for row in rows} == {
        ("queue", "all"), ("queue", "sales"), ("queue", "service"), ("group", "sellers"), ("group", "helpers"),
    }  # fmt: skip
    intervals = {row["interval"] for row in rows} - {""}
    assert {"08:00", "09:00", "10:00", "11:00"} <= intervals
    whole = {(row["name"], row["figure"]): row for row in rows if not row["interval"] and row["part"] == "queue"}
    assert float(whole["all", "service_level"]["mean"]) == study.queue()["service_level"].mean
    assert float(whole["sales", "wait_p90_s"]["half_width"]) == study.queue("sales")["wait_p90_s"].half_width
    by_interval = [row for row in rows if row["interval"] and row["name"] == "sales" and row["figure"] == "offered"]
    total = sum(float(row["mean"]) for row in by_interval)
    assert total == pytest.approx(float(whole["sales", "offered"]["mean"]))


def test_what_was_not_measured_is_an_empty_cell() -> None:
    silent = with_changes("queues.sales.arrivals.per_hour=0")
    rows = csv.DictReader(io.StringIO(summary_csv(sim.run_study(silent, days=1))))
    (level,) = (row for row in rows if (row["name"], row["interval"], row["figure"]) == ("sales", "", "service_level"))
    assert (level["mean"], level["half_width"]) == ("", "")


def test_a_name_with_a_comma_or_a_quote_stays_one_cell() -> None:
    center = with_changes("queues.sales & more={arrivals: {per_hour: 3}, talk: 1 min}",
                          "groups.sellers.skills.sales & more=first")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(summary_csv(sim.run_study(center, days=1)))))
    assert "sales & more" in {row["name"] for row in rows}
    assert all(None not in row for row in rows)
