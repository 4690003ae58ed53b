"""Poisson or not: chance is told from busier days."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.fit.busyness import dispersion, fit_busyness
from sim.fit.within import exponentials

DAYS, INTERVALS = 60, 20
UP = np.ones((DAYS, INTERVALS), dtype=bool)


def counts(shared_cv=0.0, own_cv=0.0, seed=1, means=(30, 12)):
    """Calls by (day, queue, interval); the second queue may have its own factor."""
    rng = np.random.default_rng(seed)
    factor = rng.gamma(shared_cv**-2, shared_cv**2, DAYS) if shared_cv else np.ones(DAYS)
    own = rng.gamma(own_cv**-2, own_cv**2, DAYS) if own_cv else np.ones(DAYS)
    first = rng.poisson(np.outer(factor, np.full(INTERVALS, means[0])))
    second = rng.poisson(np.outer(factor * own, np.full(INTERVALS, means[1])))
    return np.stack([first, second], axis=1).astype(float)


@pytest.mark.parametrize("seed", range(5))
def test_poisson_calls_are_taken_for_poisson(seed):
    calls = counts(seed=seed)
    found = dispersion("all", calls.sum(axis=1), UP)
    assert found.day_p > 0.01
    assert found.interval_p > 0.01
    # An index of dispersion has variance 2 / freedom.
    assert found.interval == pytest.approx(1, abs=4 * np.sqrt(2 / (INTERVALS * (DAYS - 1))))
    assert fit_busyness(calls, UP, ("sales", "service")).shared == 0


@pytest.mark.parametrize("seed", range(5))
def test_days_of_gamma_busyness_are_refused_as_poisson_and_their_cv_found(seed):
    calls = counts(shared_cv=0.2, seed=seed)
    assert dispersion("all", calls.sum(axis=1), UP).day_p < 0.0001
    fit = fit_busyness(calls, UP, ("sales", "service"))
    # The relative standard error of a cv from n days is about 1 / sqrt(2 n): 0.09 here.
    assert fit.shared == pytest.approx(0.2, rel=4 * 0.09 * 1.2)
    assert fit.own == {"sales": 0, "service": 0}


def test_a_queue_with_days_of_its_own_gets_its_own_factor():
    fit = fit_busyness(counts(shared_cv=0.1, own_cv=0.4), UP, ("sales", "service"))
    assert fit.own["sales"] == 0
    assert fit.own["service"] == pytest.approx(0.4, rel=0.4)


def test_two_queues_that_share_nothing_share_no_busyness():
    rng = np.random.default_rng(3)
    calls = counts(seed=3)
    calls[:, 1] = rng.poisson(np.outer(rng.gamma(4, 0.25, DAYS), np.full(INTERVALS, 12)))
    fit = fit_busyness(calls, UP, ("sales", "service"))
    assert fit.shared < 0.1
    assert fit.own["service"] == pytest.approx(0.5, rel=0.4)


def test_intervals_in_which_the_center_was_cut_off_do_not_make_a_day_quiet():
    calls, up = counts(), UP.copy()
    up[:10, :10] = False
    calls[:10, :, :10] = 0
    assert dispersion("all", calls.sum(axis=1), up).day_p > 0.001
    assert dispersion("all", calls.sum(axis=1), UP).day_p < 0.0001


def test_calls_at_an_even_rate_make_exponential_gaps_and_a_rush_does_not():
    # The transform of Brown et al. (2005), section 3.1; the tail of Kolmogorov's statistic from scipy.
    rng = np.random.default_rng(1)
    even = np.concatenate([exponentials(rng.uniform(0, 1800, 30), 1800) for _ in range(60)])
    rush = np.concatenate([exponentials(1800 * rng.beta(1, 3, 30), 1800) for _ in range(60)])
    assert stats.kstest(even, "expon").pvalue > 0.01
    assert stats.kstest(rush, "expon").pvalue < 0.0001


def test_one_day_cannot_say():
    assert np.isnan(dispersion("all", np.array([[3.0, 4.0]]), np.ones((1, 2), dtype=bool)).day)
