"""A real cluster, workers in other processes: days show the same bits there, whoever dies on the way."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from dayjobs import POLICY, answered_in_time, breaks_down, square_and_where

import sim
from sim.calllog import same_log
from sim.compute import Cluster, Here
from sim.compute.flight import CHUNK_DAYS, CHUNK_S, CHUNKS_EACH, chunk_size
from sim.errors import ClusterError, PolicyError
from sim.study import DrawnDays, Plan, run_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sim.calllog import CallLog
    from sim.metrics import Tally
    from sim.scenario import Scenario

pytest_plugins = ["clusters"]

KILLED_IN = 40
"""Days of a study in the middle of which workers die."""


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    with Cluster(address) as place:
        yield place


@pytest.fixture(scope="module")
def center() -> Scenario:
    """Busyness, retries, overflow; some 20 ms a day on SimPy."""
    return sim.load_scenario("bank")


@pytest.fixture(scope="module")
def undisturbed(center: Scenario) -> sim.Study:
    return sim.run_study(center, days=KILLED_IN, engine="simpy", place=Here(1))


def assert_same(one: sim.Study, other: sim.Study) -> None:
    for column in ("queues", "groups", "waits"):
        np.testing.assert_array_equal(getattr(one.sums, column), getattr(other.sums, column))


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_a_study_shows_the_same_here_and_there(engine: str, center: Scenario, cluster: Cluster) -> None:
    here, there = (sim.run_study(center, days=12, seed=5, engine=engine, place=place) for place in (Here(1), cluster))
    assert_same(here, there)


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_an_authors_policy_travels_with_all_that_its_file_defines(
    engine: str, tmp_path: Path, center: Scenario, cluster: Cluster
) -> None:
    """The file itself is gone by then."""
    (file := tmp_path / "urgent.py").write_text(POLICY, encoding="utf-8")
    policy = sim.find_policy(str(file), {"weight": {"newcomers": 4}})
    file.unlink()
    here, there = (
        sim.run_study(center, policy=policy, days=8, engine=engine, place=place) for place in (Here(1), cluster)
    )
    assert_same(here, there)
    plain = sim.run_study(center, days=8, engine=engine, place=Here(1))
    assert (plain.sums.queues != here.sums.queues).any()


def test_a_policy_that_needs_what_the_workers_lack_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, center: Scenario, cluster: Cluster
) -> None:
    (tmp_path / "only_here.py").write_text("SHARPNESS = 1.5\n", encoding="utf-8")
    (file := tmp_path / "urgent.py").write_text(
        POLICY.replace("SHARPNESS = 1.5", "from only_here import SHARPNESS"), encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    sim.run_study(center, policy=str(file), days=2, engine="simpy", place=cluster)  # a number is sent as it is
    file.write_text(
        POLICY.replace("SHARPNESS = 1.5", "import only_here").replace("(SHARPNESS", "(only_here.SHARPNESS"),
        encoding="utf-8",
    )
    with pytest.raises(
        ClusterError, match=r"cannot open what it is to run: No module named 'only_here'; install there"
    ):
        sim.run_study(center, policy=str(file), days=2, engine="simpy", place=cluster)


def test_what_a_day_raises_there_is_raised_here_as_itself(cluster: Cluster) -> None:
    with pytest.raises(PolicyError, match=r"^day 7$"):
        list(cluster.each(breaks_down, range(40)))
    assert len(list(cluster.each(square_and_where, range(5)))) == 5


def test_days_are_run_by_all_workers_and_by_nobody_else(local_cluster: Any, cluster: Cluster) -> None:
    found = dict(cluster.each(square_and_where, range(400)))
    assert {day: square for day, (square, _) in found.items()} == {day: day * day for day in range(400)}
    assert {process for _, process in found.values()} == {nanny.pid for nanny in local_cluster.workers.values()}


def test_calls_are_kept_on_this_machines_disk(center: Scenario, cluster: Cluster) -> None:
    """What keeps them is not sent anywhere."""
    kept: dict[Any, dict[int, CallLog]] = {}
    for place in (Here(1), cluster):
        logs = kept.setdefault(place, {})
        run_days(DrawnDays(center, 2), plan=Plan(5), engine="simpy", keep=logs.__setitem__, place=place)
    here, there = kept.values()
    assert sorted(here) == sorted(there) == list(range(5))
    assert all(same_log(here[day], there[day]) for day in here)


@pytest.mark.parametrize("victims", [1, 2])
def test_a_worker_that_is_killed_costs_nothing_but_its_days(
    victims: int, undisturbed: sim.Study, local_cluster: Any, center: Scenario, cluster: Cluster
) -> None:
    """They are run again: by the other one, or by new ones when both died."""
    finished = []

    def strike(day: int, _: Tally) -> None:
        finished.append(day)
        if len(finished) == 10:
            for nanny in list(local_cluster.workers.values())[:victims]:
                os.kill(nanny.pid, signal.SIGKILL)

    there = run_days(DrawnDays(center, 1), plan=Plan(KILLED_IN), engine="simpy", on_day=strike, place=cluster)
    assert sorted(finished) == list(range(KILLED_IN))
    assert_same(there, undisturbed)


def test_days_that_nobody_waits_for_are_called_off(cluster: Cluster) -> None:
    days = cluster.each(square_and_where, range(100_000))
    next(days)
    days.close()
    assert dict(cluster.each(square_and_where, [3])).keys() == {3}


def test_many_scenarios_share_a_cluster(cluster: Cluster) -> None:
    """One study for each of them is as good as a day: a worker takes it whole."""
    found = dict(cluster.each(answered_in_time, ["volume=90%", "volume=110%"]))
    assert found == {change: answered_in_time(change) for change in found}
    assert found["volume=90%"] > found["volume=110%"]


def test_a_chunk_is_about_a_second_of_work() -> None:
    assert chunk_size(left=1_000_000, threads=100, day_s=CHUNK_S / 20) == 20
    assert chunk_size(left=1_000_000, threads=100, day_s=CHUNK_S * 20) == 1
    assert chunk_size(left=1_000_000, threads=100, day_s=1e-5) == CHUNK_DAYS


def test_the_last_days_are_shared_by_all_workers() -> None:
    assert chunk_size(left=600, threads=100, day_s=0.001) == 600 // (100 * CHUNKS_EACH)
    assert chunk_size(left=5, threads=100, day_s=0.001) == 1
