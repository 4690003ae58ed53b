"""Interval reports: calls offered and handling time by half hour."""

from __future__ import annotations

import pytest

from sim.errors import LogError
from sim.logs import read_report


@pytest.fixture
def report(tmp_path):
    """A report of the given lines."""

    def read(*lines, mapping=None):
        path = tmp_path / "report.csv"
        path.write_text("\n".join(lines) + "\n")
        return read_report(path, mapping)

    return read


def said(call, *args, **kwargs):
    with pytest.raises(LogError) as error:
        call(*args, **kwargs)
    return [str(problem) for problem in error.value.problems]


def test_a_report_says_how_many_calls_came_and_how_long_they_took(report):
    found = report("start,queue,offered,aht", "2024-03-04 09:00,sales,12,180", "2024-03-04 09:30,sales,9,")
    assert found.every_s == 1800
    assert found.rows.drop("day").rows() == [("sales", 32_400, 12, 180), ("sales", 34_200, 9, None)]


def test_a_report_may_name_its_columns_otherwise_and_leave_out_the_queue(report):
    mapping = {"day": "Date", "start": "From", "offered": "NCO", "aht": "AHT"}
    found = report("Date,From,NCO,AHT", "2024-03-04,9:00,12,180", "2024-03-04,9:15,9,200", mapping=mapping)
    assert found.every_s == 900
    assert found.rows["queue"].unique().to_list() == ["calls"]


def test_every_mistake_of_a_report_is_told_at_once(report):
    rows = ("2024-03-04 09:00,12,180", "2024-03-04 9 o'clock,9,190", "2024-03-04 10:00,-3,x")
    assert [line.split("; ")[0] for line in said(report, "start,offered,aht", *rows)] == [
        "report.csv: start: 1 times cannot be read (line 3)",
        "report.csv: offered: 1 numbers are negative (line 4)",
        "report.csv: aht: 1 numbers cannot be read (line 4)",
    ]


def test_a_report_of_odd_intervals_is_refused(report):
    found = said(report, "start,offered,aht", "2024-03-04 09:00,12,180", "2024-03-04 09:07,9,190")
    assert found == ["report.csv: start: intervals are 420 s apart; report every 15, 30 or 60 min, each interval once"]


def test_a_report_without_calls_is_refused(report):
    found = said(report, "start,offered,aht", "2024-03-04 09:00,0,180", "2024-03-04 09:30,0,180")
    assert "no number is above 0" in found[0]
