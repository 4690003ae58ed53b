"""This machine as the place where days run: what they show is the same one by one, in threads and in processes."""

from __future__ import annotations

import math
import os
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from dayjobs import POLICY, breaks_down, square_and_where, thinks_in_python

import sim
from sim.compute import Here, here
from sim.errors import PolicyError

if TYPE_CHECKING:
    from pathlib import Path

WAYS = pytest.mark.parametrize("threads", [True, False], ids=["threads", "processes"])


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several hands from the first day on which they are allowed, however little there is to do."""
    monkeypatch.setattr(here, "PROCESSES_COST_S", 0.0)
    monkeypatch.setattr(here, "THREADS_COST_S", 0.0)
    monkeypatch.setattr(here, "JUDGED_AFTER_S", math.inf)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_a_study_shows_the_same_on_one_worker_and_on_two(engine: str) -> None:
    """Two policies, shared busyness, overflow: every sum of every day, bit for bit."""
    scenario = sim.load_scenario("model_b", ["open=00:00 to 01:00", "warm_up=0 s", "busyness={cv: 20%}"])
    alone, together = (
        sim.run_study(scenario, days=12, seed=3, engine=engine, place=Here(workers)) for workers in (1, 2)
    )
    for column in ("queues", "groups", "waits"):
        np.testing.assert_array_equal(getattr(alone.sums, column), getattr(together.sums, column))
    assert alone.sums.queues.shape[0] == 12


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_an_authors_policy_is_the_same_on_one_worker_and_on_two(engine: str, tmp_path: Path) -> None:
    """The file is gone by then: what it defines has to travel."""
    (file := tmp_path / "urgent.py").write_text(POLICY, encoding="utf-8")
    policy, scenario = sim.find_policy(str(file)), sim.load_scenario("bank")
    file.unlink()
    alone, together = (
        sim.run_study(scenario, policy=policy, days=8, engine=engine, place=Here(workers)) for workers in (1, 2)
    )
    np.testing.assert_array_equal(alone.sums.queues, together.sums.queues)


@WAYS
@pytest.mark.usefixtures("eager")
def test_days_come_back_in_order(threads: bool) -> None:
    found = list(Here(2).each(square_and_where, range(40), threads=threads))
    assert [day for day, _ in found] == list(range(40))
    assert [result for _, (result, _) in found] == [day * day for day in range(40)]
    elsewhere = {process for _, (_, process) in found} - {os.getpid()}
    assert bool(elsewhere) == (not threads)


@WAYS
@pytest.mark.usefixtures("eager")
def test_what_a_day_raises_is_raised_as_itself(threads: bool) -> None:
    finished = []
    with pytest.raises(PolicyError, match="day 7"):
        finished.extend(day for day, _ in Here(2).each(breaks_down, range(40), threads=threads))


@pytest.mark.usefixtures("eager")
def test_days_in_threads_run_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=60)  # broken, unless two days meet

    def meets_another(day: int) -> int:
        if day >= here.TIMED:
            both.wait()
        return day

    days = range(here.TIMED + 8)
    assert [day for day, _ in Here(2).each(meets_another, days, threads=True)] == list(days)


@pytest.mark.usefixtures("eager")
def test_processes_take_over_where_threads_only_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(here, "JUDGED_AFTER_S", 0.0)
    found = list(Here(2).each(thinks_in_python, range(200), threads=True))
    assert [day for day, _ in found] == list(range(200))
    assert {process for _, process in found} > {os.getpid()}


@pytest.mark.usefixtures("eager")
def test_a_thousand_days_are_never_in_memory_together() -> None:
    begun = 0

    def counts(day: int) -> int:
        nonlocal begun
        begun += 1
        return day

    for day, _ in Here(2).each(counts, range(1000), threads=True):
        assert begun <= day + 1 + 2 * here.AHEAD
    assert begun == 1000


@pytest.mark.usefixtures("eager")
def test_days_in_threads_are_given_up_when_nobody_waits_for_them() -> None:
    """Those under way end, no other begins, and no thread is left."""
    threads_before = threading.active_count()
    begun: list[int] = []
    days = Here(2).each(begun.append, range(1000), threads=True)
    for _ in range(here.TIMED + 1):
        next(days)
    days.close()
    assert threading.active_count() == threads_before
    assert len(begun) <= here.TIMED + 1 + 2 * here.AHEAD


@WAYS
def test_a_short_job_stays_where_it_is(threads: bool) -> None:
    def where(_: int) -> int:
        return threading.get_ident()

    found = list(Here(8).each(where, [3, 5, 8, 13], threads=threads))
    assert found == [(day, threading.get_ident()) for day in (3, 5, 8, 13)]


@pytest.mark.usefixtures("eager")
def test_one_worker_is_this_process() -> None:
    assert {process for _, (_, process) in Here(1).each(square_and_where, range(20))} == {os.getpid()}


@WAYS
def test_days_are_run_as_they_are_asked_for(threads: bool) -> None:
    """So that a finished day is on disk before the next one starts."""
    ran: list[int] = []
    days = Here(1).each(ran.append, range(10), threads=threads)
    next(days)
    next(days)
    assert ran == [0, 1]


def test_no_days_are_no_work() -> None:
    assert list(Here().each(square_and_where, [])) == []
