"""Tomorrow's callers: how many, when, how patient, and what becomes of those who are lost or handed on."""

from __future__ import annotations

import numpy as np
import pytest
from floors import center, exponential
from scipy import stats

import sim
from sim.units import FOREVER, HOUR, MINUTE, SECOND
from sim.workload import NONE, UNLIMITED

STAFF = {"agents": {"agents": 5, "skills": {"billing": "first", "claims": "first"}}}
CLAIMS = {"arrivals": {"per_hour": 30}, "talk": "2 min"}


def scenario(billing, claims=CLAIMS, **more):
    usual = {"arrivals": {"per_hour": 60}, "talk": exponential("3 min")}
    return center({"billing": usual | billing, "claims": claims}, STAFF, **({"open": "08:00 to 12:00"} | more))


def rows_of(workload, queue):
    return workload.call_type == workload.queues.names.index(queue)


# --- Arrivals -----------------------------------------------------------------------------------------------


def test_calls_follow_the_rates_of_the_intervals():
    """Poisson counts by half hour over 400 days: mean and variance both the rate, within four standard errors."""
    rates = [20, 120, 0, 60, 60, 5, 200, 40]
    queue = {"arrivals": {"every": "30 min", "per_hour": rates}}
    counts = np.zeros((400, len(rates)))
    for day in range(len(counts)):
        workload = sim.draw_workload(scenario(queue), seed=3, day=day)
        arrival = workload.arrival[rows_of(workload, "billing")[: workload.fresh]]
        counts[day] = np.bincount((arrival - 8 * HOUR) // (30 * MINUTE), minlength=len(rates))
    expected = np.array(rates) / 2
    assert (np.abs(counts.mean(axis=0) - expected) <= 4 * np.sqrt(expected / len(counts))).all()
    errors = np.sqrt((expected + 2 * expected**2) / len(counts))
    assert (np.abs(counts.var(axis=0, ddof=1) - expected) <= 4 * errors).all()
    between = np.corrcoef(counts[:, expected > 0].T)
    assert np.abs(between - np.eye(len(between))).max() <= 4 / np.sqrt(len(counts))


def test_within_an_interval_calls_come_evenly():
    workload = sim.draw_workload(scenario({"arrivals": {"per_hour": 5000}}), seed=4)
    arrival = workload.arrival[rows_of(workload, "billing")[: workload.fresh]]
    assert stats.kstest((arrival - 8 * HOUR) / (4 * HOUR), "uniform").pvalue > 1e-4
    assert stats.kstest(np.diff(arrival) / SECOND, stats.expon(scale=3600 / 5000).cdf).pvalue > 1e-4


def test_calls_come_from_opening_to_closing_in_order():
    workload = sim.draw_workload(scenario({"arrivals": {"per_hour": 2000}}))
    assert workload.fresh == len(workload.arrival) > 7000
    assert (np.diff(workload.arrival) >= 0).all()
    assert 8 * HOUR <= workload.arrival[0] <= workload.arrival[-1] < 12 * HOUR
    assert (workload.opens, workload.closes, workload.counted_from) == (8 * HOUR, 12 * HOUR, 9 * HOUR)


def test_a_day_without_calls_is_a_day():
    silent = {"arrivals": {"per_hour": 0}}
    workload = sim.draw_workload(scenario(silent, CLAIMS | silent))
    assert (workload.fresh, workload.rows) == (0, 0)
    assert sim.simulate(workload, sim.draw_roster(scenario({}))).contacts == 0


def test_more_volume_brings_the_same_callers_earlier_and_more_behind_them():
    quiet, busy = (sim.draw_workload(scenario({"volume": volume})) for volume in ("100%", "150%"))
    few, many = (rows_of(one, "billing") for one in (quiet, busy))
    calls = int(few.sum())
    assert many.sum() > 1.2 * calls
    assert busy.talk[many][:calls].tolist() == quiet.talk[few].tolist()
    early, late = busy.arrival[many[: busy.fresh]][:calls], quiet.arrival[few[: quiet.fresh]]
    np.testing.assert_allclose(1.5 * (early - 8 * HOUR), late - 8 * HOUR, atol=3)


def test_volume_of_the_center_and_of_a_queue_multiply():
    for queue, volume, expected in (({}, "100%", 240), ({"volume": "50%"}, "300%", 360)):
        days = [sim.draw_workload(scenario(queue, volume=volume), day=day) for day in range(60)]
        mean = np.mean([rows_of(day, "billing").sum() for day in days])
        assert mean == pytest.approx(expected, abs=4 * np.sqrt(expected / len(days)))


# --- Busyness -----------------------------------------------------------------------------------------------


def daily_counts(queue, days=600, **more):
    counts = np.zeros((days, 2))
    for day in range(days):
        workload = sim.draw_workload(scenario(queue, CLAIMS | {"arrivals": {"per_hour": 60}}, **more), seed=5, day=day)
        counts[day] = np.bincount(workload.call_type[: workload.fresh], minlength=2)
    return counts


@pytest.mark.parametrize(
    ("queue", "more", "squared_cv", "shared"),
    [
        pytest.param({}, {}, 0, 0, id="plain Poisson"),
        pytest.param({}, {"busyness": {"cv": "30%"}}, 0.09, 0.09, id="shared by the center"),
        pytest.param({"busyness": {"cv": "30%"}}, {}, 0.09, 0, id="the queue's own"),
        pytest.param({"busyness": {"cv": "30%"}}, {"busyness": {"cv": "20%"}}, 0.09 + 0.04 + 0.0036, 0.04, id="both"),
    ],
)
def test_busy_days_spread_the_counts_as_a_gamma_factor_does(queue, more, squared_cv, shared):
    """Mean m, variance m + m^2 cv^2, covariance of two queues m^2 cv^2 of the shared factor; gamma-Poisson."""
    counts, mean = daily_counts(queue, **more), 240
    variance = mean + mean**2 * squared_cv
    assert counts[:, 0].mean() == pytest.approx(mean, abs=4 * np.sqrt(variance / len(counts)))
    # The counts are skewed a little, so the standard error of their variance is taken half as large again.
    assert counts[:, 0].var(ddof=1) == pytest.approx(variance, rel=4 * 1.5 * np.sqrt(2 / len(counts)))
    covariance = np.cov(counts.T)[0, 1]
    error = 1.5 * np.sqrt((variance * counts[:, 1].var() + covariance**2) / len(counts))
    assert covariance == pytest.approx(mean**2 * shared, abs=4 * error)


# --- What callers bring -------------------------------------------------------------------------------------


def test_patience_balking_talk_and_work_are_drawn_as_the_queue_says():
    queue = {
        "arrivals": {"per_hour": 5000},
        "after_call_work": {"gamma": {"mean": "20 s", "cv": 0.5}},
        "patience": exponential("2 min"),
        "balk": "10%",
    }
    workload = sim.draw_workload(scenario(queue), seed=6)
    mine = rows_of(workload, "billing")
    calls, patience = mine.sum(), workload.patience[mine]
    assert (patience == 0).mean() == pytest.approx(0.1, abs=4 * np.sqrt(0.09 / calls))
    for lengths, mean, cv in (
        (patience[patience > 0], 120, 1),
        (workload.talk[mine], 180, 1),
        (workload.after_call_work[mine], 20, 0.5),
    ):
        assert lengths.mean() / SECOND == pytest.approx(mean, abs=4 * mean * cv / np.sqrt(len(lengths)))
        assert lengths.std() / SECOND == pytest.approx(mean * cv, rel=4 * 1.5 / np.sqrt(len(lengths)))
    for a, b in (("talk", "patience"), ("talk", "after_call_work"), ("patience", "after_call_work")):
        between = np.corrcoef(getattr(workload, a)[mine], getattr(workload, b)[mine])[0, 1]
        assert abs(between) <= 4 / np.sqrt(calls)
    assert (workload.patience[~mine] == FOREVER).all()


def test_talk_may_depend_on_when_the_caller_first_calls():
    workload = sim.draw_workload(scenario({"talk": {"every": "60 min", "each": ["1 min", "2 min", "3 min", "4 min"]}}))
    mine = np.flatnonzero(rows_of(workload, "billing"))
    assert workload.talk[mine].tolist() == [
        ((moment - 8 * HOUR) // HOUR + 1) * MINUTE for moment in workload.arrival[mine].tolist()
    ]


def test_the_workload_knows_its_queues_and_limits():
    queue = {"priority": 3, "queue_limit": 7, "patience": exponential("2 min"), "after_call_work": "30 s"}
    workload = sim.draw_workload(scenario(queue, lines=40))
    facts = workload.queues
    assert facts.names == ("billing", "claims")
    assert facts.priority.tolist() == [3, 1]
    assert facts.limit.tolist() == [7, UNLIMITED]
    assert facts.handle_s.tolist() == [210, 120]
    assert facts.patience_s.tolist() == [120, np.inf]
    assert workload.lines == 40
    assert sim.draw_workload(scenario({})).lines == UNLIMITED


def test_the_first_calls_of_two_queues_are_one_line_of_arrivals():
    workload = sim.draw_workload(scenario({}))
    assert set(workload.call_type[: workload.fresh].tolist()) == {0, 1}
    assert workload.contact[: workload.fresh].tolist() == list(range(workload.fresh))
    assert (workload.if_lost == NONE).all()
    assert (workload.if_handled == NONE).all()


@pytest.mark.parametrize("change", [{"seed": 2}, {"day": 1}])
def test_every_seed_and_every_day_has_callers_of_its_own(change):
    here, there = sim.draw_workload(scenario({})), sim.draw_workload(scenario({}), **change)
    assert np.intersect1d(here.arrival, there.arrival).size == 0
