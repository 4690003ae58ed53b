"""A log of a floor we know: what fit writes is that floor, and loads as a scenario."""

from __future__ import annotations

import heapq
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sim.errors import InputError
from sim.fit import fit_log, scenario_text, write_scenario
from sim.loading import read_source
from sim.logs import CallRecords, read_log

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "anonymous_bank" / "1999_01.csv.gz"
needs_real = pytest.mark.skipif(not REAL.exists(), reason="the Anonymous Bank log is not here; it is never shipped")

OPEN, CLOSE = 8 * 3600, 16 * 3600
PER_HOUR, TALK, WORK, PATIENCE, AGENTS = 100.0, 180.0, 15.0, 240.0, 6


def a_day(rng, factor, agents=AGENTS):
    """One queue, first come first served, exponential everything, ``agents`` from opening to closing."""
    arrivals = np.sort(rng.uniform(OPEN, CLOSE, rng.poisson(PER_HOUR * factor * (CLOSE - OPEN) / 3600)))
    free = [(float(OPEN), number) for number in range(agents)]
    for at in arrivals:
        ready, number = free[0]
        patience = rng.exponential(PATIENCE)
        wait = max(ready - at, 0.0)
        if wait > patience:
            yield at, patience, "abandoned", None, None
            continue
        talk = rng.exponential(TALK)
        heapq.heapreplace(free, (at + wait + talk + rng.exponential(WORK), number))
        yield at, wait, "handled", talk, f"A{number}"


def a_log(days=40, cv=0.0, seed=1, first=date(2024, 3, 4), weekend=False):
    """A log of weekdays, or of every day."""
    rng = np.random.default_rng(seed)
    rows = []
    for day in (first + timedelta(days=n) for n in range(days)):
        if day.weekday() > 4 and not weekend:
            continue
        factor = rng.gamma(cv**-2, cv**2) if cv else 1.0
        factor *= 0.3 if day.weekday() > 4 else 1.0
        rows += [(day, "sales", *call) for call in a_day(rng, factor)]
    schema = ["day", "queue", "arrival_s", "wait_s", "status", "talk_s", "agent"]
    return CallRecords(pl.DataFrame(rows, schema=schema, orient="row"), (), "made.csv", "0" * 64)


@pytest.fixture(scope="module")
def fit():
    return fit_log(a_log(), name="A floor we know")


def seconds(law):
    return float(next(iter(law.values()))["mean"].removesuffix(" s"))


def test_the_rates_of_a_known_floor_are_found(fit):
    queue = fit.scenario["queues"]["sales"]
    days = 30
    rates = np.array(queue["arrivals"]["per_hour"])
    assert len(rates) == 16
    error = np.sqrt(PER_HOUR / (days * 0.5))  # of one half hour's rate
    assert np.abs(rates - PER_HOUR).max() < 4 * error
    assert rates.mean() == pytest.approx(PER_HOUR, abs=4 * error / 4)
    assert "busyness" not in fit.scenario


def test_the_times_of_a_known_floor_are_found(fit):
    queue = fit.scenario["queues"]["sales"]
    handled = 30 * PER_HOUR * 8 * 0.85
    assert seconds(queue["talk"]) == pytest.approx(TALK, abs=4 * TALK / np.sqrt(handled))
    lost = 30 * PER_HOUR * 8 * 0.1
    assert seconds(queue["patience"]) == pytest.approx(PATIENCE, abs=4 * PATIENCE / np.sqrt(lost))


def test_the_after_call_work_of_a_known_floor_is_found_short_of_its_tail(fit):
    # Of an exponential of 15 s, the mean of what ends within the minute that tells work from a break is 13.9 s.
    quantiles = np.array(fit.scenario["queues"]["sales"]["after_call_work"]["empirical"]["quantiles"])
    assert (quantiles[:-1] + quantiles[1:]).mean() / 2 == pytest.approx(13.9, abs=0.6)


def test_the_people_of_a_known_floor_are_found(fit):
    (group,) = fit.scenario["groups"].values()
    assert group["skills"] == {"sales": "first"}
    assert np.abs(fit.staffing.present - AGENTS).max() < 0.4
    assert np.mean(group["agents"]["count"]) == pytest.approx(AGENTS, abs=0.15)


def test_busier_days_come_back_as_busyness():
    # 60 days tell a cv of 25 % to about 2.5 points.
    fit = fit_log(a_log(days=84, cv=0.25, seed=4))
    assert float(fit.scenario["busyness"]["cv"].rstrip("%")) == pytest.approx(25, abs=10)


def test_a_weekend_is_another_kind_of_day():
    fit = fit_log(a_log(days=28, weekend=True))
    titles = [finding.title for finding in fit.findings]
    assert "weekdays mon-fri" in titles
    assert "weekdays sat,sun" in titles
    assert fit.scenario["provenance"]["days"].startswith("20 (mon-fri)")
    weekend = fit_log(a_log(days=28, weekend=True), weekdays="sat-sun", every_min=60)
    assert np.mean(weekend.scenario["queues"]["sales"]["arrivals"]["per_hour"]) == pytest.approx(30, abs=3)


def test_weekdays_are_asked_for_in_words():
    records = a_log(days=14)
    assert fit_log(records, weekdays="fri-mon").scenario["provenance"]["days"].startswith("4 (fri-mon)")
    with pytest.raises(InputError, match="'xyz' is no weekday"):
        fit_log(records, weekdays="xyz")
    with pytest.raises(InputError, match="no day of sun"):
        fit_log(records, weekdays="sun")
    with pytest.raises(InputError, match="7 min is no interval"):
        fit_log(records, every_min=7)


def test_what_fit_writes_loads_as_a_scenario(fit, tmp_path):
    write_scenario(fit, tmp_path / "made.yaml", "python run_sim.py fit made.csv --out made.yaml")
    scenario = read_source(tmp_path / "made.yaml").build()
    assert scenario.name == "A floor we know"
    text = (tmp_path / "made.yaml").read_text()
    assert "# Made by: python run_sim.py fit made.csv --out made.yaml" in text
    assert "sha256: '0000" in text
    assert "&" not in text.replace(" & ", "")


def test_queue_names_that_a_file_cannot_carry_are_made_plain(tmp_path):
    records = a_log(days=7)
    calls = records.calls.with_columns(
        pl.when(pl.col("arrival_s") < 40_000).then(pl.lit("Sales (EN)")).otherwise(pl.lit("all")).alias("queue")
    )
    fit = fit_log(CallRecords(calls, (), "made.csv"))
    write_scenario(fit, tmp_path / "made.yaml")
    assert set(read_source(tmp_path / "made.yaml").build().queues) == {"Sales -EN", "all calls"}


def test_a_log_without_agents_or_abandonments_still_loads(tmp_path):
    records = a_log(days=7)
    calls = records.calls.filter(pl.col("status") == "handled").with_columns(agent=pl.lit(None, pl.String))
    fit = fit_log(CallRecords(calls, (), "made.csv"))
    write_scenario(fit, tmp_path / "made.yaml")
    scenario = read_source(tmp_path / "made.yaml").build()
    assert scenario.queues["sales"].patience is None
    assert max(fit.scenario["groups"]["agents"]["agents"]["count"]) <= AGENTS


def test_a_log_of_one_short_day_still_loads(tmp_path):
    records = a_log(days=1)
    fit = fit_log(CallRecords(records.calls.head(5), (), "made.csv"))
    write_scenario(fit, tmp_path / "made.yaml")
    assert read_source(tmp_path / "made.yaml").build()


def test_the_curves_to_draw_agree_with_the_file(fit):
    (arrivals,), (talk,), (patience,) = fit.arrivals, fit.talk, fit.patience
    assert len(arrivals.per_hour) == len(arrivals.starts_s) == 16
    assert (arrivals.low <= arrivals.per_hour).all()
    assert talk.chosen == "exponential"
    assert talk.share == pytest.approx(talk.laws["exponential"], abs=0.01)
    assert patience.share == pytest.approx(patience.exponential, abs=0.1)


@pytest.fixture(scope="module")
def bank():
    return fit_log(read_log(REAL), name="bank")


@needs_real
def test_everybody_in_the_real_log_has_a_group_on_the_fitted_days(bank):
    assert len(bank.days) == 19
    assert len(bank.group_of) == 28
    assert set(bank.group_of.values()) == set(bank.scenario["groups"])


@needs_real
def test_the_bank_is_open_as_its_log_shows(bank):
    # Source: the data's README: Friday closes at 14:00, Saturday opens in the evening.
    told = {finding.title: finding.sentence for finding in bank.findings}
    assert bank.scenario["open"] == "07:00 to 24:00"
    assert "19 days" in told["weekdays sun-thu"]
    assert "07:00 to 14:00" in told["weekdays fri"]
    assert "to 24:00" in told["weekdays sat"]


@needs_real
def test_the_bank_refuses_poisson_days(bank):
    told = {finding.title: finding.sentence for finding in bank.findings}
    assert "Poisson refused" in told["arrivals, all"]
    assert "Poisson not refused" in told["arrivals, internet"]


@needs_real
def test_regular_customers_of_the_bank_are_more_patient_than_new_ones(bank):
    # Source: Brown et al. (2005), section 5: regular customers more patient than new ones.
    share = {plot.queue: np.interp(180, plot.waits_s, plot.share) for plot in bank.patience}
    assert share["regular"] > share["newcomers"] + 0.1


@needs_real
def test_without_short_services_the_talk_of_the_bank_is_lognormal(bank):
    # Source: Brown et al. (2005), section 4: lognormal service times once those under 10 s are left out.
    told = {finding.title: finding.sentence for finding in bank.findings}
    assert "the likeliest law for regular lognormal" in told["talk, short services"]


@needs_real
def test_the_shipped_bank_is_what_this_program_fits():
    fit = fit_log(read_log(REAL), name="Retail bank, a Sunday to Thursday in January")
    shipped = Path(__file__).parents[2] / "scenarios" / "centers" / "bank.yaml"
    assert scenario_text(fit, "python run_sim.py fit 1999_01.csv.gz --out bank.yaml") == shipped.read_text()


def test_the_shipped_bank_tells_where_it_comes_from_and_no_more():
    shipped = (Path(__file__).parents[2] / "scenarios" / "centers" / "bank.yaml").read_text()
    assert "sha256: 479235e0267a50b9b588e8b31ff8b30e163d31470f2b8aed59cadf4c77eeac54" in shipped
    assert "shared" not in shipped.replace("queues share", "")
    assert read_source("bank").build().queues.keys() >= {"regular", "newcomers"}
