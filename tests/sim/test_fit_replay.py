"""The real days, ready to be run again: every call and everyone who was there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.fit import replay_days
from sim.logs import read_log

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "anonymous_bank" / "1999_01.csv.gz"

LOG = """day,arrival,queue,answered,end,agent
2024-03-04,9:00:00,sales,9:00:00,9:05:00,Ann
2024-03-04,9:01:00,service,9:01:10,9:02:00,Bob
2024-03-04,9:05:30,sales,9:05:40,9:06:00,Ann
2024-03-04,9:05:40,sales,,9:06:40,
2024-03-05,9:00:00,service,9:00:00,9:05:00,Bob
"""


@pytest.fixture
def days(tmp_path):
    (tmp_path / "log.csv").write_text(LOG)
    return replay_days(read_log(tmp_path / "log.csv"))


def test_a_real_day_holds_its_calls_in_order(days):
    first = days[0]
    assert [first.queues[index] for index in first.queue_index] == ["sales", "service", "sales", "sales"]
    assert first.arrival_s.tolist() == [32_400, 32_460, 32_730, 32_740]
    assert first.wait_s.tolist() == [0, 10, 10, 60]
    assert first.handled.tolist() == [True, True, True, False]
    assert np.isnan(first.talk_s).tolist() == [False, False, False, True]


def test_a_real_day_holds_its_people_and_what_they_take(days):
    first, second = days
    assert first.agents == ("Ann", "Bob")
    assert second.agents == ("Bob",)
    assert [first.queues[index] for index in first.serves[0]] == ["sales"]
    start, end = first.spans[0][0]
    assert start <= 32_400
    assert end >= 32_760


@pytest.mark.skipif(not REAL.exists(), reason="the Anonymous Bank log is not here; it is never shipped")
def test_the_real_month_can_be_replayed():
    days = replay_days(read_log(REAL))
    assert len(days) == 29
    assert sum(len(day.arrival_s) for day in days) == 30_161
    for day in days:
        assert (np.diff(day.arrival_s) >= 0).all()
        assert len(day.agents) == len(day.spans) == len(day.serves)
        for spans in day.spans:
            assert (spans[:, 1] >= spans[:, 0]).all()
            assert (spans[1:, 0] >= spans[:-1, 1]).all()
