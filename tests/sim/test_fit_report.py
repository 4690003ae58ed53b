"""An interval report becomes a scenario: arrivals and handling times from it, the rest assumed and said so."""

from __future__ import annotations

import numpy as np
import pytest

from sim.fit import fit_report, write_scenario
from sim.loading import read_source
from sim.logs import read_report


@pytest.fixture
def report(tmp_path):
    """Twenty weekdays of two queues, 9:00 to 17:00: Poisson around 40 and 10 calls a half hour."""
    rng = np.random.default_rng(1)
    lines = ["start,queue,offered,aht"]
    for day in (*range(4, 9), *range(11, 16), *range(18, 23), *range(25, 30)):
        for slot in range(16):
            start = f"2024-03-{day:02d} {9 + slot // 2:02d}:{30 * (slot % 2):02d}"
            lines += [f"{start},sales,{rng.poisson(40)},240", f"{start},service,{rng.poisson(10)},{300 + slot}"]
    path = tmp_path / "report.csv"
    path.write_text("\n".join(lines) + "\n")
    return read_report(path)


def test_a_report_gives_rates_and_handling_times(report):
    scenario = fit_report(report).scenario
    assert scenario["open"] == "09:00 to 17:00"
    assert np.mean(scenario["queues"]["sales"]["arrivals"]["per_hour"]) == pytest.approx(
        80, abs=4 * 80 / np.sqrt(20 * 640)
    )
    assert scenario["queues"]["sales"]["talk"] == {"exponential": {"mean": "240.0 s"}}
    assert "busyness" not in scenario


def test_a_report_says_nothing_of_people_so_erlang_c_staffs_them(report):
    # 50 calls a half hour of about 253.5 s are 7.04 erlangs; Erlang C needs 10 agents for 80 % in 20 s.
    counts = fit_report(report).scenario["groups"]["agents"]["agents"]["count"]
    assert set(counts) <= {9, 10, 11}


def test_a_fitted_report_loads_and_says_what_is_assumed(report, tmp_path):
    fit = fit_report(report, weekdays="mon-fri", name="From a report")
    write_scenario(fit, tmp_path / "report.yaml")
    assert read_source(tmp_path / "report.yaml").build().name == "From a report"
    assert "# Staffing: not in a report" in (tmp_path / "report.yaml").read_text()
