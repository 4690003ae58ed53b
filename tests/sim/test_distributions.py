"""Drawn durations against the distributions of scipy.stats that they are named after.

Means lie within four standard errors.  Of ``DRAWS`` draws, the number below a quantile of the exact law is
binomial: it lies within four of its standard errors.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from scipy import stats

from sim.distributions import AnyLaw, to_microseconds
from sim.streams import stream
from sim.units import FOREVER, HOUR, MINUTE, SECOND

DRAWS = 100_000
LEVELS = np.array([0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999])


def law(written):
    return TypeAdapter(AnyLaw).validate_python(written)


def drawn(written, calls=DRAWS, since_open=0):
    return law(written).draw(stream(1, 0, str(written), "talk"), np.full(calls, since_open))


def lognormal(mean, cv):
    variance = math.log1p(cv**2)
    return stats.lognorm(math.sqrt(variance), scale=mean / math.exp(variance / 2))


LAWS = [
    pytest.param({"exponential": {"mean": "3 min"}}, stats.expon(scale=180), 1, id="exponential"),
    pytest.param({"gamma": {"mean": "3 min", "cv": 0.8}}, stats.gamma(1 / 0.64, scale=180 * 0.64), 0.8, id="gamma"),
    pytest.param({"gamma": {"mean": "3 min", "cv": 2}}, stats.gamma(0.25, scale=720), 2, id="gamma, uneven"),
    pytest.param({"erlang": {"mean": "3 min", "stages": 4}}, stats.erlang(4, scale=45), 0.5, id="erlang"),
    pytest.param({"lognormal": {"mean": "178 s", "cv": 1.2}}, lognormal(178, 1.2), 1.2, id="lognormal by cv"),
    pytest.param(
        {"lognormal": {"mean": "178 s", "median": "110 s"}},
        stats.lognorm(math.sqrt(2 * math.log(178 / 110)), scale=110),
        math.sqrt((178 / 110) ** 2 - 1),
        id="lognormal by median",
    ),
    pytest.param(
        {"empirical": {"unit": "min", "quantiles": [1, 3]}}, stats.uniform(60, 120), 120 / math.sqrt(12) / 120,
        id="empirical, one piece",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("written", "exact", "cv"), LAWS)
def test_a_law_has_the_mean_and_the_variation_it_is_written_with(written, exact, cv):
    lengths = drawn(written)
    assert law(written).mean_s == pytest.approx(exact.mean())
    assert exact.std() / exact.mean() == pytest.approx(cv)
    assert lengths.mean() == pytest.approx(exact.mean(), abs=4 * exact.std() / math.sqrt(DRAWS))
    kurtosis = float(exact.stats("k"))
    assert lengths.var() == pytest.approx(exact.var(), rel=4 * math.sqrt((kurtosis + 2) / DRAWS))


@pytest.mark.parametrize(("written", "exact", "cv"), LAWS)
def test_a_law_has_the_quantiles_of_its_name(written, exact, cv):
    below = (drawn(written)[:, None] <= exact.ppf(LEVELS)).mean(axis=0)
    assert (np.abs(below - LEVELS) <= 4 * np.sqrt(LEVELS * (1 - LEVELS) / DRAWS)).all()


QUICK, SLOW = {"share": "25%", "mean": "10 s"}, {"share": "75%", "mean": "4 min"}


def hyperexponential_cdf(t, shares, means):
    return sum(share * -np.expm1(-t / mean) for share, mean in zip(shares, means, strict=True))


@pytest.mark.parametrize(
    ("written", "shares", "means", "cv"),
    [
        # Balanced means: p1 = (1 + sqrt((c2 - 1) / (c2 + 1))) / 2, p1 m1 = p2 m2 (Allen 1990, 3.2.9).
        ({"mean": "3 min", "cv": 2}, (0.887298, 0.112702), (101.431, 798.57), 2),
        ({"branches": [QUICK, SLOW]}, (0.25, 0.75), (10, 240), None),
        ({"mean": "3 min", "cv": 1}, (0.5, 0.5), (180, 180), 1),
    ],
)
def test_a_hyperexponential_law_is_a_mixture_of_its_branches(written, shares, means, cv):
    lengths = drawn({"hyperexponential": written})
    mean = np.dot(shares, means)
    second = 2 * np.dot(shares, np.square(means))
    if cv:
        assert math.sqrt(second / mean**2 - 1) == pytest.approx(cv, rel=1e-4)
    assert law({"hyperexponential": written}).mean_s == pytest.approx(mean, rel=1e-5)
    assert lengths.mean() == pytest.approx(mean, abs=4 * math.sqrt((second - mean**2) / DRAWS))
    for t in (1, 10, 60, 180, 600, 1800):
        share = hyperexponential_cdf(t, shares, means)
        assert (lengths <= t).mean() == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / DRAWS))


def test_a_plain_duration_is_always_that_long():
    assert set(drawn("20 s", 50).tolist()) == {20.0}
    assert law("20 s").mean_s == 20
    assert set(drawn("0 s", 5).tolist()) == {0.0}


def test_an_empirical_law_is_linear_between_its_quantiles():
    """Quantiles 0, 60, 180 and 600 s: a third of the calls lies between each two, evenly."""
    written = {"empirical": {"unit": "s", "quantiles": [0, 60, 180, 600]}}
    lengths = drawn(written)
    assert law(written).mean_s == pytest.approx((30 + 120 + 390) / 3)
    assert lengths.mean() == pytest.approx(180, abs=4 * lengths.std() / math.sqrt(DRAWS))
    for t, share in ((30, 1 / 6), (60, 1 / 3), (120, 1 / 2), (180, 2 / 3), (390, 5 / 6)):
        assert (lengths <= t).mean() == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / DRAWS))
    assert 0 <= lengths.min() <= lengths.max() <= 600


def test_some_callers_wait_for_ever():
    written = {"empirical": {"unit": "s", "quantiles": [10, 20], "for_ever": "12%"}}
    lengths = drawn(written)
    assert np.isinf(lengths).mean() == pytest.approx(0.12, abs=4 * math.sqrt(0.12 * 0.88 / DRAWS))
    assert lengths[np.isfinite(lengths)].mean() == pytest.approx(15, abs=4 * 10 / math.sqrt(12 * 0.88 * DRAWS))
    assert law(written).mean_s == math.inf
    everyone = {"empirical": {"unit": "s", "quantiles": [10, 20], "for_ever": "100%"}}
    assert np.isinf(drawn(everyone, 100)).all()


def test_a_law_by_interval_goes_by_when_the_caller_first_called():
    written = law({"every": "30 min", "each": ["10 s", "20 s", "30 s"]})
    moments = np.array([0, 29, 30, 59, 60, 500]) * MINUTE
    assert written.draw(stream(1, 0, "", ""), moments).tolist() == [10, 10, 20, 20, 30, 30]
    assert written.mean_s == 20


def test_lengths_become_whole_microseconds_to_the_nearest():
    lengths = to_microseconds(np.array([0.0, 1.0000004, 1.0000006, 86_400.0, np.inf]))
    assert lengths.tolist() == [0, 1_000_000, 1_000_001, 24 * HOUR, FOREVER]


@pytest.mark.parametrize(
    "written",
    [
        {"exponential": {"mean": "0 s"}},
        {"exponential": {"mean": 180}},
        {"exponential": {"mean": "3 min", "cv": 1}},
        {"gamma": {"mean": "3 min", "cv": 0}},
        {"gamma": {"mean": "3 min"}},
        {"erlang": {"mean": "3 min", "stages": 0}},
        {"lognormal": {"mean": "3 min"}},
        {"lognormal": {"mean": "3 min", "cv": 1, "median": "1 min"}},
        {"lognormal": {"mean": "3 min", "median": "3 min"}},
        {"hyperexponential": {"mean": "3 min", "cv": 0.9}},
        {"hyperexponential": {"branches": [{"share": "60%", "mean": "3 min"}]}},
        {"empirical": {"unit": "s", "quantiles": [3]}},
        {"empirical": {"unit": "s", "quantiles": [3, 2]}},
        {"empirical": {"unit": "s", "quantiles": [-1, 2]}},
        {"empirical": {"unit": "s", "quantiles": [1, math.inf]}},
        {"every": "30 min", "each": []},
        {"weibull": {"mean": "3 min"}},
        180,
        None,
    ],
)
def test_a_law_that_nothing_could_follow_is_refused(written):
    with pytest.raises(ValidationError):
        law(written)


@pytest.mark.parametrize("law", ["hyperexponential", "by interval"])
def test_more_calls_leave_the_talk_of_the_others_as_it_was(law: str) -> None:
    """So that a what-if on volume stays paired."""
    drawn = {
        "hyperexponential": {"hyperexponential": {"mean": "3 min", "cv": 2}},
        "by interval": {"every": "60 min", "each": [{"gamma": {"mean": "3 min", "cv": 0.5}}, "1 min"]},
    }[law]
    talk = TypeAdapter(AnyLaw).validate_python(drawn)
    few, many = (talk.draw(np.random.default_rng(5), np.arange(calls) * SECOND) for calls in (100, 150))
    np.testing.assert_array_equal(few, many[:100])
