"""Many days of one center: figures with intervals, more days for more precision, what-ifs on the same callers."""

from __future__ import annotations

import numpy as np
import pytest
from floors import center, exponential
from scipy.stats import t as student

import sim
from sim import Comparison, metrics
from sim.errors import MetricError
from sim.study import ALL, GROUP_FIGURES, QUANTILES, QUEUE_FIGURES, DrawnDays, Plan, policy_for, run_days
from sim.study.study import FIRST_BATCH


def scenario(agents=4, **more):
    queue = {"arrivals": {"per_hour": 60}, "talk": exponential("3 min"), "patience": exponential("2 min")}
    return center(
        {"billing": queue, "claims": queue | {"arrivals": {"per_hour": 30}}},
        {"tellers": {"agents": agents, "skills": {"billing": "first", "claims": "second"}}},
        **({"open": "08:00 to 10:00", "warm_up": "0 s", "service_level": "80% within 20 s"} | more),
    )


FLOOR = scenario()
DAYS = 12
STUDY = sim.run_study(FLOOR, days=DAYS, seed=5)
LOGS = [
    sim.simulate(sim.draw_workload(FLOOR, seed=5, day=day), sim.draw_roster(FLOOR, seed=5, day=day))
    for day in range(DAYS)
]


def test_a_study_runs_the_days_that_its_seed_draws():
    """Day by day the same calls as simulated one at a time."""
    offered = [(log.call_type == 0).sum() for log in LOGS]
    assert STUDY.queue("billing")["offered"].mean == pytest.approx(np.mean(offered))
    assert (STUDY.days, STUDY.seed, STUDY.policy, STUDY.engine) == (DAYS, 5, "longest-wait", "compiled")


def test_a_count_is_a_mean_over_days_with_students_interval():
    handled = [(log.status == sim.Status.HANDLED).sum() for log in LOGS]
    expected = student.interval(0.95, DAYS - 1, loc=np.mean(handled), scale=np.std(handled, ddof=1) / np.sqrt(DAYS))
    found = STUDY.queue()["handled"]
    assert (found.low, found.high) == pytest.approx(expected)


def test_a_share_is_all_of_it_over_all_calls_and_not_a_mean_of_shares():
    good = [round(metrics.service_level(log, 20) * log.contacts) for log in LOGS]
    calls = [log.contacts for log in LOGS]
    assert STUDY.queue()["service_level"].mean == pytest.approx(sum(good) / sum(calls))
    assert STUDY.queue()["service_level"].mean != pytest.approx(np.mean(np.divide(good, calls)), abs=1e-9)


def test_the_figures_of_a_study_are_those_of_all_its_calls():
    """Every day's figure by sim.metrics, weighted by the calls that it is taken over."""
    handled = [(log.status == sim.Status.HANDLED).sum() for log in LOGS]
    offered = [log.contacts for log in LOGS]
    for figure, of_a_day, calls in (
        ("asa_s", metrics.asa, handled),
        ("aht_s", metrics.aht, handled),
        ("wait_s", metrics.mean_wait, offered),
        ("abandoned_fraction", metrics.abandoned_fraction, offered),
    ):
        expected = np.average([of_a_day(log) for log in LOGS], weights=calls)
        assert STUDY.queue()[figure].mean == pytest.approx(expected)
    staffed = [(log.span_end - log.span_start).sum() for log in LOGS]
    occupancy = np.average([metrics.occupancy(log) for log in LOGS], weights=staffed)
    assert STUDY.group("tellers")["occupancy"].mean == pytest.approx(occupancy)


def test_every_queue_every_group_and_all_together_have_every_figure():
    assert set(STUDY.queues) == {ALL, "billing", "claims"}
    assert set(STUDY.groups) == {"tellers"}
    for figures in STUDY.queues.values():
        assert set(figures) == {*QUEUE_FIGURES, *QUANTILES}
        assert all(np.isfinite(estimate.mean) and estimate.half_width is not None for estimate in figures.values())
    assert set(STUDY.groups["tellers"]) == set(GROUP_FIGURES)
    parts = [STUDY.queue(name)["offered"].mean for name in ("billing", "claims")]
    assert STUDY.queue(ALL)["offered"].mean == pytest.approx(sum(parts))


def test_waits_in_between_are_read_off_the_histogram_within_one_percent():
    waits = np.sort(np.concatenate([log.wait for log in LOGS])) / 1e6
    exact = waits[int(np.ceil(0.9 * len(waits))) - 1]
    assert STUDY.queue()["wait_p90_s"].mean == pytest.approx(exact, rel=0.015)
    assert STUDY.queue()["wait_p50_s"].mean == pytest.approx(np.median(waits), rel=0.05, abs=0.01)


def test_figures_by_interval_add_up_to_those_of_the_day():
    sums = sim.run_study(scenario(report_every="30 min"), days=3, seed=5).sums
    assert sums.intervals == 4
    by_interval = [sums.queue_figure(ALL, "offered", interval).mean for interval in range(4)]
    assert sum(by_interval) == pytest.approx(sums.queue_figure(ALL, "offered").mean)
    handled = [sums.group_figure("tellers", "handled", interval).mean for interval in range(5)]
    assert sum(handled) == pytest.approx(sums.group_figure("tellers", "handled").mean)


def test_staffed_hours_are_the_hours_agents_were_there():
    found = STUDY.group("tellers")["staffed_h"].mean
    assert 4 * 2 <= found < 4 * 2.5
    exact = [(log.span_end - log.span_start).sum() / 3.6e9 for log in LOGS]
    assert found == pytest.approx(np.mean(exact))


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda sums: sums.queue_figure(ALL, "happiness"), "no figure named 'happiness'"),
        (lambda sums: sums.queue_figure("sales", "offered"), "no queue named 'sales'"),
        (lambda sums: sums.group_figure("cooks", "occupancy"), "no group named 'cooks'"),
        (lambda sums: sums.queue_figure(ALL, "wait_p90_s", 1), "for whole days only"),
    ],
)
def test_a_figure_nobody_knows_is_refused_in_a_sentence(ask, sentence):
    with pytest.raises(MetricError, match=sentence):
        ask(STUDY.sums)


# --- How many days ------------------------------------------------------------------------------------------


def test_days_are_added_until_the_service_level_is_as_sure_as_asked():
    study = sim.run_study(FLOOR, days=5, seed=5, precision=0.02)
    assert study.days > FIRST_BATCH
    assert study.queue()["service_level"].half_width <= 0.02
    fewer = sim.run_study(FLOOR, days=study.days // 2, seed=5)
    assert fewer.queue()["service_level"].half_width > 0.02


def test_a_precision_reached_early_is_still_judged_by_thirty_days():
    assert sim.run_study(FLOOR, days=2, seed=5, precision=0.5).days == FIRST_BATCH


def test_there_is_a_cap_on_the_days_that_are_added():
    plan = Plan(days=5, precision=1e-6, most=40)
    assert run_days(DrawnDays(FLOOR, 5), seed=5, plan=plan).days == 40


def test_finished_days_are_not_run_again_and_new_ones_are_reported_in_order():
    kept = {}
    run_days(DrawnDays(FLOOR, 5), seed=5, plan=Plan(6), on_day=kept.__setitem__)
    assert list(kept) == list(range(6))
    reported, logged = [], []
    resumed = run_days(
        DrawnDays(FLOOR, 5),
        seed=5,
        plan=Plan(DAYS),
        done={day: kept[day] for day in (0, 1, 2, 4)},
        on_day=lambda day, _: reported.append(day),
        keep=lambda day, log: logged.append((day, log.contacts)),
    )
    assert reported == [3, *range(5, DAYS)]
    assert logged == [(day, LOGS[day].contacts) for day in reported]
    np.testing.assert_array_equal(resumed.sums.queues, STUDY.sums.queues)


# --- Which policy -------------------------------------------------------------------------------------------


def test_a_study_uses_the_scenarios_policy_with_its_numbers_unless_told_otherwise():
    weighted = scenario(routing={"policy": "weighted-wait", "weight": {"claims": 5}})
    assert policy_for(weighted, None).numbers == {"weight": {"claims": 5}}
    assert policy_for(weighted, "weighted-wait").numbers == {"weight": {"claims": 5}}
    assert policy_for(weighted, "priority").numbers == {}
    assert policy_for(weighted, sim.POLICIES["c-mu"]) is sim.POLICIES["c-mu"]
    assert sim.run_study(weighted, days=1).policy == "weighted-wait"


# --- What-ifs -----------------------------------------------------------------------------------------------


def comparison(**more):
    return Comparison(("four", "other"), (STUDY, sim.run_study(scenario(**more), days=DAYS, seed=5)))


def test_one_more_agent_is_told_apart_on_the_same_callers_sooner_than_on_others():
    compared = comparison(agents=5)
    found = {one.figure: one for one in compared.differences("other")}
    level = found["service_level"]
    assert level.certain
    assert level.change.mean == pytest.approx(level.other.mean - level.base.mean)
    assert level.change.mean > 0
    assert found["abandoned_fraction"].change.mean < 0
    apart = np.hypot(level.base.half_width, level.other.half_width)
    assert level.change.half_width < apart
    assert compared.verdict("other").startswith("With 'other', ")
    assert "more callers are answered in time than with 'four'" in compared.verdict("other")
    assert compared.occupancy("other")[0].change.mean < 0


def test_a_variant_that_changes_nothing_cannot_be_told_apart():
    compared = comparison()
    assert all(one.change.mean == 0 and not one.certain for one in compared.differences("other"))
    assert "on every one of these days it is the same" in compared.verdict("other")


def test_one_day_tells_nothing_apart():
    one_day = [sim.run_study(scenario(agents), days=1, seed=5) for agents in (4, 5)]
    assert Comparison(("four", "five"), tuple(one_day)).verdict("five").startswith("One day cannot tell")


@pytest.mark.parametrize("other", [{"days": 3, "seed": 5}, {"days": DAYS, "seed": 6}])
def test_only_the_same_days_of_the_same_seed_are_compared(other):
    with pytest.raises(MetricError, match="on the same days of the same seed only"):
        Comparison(("one", "two"), (STUDY, sim.run_study(FLOOR, **other)))
