"""Figures of one day's log, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from drawn import days, law
from handmade_logs import Contact, log_of

import sim
from sim import Status, metrics
from sim.errors import MetricError
from sim.metrics import GROUP_MEASURES, QUEUE_MEASURES, WAIT_EDGES, tally
from sim.scenario import ServiceLevel
from sim.units import MINUTE, SECOND

PROMISE = ServiceLevel.model_validate({"target": "80%", "within": "20 s"})
HANDLED, ABANDONED, BLOCKED, FULL, WAITING = Status
TWO = {"queues": ("billing", "claims"), "groups": ("tellers", "clerks"), "agent_group": (0, 0, 1)}
DAY = log_of(
    [
        Contact(0, 0, talk=100, work=20, agent=0),
        Contact(10, 30, talk=50, agent=1),
        Contact(20, 50, ABANDONED),
        Contact(1900, 1901, talk=10, queue=1, agent=2),
        Contact(2000, 2000, BLOCKED, queue=1),
        Contact(2001, 2001, FULL, queue=1, attempt=2),
        Contact(2002, None, WAITING, queue=1, attempt=3),
        Contact(3500, 3610, talk=60, work=30, agent=2),
    ],
    **TWO,
    presence=[(0, 0, 1800), (0, 2000, 3600), (1, 0, 3600), (2, 1800, 3700)],
)


def figures(log=DAY):
    names = ("abandoned_fraction", "mean_wait", "asa", "aht", "occupancy")
    return {name: getattr(metrics, name)(log) for name in names}


def test_the_figures_of_a_day_are_those_of_its_calls():
    """Offered 6: four handled after 0, 20, 1 and 110 s, one abandoned after 30 s, one left waiting."""
    assert figures() == {
        "abandoned_fraction": pytest.approx(1 / 6),
        "mean_wait": pytest.approx((0 + 20 + 1 + 110 + 30) / 5),
        "asa": pytest.approx((0 + 20 + 1 + 110) / 4),
        "aht": pytest.approx((120 + 50 + 10 + 90) / 4),
        "occupancy": pytest.approx((120 + 50 + 10 + 90) / (1800 + 1600 + 3600 + 1900)),
    }
    assert metrics.service_level(DAY, 20) == pytest.approx(3 / 6)
    assert metrics.service_level(DAY, 19.9) == pytest.approx(2 / 6)


def test_occupancy_of_a_group_leaves_out_breaks_and_the_others():
    assert metrics.occupancy(DAY, "tellers") == pytest.approx(170 / (1800 + 1600 + 3600))
    assert metrics.occupancy(DAY, "clerks") == pytest.approx(100 / 1900)


def test_what_happens_during_the_warm_up_is_not_counted():
    """Counted from second 40: the call answered at 30 came before, half of its talk and the first's are after."""
    log = log_of(
        [Contact(0, 0, talk=100), Contact(10, 30, talk=50), Contact(50, 100, talk=20)],
        presence=[(0, 0, 600)],
        counted_from=40,
    )
    assert figures(log) == {
        "abandoned_fraction": 0,
        "mean_wait": 50,
        "asa": 50,
        "aht": 20,
        "occupancy": pytest.approx((60 + 40 + 20) / 560),
    }


@pytest.mark.parametrize("figure", ["abandoned_fraction", "mean_wait", "asa", "aht"])
def test_where_nobody_called_a_figure_is_not_defined(figure):
    with pytest.raises(MetricError, match="is not defined: there was no"):
        getattr(metrics, figure)(log_of([Contact(1, 1, BLOCKED)]))


def test_where_nobody_was_on_duty_occupancy_is_not_defined():
    with pytest.raises(MetricError, match="nobody was on duty"):
        metrics.occupancy(log_of([], presence=[]))


@pytest.mark.parametrize("rule", ["removed within 30 s", "ignored"])
def test_a_service_level_over_nobody_is_not_defined(rule):
    with pytest.raises(MetricError, match="service level is not defined"):
        metrics.service_level(log_of([Contact(0, 30, ABANDONED)]), 20, abandoned=rule)


def test_a_rule_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="is not a rule for callers who hang up"):
        metrics.service_level(DAY, 20, abandoned="forgotten")


def test_the_sums_of_a_day_lie_in_the_interval_in_which_the_caller_called():
    """Half hours, and behind them what happens outside opening hours: here, nothing arrives then."""
    sums = tally(DAY, PROMISE, 30 * MINUTE).queues
    expected = {
        "offered": [[3, 1], [0, 2]],
        "handled": [[2, 1], [0, 1]],
        "abandoned": [[1, 0], [0, 0]],
        "blocked": [[0, 0], [0, 2]],
        "left_waiting": [[0, 0], [0, 1]],
        "retries": [[0, 0], [0, 2]],
        "after_closing": [[0, 1], [0, 0]],
        "wait_s": [[50, 110], [0, 1]],
        "answer_wait_s": [[20, 110], [0, 1]],
        "handle_s": [[170, 90], [0, 10]],
        "in_time": [[2, 0], [0, 1]],
        "judged": [[3, 1], [0, 2]],
    }
    assert {name: sums[QUEUE_MEASURES.index(name), :, :2].tolist() for name in QUEUE_MEASURES} == expected
    assert not sums[:, :, 2].any()


def test_agents_times_lie_in_the_intervals_in_which_they_pass():
    """Two half hours, then the time after closing, in which the last call is answered."""
    sums = tally(DAY, PROMISE, 30 * MINUTE).groups
    assert sums[GROUP_MEASURES.index("handled")].tolist() == [[2, 0, 0], [0, 1, 1]]
    assert sums[GROUP_MEASURES.index("busy_s")].tolist() == [[170, 0, 0], [0, 10, 90]]
    assert sums[GROUP_MEASURES.index("staffed_s")].tolist() == [[3600, 1600 + 1800, 0], [0, 1800, 100]]


def test_a_call_over_the_turn_of_an_interval_is_shared_out():
    log = log_of([Contact(1790, 1790, talk=30)], presence=[(0, 1700, 2000)])
    sums = tally(log, PROMISE, 30 * MINUTE).groups
    assert sums[GROUP_MEASURES.index("busy_s")].tolist() == [[10, 20, 0]]
    assert sums[GROUP_MEASURES.index("staffed_s")].tolist() == [[100, 200, 0]]


def test_a_call_handed_on_after_closing_and_an_agent_before_opening_stand_apart():
    log = log_of([Contact(3650, 3660, talk=30)], presence=[(0, -300, 3690)], counted_from=-900)
    sums = tally(log, PROMISE, 30 * MINUTE)
    assert sums.queues[QUEUE_MEASURES.index("offered")].tolist() == [[0, 0, 1]]
    assert sums.groups[GROUP_MEASURES.index("handled")].tolist() == [[0, 0, 1]]
    assert sums.groups[GROUP_MEASURES.index("busy_s")].tolist() == [[0, 0, 30]]
    assert sums.groups[GROUP_MEASURES.index("staffed_s")].tolist() == [[1800, 1800, 300 + 90]]


def test_the_histogram_counts_every_wait_of_the_offered_within_one_percent():
    waits = [0, 0.005, 0.01, 1, 20, 100_000]
    log = log_of([Contact(0, wait, ABANDONED) for wait in waits] + [Contact(0, 0, BLOCKED), Contact(0, None, WAITING)])
    counts = tally(log, PROMISE, 30 * MINUTE).waits[0]
    assert counts.sum() == len(waits)
    assert counts[0] == 1
    assert counts[1] == 2
    for wait in waits[3:]:
        (bin_,) = np.flatnonzero((WAIT_EDGES[:-1] < wait) & (wait <= WAIT_EDGES[1:]))
        assert counts[bin_] == 1
        assert WAIT_EDGES[bin_ + 1] / WAIT_EDGES[bin_] == pytest.approx(1.01)


@law(60, day=days)
def test_the_sums_of_a_day_agree_with_its_figures(day):
    """Two ways to the same number: over the log, and over the tally that a study keeps."""
    log, scenario = sim.simulate(*day.parts()), day.scenario
    found = tally(log, scenario.service_level, scenario.report_every)
    of = dict(zip(QUEUE_MEASURES, found.queues.sum(axis=(1, 2)), strict=True))
    if of["handled"]:
        assert metrics.asa(log) == pytest.approx(of["answer_wait_s"] / of["handled"])
        assert metrics.aht(log) == pytest.approx(of["handle_s"] / of["handled"])
        assert metrics.service_level(log, 20) == pytest.approx(of["in_time"] / of["judged"])
        assert metrics.abandoned_fraction(log) == pytest.approx(of["abandoned"] / of["offered"])
    busy, staffed = (found.groups[GROUP_MEASURES.index(name)].sum(axis=1) for name in ("busy_s", "staffed_s"))
    for group, name in enumerate(log.groups):
        if staffed[group]:
            assert metrics.occupancy(log, name) == pytest.approx(busy[group] / staffed[group])
    assert (busy <= staffed + 1e-6).all()
    offered = metrics.tally(log, scenario.service_level, scenario.report_every).waits.sum()
    assert offered == of["offered"] - of["left_waiting"]
    assert of["wait_s"] == pytest.approx(log.wait[log.left_queue >= 0].sum() / SECOND)
