"""Where the days run makes no difference to what they show."""

from __future__ import annotations

import os

import numpy as np
import pytest

import sim
from sim import compute
from sim.compute import each_day


def square_and_where(day: int) -> tuple[int, int]:
    return day * day, os.getpid()


@pytest.fixture
def eager_pool(monkeypatch):
    """Worker processes from the first day on which they are allowed, however little there is to do."""
    monkeypatch.setattr(compute, "POOL_PAYS_AFTER", 0.0)


@pytest.mark.usefixtures("eager_pool")
def test_a_study_shows_the_same_on_one_worker_and_on_two():
    """Two policies, shared busyness, overflow: every sum of every day, bit for bit."""
    scenario = sim.load_scenario("model_b", ["open=00:00 to 01:00", "warm_up=0 s", "busyness={cv: 20%}"])
    alone, together = (sim.run_study(scenario, days=6, seed=3, workers=workers) for workers in (1, 2))
    for column in ("queues", "groups", "waits"):
        np.testing.assert_array_equal(getattr(alone.sums, column), getattr(together.sums, column))
    assert alone.sums.queues.shape[0] == 6


@pytest.mark.usefixtures("eager_pool")
def test_days_come_back_in_order_from_more_than_one_process():
    found = list(each_day(square_and_where, range(40), workers=2))
    assert [day for day, _ in found] == list(range(40))
    assert [result for _, (result, _) in found] == [day * day for day in range(40)]
    assert len({process for _, (_, process) in found} - {os.getpid()}) >= 1


def test_a_short_job_stays_at_home():
    found = list(each_day(square_and_where, [3, 5, 8], workers=8))
    assert found == [(day, (day * day, os.getpid())) for day in (3, 5, 8)]


@pytest.mark.usefixtures("eager_pool")
def test_one_worker_is_this_process():
    assert {process for _, (_, process) in each_day(square_and_where, range(20), workers=1)} == {os.getpid()}


def test_days_are_run_as_they_are_asked_for():
    """So that a finished day is on disk before the next one starts."""
    ran = []
    days = each_day(ran.append, range(10), workers=1)
    next(days)
    next(days)
    assert ran == [0, 1]


def test_no_days_are_no_work():
    assert list(each_day(square_and_where, [])) == []
