"""Talk times and patience: what is drawn from a known law is found again."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.distributions import Empirical
from sim.fit.laws import empirical
from sim.fit.patience import fit_patience, kaplan_meier
from sim.fit.talk import fit_talk

N = 4_000


def drawn(seed=1):
    return np.random.default_rng(seed)


FIRST_BRANCH = drawn(2).random(N) < 0.8873  # balanced means: 0.8873 x 101.4 s = 0.1127 x 798.6 s
DRAWN = {
    "exponential": drawn().exponential(180, N),
    "gamma": drawn().gamma(2.5, 70, N),
    "lognormal": drawn().lognormal(4.8, 0.9, N),
    "hyperexponential": np.where(FIRST_BRANCH, drawn().exponential(101.4, N), drawn(3).exponential(798.6, N)),
}


@pytest.mark.parametrize("name", DRAWN)
def test_the_likeliest_law_is_the_one_the_talk_times_came_from(name):
    fit = fit_talk("sales", DRAWN[name])
    assert fit.laws[0].name == name
    assert name in fit.yaml


def test_erlang_talk_times_show_their_stages():
    fit = fit_talk("sales", drawn().gamma(4, 45, N))
    assert any(law.yaml.get("erlang", {}).get("stages") == 4 for law in fit.laws)


def test_the_parameters_come_back_within_their_error():
    # Standard errors: mean sd / sqrt(n); log-deviation sigma / sqrt(2 n).
    fit = fit_talk("sales", DRAWN["lognormal"])
    law = fit.yaml["lognormal"]
    sigma = np.sqrt(np.log1p(law["cv"] ** 2))
    assert sigma == pytest.approx(0.9, abs=4 * 0.9 / np.sqrt(2 * N))
    mean = float(law["mean"].removesuffix(" s"))
    assert mean == pytest.approx(np.exp(4.8 + 0.9**2 / 2), abs=4 * DRAWN["lognormal"].std() / np.sqrt(N))


def test_the_likelihoods_are_those_of_scipy():
    # Source: scipy.stats.gamma.fit and expon.fit, by numerical maximisation, with the location fixed at 0.
    lengths = DRAWN["gamma"]
    law = next(law for law in fit_talk("sales", lengths).laws if law.name == "gamma")
    shape, _, scale = stats.gamma.fit(lengths, floc=0)
    assert law.aic == pytest.approx(4 - 2 * stats.gamma(shape, scale=scale).logpdf(lengths).sum(), rel=1e-6)


def test_talk_times_of_no_law_keep_their_measured_curve_and_mean():
    short_or_long = np.concatenate([drawn().uniform(0, 10, 500), drawn().normal(300, 20, N)])
    fit = fit_talk("sales", short_or_long)
    assert fit.chosen is None
    measured = Empirical(family="empirical", **fit.yaml["empirical"])
    assert measured.mean_s == pytest.approx(short_or_long.mean(), rel=0.001)


def test_a_measured_curve_keeps_the_mean_however_long_the_longest_call():
    lengths = np.append(drawn().exponential(100, 1_000), 50_000.0)
    law = Empirical(family="empirical", **empirical(lengths)["empirical"])
    assert law.mean_s == pytest.approx(lengths.mean(), rel=0.001)


def test_one_call_is_enough_to_say_something():
    assert fit_talk("sales", np.array([120.0])).yaml


def test_survival_is_that_of_kaplan_and_meier():
    # Weeks of remission on 6-MP, + censored; survival as printed in Cox and Oakes, "Analysis of Survival Data"
    # (1984), table 1.1 and section 4.2 (data: Freireich et al. 1963).
    weeks = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35], dtype=float)
    relapse = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], dtype=bool)
    curve = kaplan_meier(weeks, relapse, at_risk=1)
    printed = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    at = {week: share for week, share in zip(curve.waits_s, curve.share, strict=True) if week in printed}
    assert at == pytest.approx(printed, abs=0.0005)
    assert (curve.low <= curve.share + 1e-9).all()
    assert (curve.share <= curve.high + 1e-9).all()


def waits(patience, offered):
    """What a log shows of patience: the wait ends with whichever comes first."""
    return np.minimum(patience, offered), patience < offered


def test_exponential_patience_is_found_though_most_callers_are_answered_first():
    wait, left = waits(drawn().exponential(300, N), drawn(2).exponential(60, N))
    fit = fit_patience("sales", wait, left)
    # The standard error of a censored exponential mean is the mean over the root of the number who left.
    assert fit.mean_s == pytest.approx(300, abs=4 * 300 / np.sqrt(left.sum()))
    assert "exponential" in fit.yaml


def test_patience_of_another_law_keeps_its_curve():
    patience = np.where(drawn().random(N) < 0.4, drawn(2).uniform(25, 35, N), 2_000.0)
    wait, left = waits(patience, drawn(3).exponential(60, N))
    fit = fit_patience("sales", wait, left)
    law = Empirical(family="empirical", **fit.yaml["empirical"])
    drawn_again = law.draw(drawn(4), np.zeros(20_000, dtype=np.int64))
    assert (drawn_again < 40).mean() == pytest.approx(0.4, abs=0.02)
    assert (drawn_again < 24).mean() == pytest.approx(0, abs=0.02)


def test_who_leaves_within_a_second_balks():
    wait, left = waits(drawn().exponential(300, N), drawn(2).exponential(60, N) + 2)
    wait[:400], left[:400] = 0.5, True
    assert fit_patience("sales", wait, left).balk == pytest.approx(0.1, abs=0.01)


def test_nobody_who_leaves_says_nothing_of_patience():
    fit = fit_patience("sales", np.array([10.0, 20.0]), np.array([False, False]))
    assert fit.yaml is None


def test_where_every_last_caller_left_patience_ends_with_the_longest_wait() -> None:
    wait = np.concatenate([np.full(100, 10.0), np.full(100, 20.0)])
    fitted = fit_patience("calls", wait, wait == 20.0)
    assert fitted.yaml is not None
    assert max(fitted.yaml["empirical"]["quantiles"]) == 20
