"""Intervals that keep their promise when the day, and not the call, is what repeats."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import t as student

from sim.errors import MetricError
from sim.statistics import Estimate, days_to_reach, difference, mean_of, quantile_of, ratio_of, student_t

STUDIES, DAYS = 2000, 20
CALLS_A_DAY = 400
SHAPE = 9.0
"""Busyness of a day is gamma with mean 1 and a coefficient of variation of 1/3."""
DELAYED = 0.6
EDGES = np.concatenate(([0.0], np.linspace(0, 12, 241)))


def coverage(estimates: list[Estimate], truth: float) -> float:
    return float(np.mean([estimate.low <= truth <= estimate.high for estimate in estimates]))


def as_promised(nominal: float = 0.95) -> object:
    """Within four standard errors of the nominal coverage over all studies, and 1 % for the delta method."""
    return pytest.approx(nominal, abs=4 * math.sqrt(nominal * (1 - nominal) / STUDIES) + 0.01)


@pytest.fixture(scope="module")
def busyness():
    return np.random.default_rng(20_240_611).gamma(SHAPE, 1 / SHAPE, (STUDIES, DAYS))


@pytest.fixture(scope="module")
def histograms(busyness):
    """Calls by study, day and bin.

    Busier days have more calls and, since they are staffed for, shorter waits: a share DELAYED of callers
    waits, exponentially with mean 1 / busyness.
    """
    rng = np.random.default_rng(7)
    beyond = DELAYED * np.exp(-busyness[:, :, None] * EDGES[1:-1])
    shares = -np.diff(beyond, axis=2, prepend=1.0, append=0.0)
    return rng.multinomial(rng.poisson(CALLS_A_DAY * busyness), shares)


def share_waiting_longer(wait: float) -> float:
    """Of all calls: E[busyness P(wait > w | busyness)] for a gamma busyness."""
    return DELAYED * (1 + wait / SHAPE) ** -(SHAPE + 1)


def wait_of_quantile(p: float) -> float:
    return SHAPE * (((1 - p) / DELAYED) ** (-1 / (SHAPE + 1)) - 1)


# --- Coverage -----------------------------------------------------------------------------------------------


def test_the_interval_of_a_mean_covers_it_as_often_as_promised(histograms):
    calls = histograms.sum(axis=2)
    assert coverage([mean_of(days) for days in calls], CALLS_A_DAY) == as_promised()
    assert coverage([mean_of(days, confidence=0.8) for days in calls], CALLS_A_DAY) == as_promised(0.8)


def test_the_interval_of_a_service_level_covers_it_as_often_as_promised(histograms):
    within = 20  # EDGES[20 + 1] is a wait of 1
    answered, offered = histograms[:, :, : within + 1].sum(axis=2), histograms.sum(axis=2)
    truth = 1 - share_waiting_longer(EDGES[within + 1])
    estimates = [ratio_of(y, x) for y, x in zip(answered, offered, strict=True)]
    assert coverage(estimates, truth) == as_promised()


@pytest.mark.parametrize("p", [0.5, 0.8, 0.95])
def test_the_interval_of_a_wait_quantile_covers_it_as_often_as_promised(histograms, p):
    estimates = [quantile_of(study, EDGES, p) for study in histograms]
    assert coverage(estimates, wait_of_quantile(p)) == as_promised()


@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95, 0.99, 0.999])
def test_students_t_is_that_of_scipy(confidence):
    degrees = [*range(1, 60), 99, 365, 998, 999, 1000, 1001, 1999, 100_000]
    found = [student_t(days, confidence) for days in degrees]
    np.testing.assert_allclose(found, student.ppf((1 + confidence) / 2, degrees), rtol=1e-11)


def test_counting_calls_as_if_they_were_days_would_promise_too_much(histograms):
    answered, offered = histograms[:, :, :21].sum(axis=(1, 2)), histograms.sum(axis=(1, 2))
    share = answered / offered
    naive = 1.96 * np.sqrt(share * (1 - share) / offered)
    truth = 1 - share_waiting_longer(EDGES[21])
    assert np.mean(np.abs(share - truth) <= naive) < 0.7


def test_the_interval_of_a_paired_difference_covers_it_as_often_as_promised(histograms):
    """The 80 % quantile against the median of the same calls: strongly paired, and both known."""
    truth = wait_of_quantile(0.8) - wait_of_quantile(0.5)
    estimates = [difference(quantile_of(study, EDGES, 0.8), quantile_of(study, EDGES, 0.5)) for study in histograms]
    assert coverage(estimates, truth) == as_promised()


# --- Two centers that met the same callers ------------------------------------------------------------------


def test_meeting_the_same_callers_narrows_the_comparison(busyness):
    """Waits follow the busyness of the day in both centers; one is a tenth quicker."""
    slow = ratio_of(50 * busyness[0] ** 3, 400 * busyness[0])
    quick = ratio_of(45 * busyness[0] ** 3, 400 * busyness[0])
    other_days = ratio_of(45 * busyness[1] ** 3, 400 * busyness[1])
    paired, unpaired = difference(slow, quick), difference(slow, other_days)
    assert paired.mean == pytest.approx(slow.mean / 10)
    assert paired.half_width == pytest.approx(slow.half_width / 10)
    assert paired.half_width < unpaired.half_width / 5


def test_quantiles_of_two_centers_compare_day_by_day(histograms):
    here, nearly_here = histograms[0], np.roll(histograms[0], 1, axis=1)
    there = np.roll(histograms[1], 1, axis=1)
    this, paired = quantile_of(here, EDGES, 0.9), quantile_of(nearly_here, EDGES, 0.9)
    unpaired = quantile_of(there, EDGES, 0.9)
    assert difference(this, paired).half_width < difference(this, unpaired).half_width / 5


def test_a_center_does_not_differ_from_itself(histograms):
    same = quantile_of(histograms[0], EDGES, 0.8)
    assert difference(same, same).mean == 0
    assert difference(same, same).half_width == 0


def test_days_that_do_not_pair_up_cannot_be_compared():
    with pytest.raises(MetricError, match="3 on one side and 2 on the other"):
        difference(mean_of([1, 2, 3]), mean_of([1, 2]))
    with pytest.raises(MetricError, match="pair up"):
        ratio_of([1, 2, 3], [1, 2])


# --- Exact cases --------------------------------------------------------------------------------------------


def test_the_interval_of_a_mean_is_students():
    values = [3.0, 5.0, 4.0, 9.0]
    expected = student.interval(0.95, 3, loc=np.mean(values), scale=np.std(values, ddof=1) / 2)
    estimate = mean_of(values)
    assert (estimate.low, estimate.high) == pytest.approx(expected)


def test_one_day_gives_a_figure_but_no_interval():
    for estimate in (mean_of([4]), ratio_of([2], [4]), quantile_of([[1, 3]], [0, 0, 2], 0.5)):
        assert math.isfinite(estimate.mean)
        assert (estimate.half_width, estimate.low, estimate.high) == (None, None, None)


def test_where_nobody_called_there_is_nothing_to_measure():
    for estimate in (ratio_of([0, 0], [0, 0]), quantile_of([[0, 0], [0, 0]], [0, 1, 2], 0.5), mean_of([])):
        assert math.isnan(estimate.mean)
        assert estimate.half_width is None
    nothing = difference(ratio_of([0, 0], [0, 0]), mean_of([1, 2]))
    assert (math.isnan(nothing.mean), nothing.half_width) == (True, None)


def test_a_day_without_calls_neither_helps_nor_hurts_the_service_level():
    assert ratio_of([8, 9, 0], [10, 10, 0]).mean == pytest.approx(17 / 20)


def test_days_that_are_all_alike_leave_no_doubt():
    assert mean_of([7, 7, 7]).half_width == 0
    assert ratio_of([8, 4], [10, 5]).half_width == pytest.approx(0, abs=1e-12)
    alike = quantile_of([[2, 6, 2]] * 5, [0, 0, 6, 10], 0.5)
    assert (alike.mean, alike.half_width) == (pytest.approx(3), pytest.approx(0, abs=1e-9))


def test_a_quantile_among_those_who_did_not_wait_is_exactly_zero():
    nobody_waits = quantile_of([[90, 10], [80, 20], [95, 5]], [0, 0, 60], 0.5)
    assert (nobody_waits.mean, nobody_waits.half_width) == (0, 0)


def test_a_quantile_near_those_who_did_not_wait_may_turn_out_longer():
    barely = quantile_of([[90, 10], [70, 30], [85, 15]], [0, 0, 60], 0.8)
    assert barely.mean == 0
    assert barely.half_width > 0


@pytest.mark.parametrize(("p", "wait"), [(0.25, 0), (0.5, 0), (0.625, 5), (0.75, 10), (0.875, 25), (0.999, 29.96)])
def test_quantiles_pool_the_calls_of_all_days(p, wait):
    """Of eight calls four do not wait, two wait up to 10 and two between 20 and 30."""
    found = quantile_of([[3, 1, 0, 1], [1, 1, 0, 1]], [0, 0, 10, 20, 30], p)
    assert found.mean == pytest.approx(wait)


@pytest.mark.parametrize("p", [0, 1, 90])
def test_a_quantile_of_everybody_or_nobody_is_refused(p):
    with pytest.raises(MetricError, match="between 0 and 1"):
        quantile_of([[1, 2]], [0, 0, 1], p)


def test_half_the_interval_takes_four_times_the_days():
    estimate = mean_of(np.arange(20.0))
    assert days_to_reach(estimate, estimate.half_width / 2) == 80
    assert days_to_reach(estimate, estimate.half_width) == 20
    assert days_to_reach(mean_of([5, 5, 5]), 0.1) == 2


def test_days_to_reach_needs_an_interval_to_start_from_and_one_to_end_at():
    with pytest.raises(MetricError, match="at least 2 days"):
        days_to_reach(mean_of([5]), 0.1)
    with pytest.raises(MetricError, match="above zero"):
        days_to_reach(mean_of([5, 6]), 0)


# --- Laws ---------------------------------------------------------------------------------------------------

values_by_day = arrays(np.float64, st.integers(2, 30), elements=st.floats(-1e3, 1e3))
calls_by_day = arrays(np.int64, st.tuples(st.integers(2, 8), st.just(6)), elements=st.integers(0, 50))
shares = st.floats(0.01, 0.99)
WIDE = np.array([0.0, 0.0, 5.0, 10.0, 20.0, 60.0, 300.0])


def law(**drawn):
    """A claim about every study that Hypothesis can think of, on however busy a machine."""
    return lambda test: settings(deadline=None)(given(**drawn)(test))


@law(values=values_by_day, scale=st.floats(0.1, 100), shift=st.floats(-1e3, 1e3))
def test_a_mean_in_other_units_is_the_same_mean(values, scale, shift):
    here, there = mean_of(values), mean_of(values * scale + shift)
    assert there.mean == pytest.approx(here.mean * scale + shift, abs=1e-6)
    assert there.half_width == pytest.approx(here.half_width * scale, abs=1e-6)


@law(calls=calls_by_day, p=shares, scale=st.floats(0.1, 100))
def test_a_quantile_in_other_units_is_the_same_quantile(calls, p, scale):
    here, there = quantile_of(calls, WIDE, p), quantile_of(calls, WIDE * scale, p)
    assert there.mean == pytest.approx(here.mean * scale, nan_ok=True)
    assert there.half_width == (here.half_width if here.half_width is None else pytest.approx(here.half_width * scale))


@law(calls=calls_by_day, p=shares, factor=st.integers(2, 9))
def test_a_center_of_many_times_the_calls_has_the_same_days(calls, p, factor):
    here, there = quantile_of(calls, WIDE, p), quantile_of(calls * factor, WIDE, p)
    assert there.mean == pytest.approx(here.mean, nan_ok=True)
    assert there.influence == pytest.approx(here.influence, abs=1e-6, nan_ok=True)


@law(calls=calls_by_day, p=shares, higher=shares)
def test_a_larger_share_waits_no_less_within_the_waits_there_were(calls, p, higher):
    low, high = sorted((p, higher))
    if calls.any():
        assert 0 <= quantile_of(calls, WIDE, low).mean <= quantile_of(calls, WIDE, high).mean <= 300


@law(calls=calls_by_day, p=shares)
def test_influences_cancel_and_carry_the_whole_interval(calls, p):
    for estimate in (quantile_of(calls, WIDE, p), ratio_of(calls[:, 0], calls.sum(axis=1))):
        if estimate.half_width is not None:
            alone = mean_of(estimate.influence)
            assert alone.mean == pytest.approx(0, abs=1e-6)
            assert alone.half_width == pytest.approx(estimate.half_width, abs=1e-6)
