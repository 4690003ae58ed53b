"""Real days, replayed: what the log says is kept to the microsecond, what it does not say is drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import sim
from sim.logs import read_log
from sim.replay import ReplayedDays, replayed
from sim.study import Plan, run_days
from sim.units import FOREVER, SECOND

REAL_LOG = Path(__file__).parents[3] / "shared/data/anonymous_bank/1999_01.csv.gz"


@pytest.fixture(scope="module")
def two_weeks(tmp_path_factory: pytest.TempPathFactory) -> ReplayedDays:
    """Ten days of one agent and one queue: a call every ten minutes, answered at once, each fifth one lost."""
    rows = []
    for day in range(1, 11):
        for call in range(60):
            at = 8 * 3600 + call * 600 + day
            lost = call % 5 == 4
            rows.append(
                {
                    "day": f"2024-01-{day + 14:02d}",
                    "arrival": _clock(at),
                    "answered": "" if lost else _clock(at + 10),
                    "end": _clock(at + 20) if lost else _clock(at + 10 + 60 + call),
                    "agent": "" if lost else "Dana",
                }
            )
    path = tmp_path_factory.mktemp("log") / "calls.csv"
    pl.DataFrame(rows).write_csv(path)
    return replayed(read_log(path), weekdays=None, every_min=30, seed=3)


def _clock(second: int) -> str:
    return f"{second // 3600}:{second % 3600 // 60:02d}:{second % 60:02d}"


def test_the_replayed_calls_come_when_they_came(two_weeks: ReplayedDays) -> None:
    workload, _ = two_weeks.day(0)
    real = two_weeks.real[0]
    np.testing.assert_array_equal(workload.arrival, (real.arrival_s * SECOND).astype(np.int64))


def test_an_answered_call_talks_as_long_as_it_did(two_weeks: ReplayedDays) -> None:
    workload, _ = two_weeks.day(0)
    real = two_weeks.real[0]
    np.testing.assert_array_equal(workload.talk[real.handled], (real.talk_s[real.handled] * SECOND).astype(np.int64))


def test_who_hung_up_has_the_patience_that_was_seen(two_weeks: ReplayedDays) -> None:
    workload, _ = two_weeks.day(0)
    assert set(workload.patience[~two_weeks.real[0].handled].tolist()) == {20 * SECOND}


def test_who_was_answered_would_have_waited_longer_than_the_wait(two_weeks: ReplayedDays) -> None:
    workload, _ = two_weeks.day(0)
    handled = two_weeks.real[0].handled
    assert (workload.patience[handled] > 10 * SECOND).all()
    assert (workload.patience[handled] <= FOREVER).all()


def test_the_replayed_agents_are_those_who_were_there(two_weeks: ReplayedDays) -> None:
    _, roster = two_weeks.day(0)
    assert roster.agents == ("Dana",)
    first_answer = 8 * 3600 + 1 + 10
    assert roster.span_start.min() <= first_answer * SECOND


def test_a_replay_is_the_same_every_time(two_weeks: ReplayedDays) -> None:
    one, other = (run_days(two_weeks, plan=Plan(3)).sums for _ in range(2))
    np.testing.assert_array_equal(one.queues, other.queues)


@pytest.mark.skipif(not REAL_LOG.exists(), reason="the Anonymous Bank log is not part of the project and not here")
def test_the_replayed_bank_is_offered_every_call_of_its_log_within_hours() -> None:
    records = read_log(REAL_LOG)
    days = replayed(records, weekdays="sun-thu", every_min=30, seed=1)
    hours = days.scenario.open
    inside = pl.col("arrival_s").is_between(hours.start / SECOND, hours.end / SECOND, closed="left")
    theirs = records.calls.filter(pl.col("day").is_in([real.day for real in days.real]) & inside)
    replay = run_days(days, plan=Plan(len(days.real)))
    assert replay.queue()["offered"].mean * replay.days == len(theirs)
    assert isinstance(days.scenario, sim.Scenario)
