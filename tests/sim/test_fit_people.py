"""Who was at work, with which skills, and how soon ready after a call."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.fit.presence import AgentDay, Waiting, mean_idle, waiting
from sim.fit.skills import shares, skill_groups
from sim.fit.staffing import overlap, whole_people
from sim.fit.wrapup import fit_wrapup

NOBODY = Waiting(np.empty(0), np.empty(0))
NO_IDLE = np.zeros(24)
MORNING = (0.0, 86_400.0)


def agent_day(answered, ended, waits=NOBODY, waited=None):
    answered, ended = np.array(answered, dtype=float), np.array(ended, dtype=float)
    waited = np.ones(len(answered), dtype=bool) if waited is None else np.array(waited)
    return AgentDay(0, "Ann", answered, ended, waited, waits)


def test_an_agent_is_there_between_calls_but_not_in_a_long_gap():
    day = agent_day([10_000, 10_600, 13_000], [10_300, 10_900, 13_300])
    assert day.spans(NO_IDLE, *MORNING).tolist() == [[10_000, 10_900], [13_000, 13_300]]


def test_an_agent_who_lets_callers_wait_was_away():
    someone = Waiting(np.array([10_310.0]), np.array([10_400.0]))
    day = agent_day([10_000, 10_600], [10_300, 10_900], someone)
    assert day.spans(NO_IDLE, *MORNING).tolist() == [[10_000, 10_300], [10_600, 10_900]]


def test_an_agent_is_there_from_opening_and_until_closing_where_the_gap_is_short():
    day = agent_day([10_000], [10_300])
    assert day.spans(NO_IDLE, 9_500, 10_500).tolist() == [[9_500, 10_500]]
    assert day.spans(NO_IDLE, 8_000, 12_000).tolist() == [[10_000, 10_300]]


def test_an_agent_whose_first_caller_had_not_waited_was_idle_before():
    day = agent_day([10_000], [10_300], waited=[False])
    assert day.spans(np.full(24, 120.0), *MORNING).tolist() == [[9_880, 10_300]]


def test_times_there_that_touch_are_one():
    someone = Waiting(np.array([10_310.0]), np.array([10_400.0]))
    day = agent_day([10_000, 10_420], [10_300, 10_900], someone, waited=[True, False])
    assert day.spans(np.full(24, 300.0), *MORNING).tolist() == [[10_000, 10_900]]


def test_mean_idle_time_is_measured_between_calls_by_hour():
    day = agent_day([7_200, 7_400, 7_600], [7_300, 7_500, 7_700], waited=[False, False, True])
    assert mean_idle([day])[2] == 100


def test_waits_that_touch_are_one_time_of_waiting():
    calls = pl.DataFrame({"arrival_s": [100.0, 120.0, 300.0], "wait_s": [50.0, 10.0, 5.0]})
    found = waiting(calls)
    assert found.starts.tolist() == [100, 300]
    assert found.ends.tolist() == [150, 305]
    assert found.until(np.array([50.0, 125.0, 200.0, 400.0])).tolist() == [0, 25, 50, 55]
    assert found.still(np.array([50.0, 125.0, 200.0, 301.0])).tolist() == [0, 25, 0, 4]


def test_time_there_is_shared_out_among_the_intervals():
    spans = np.array([[900.0, 2_700.0], [3_600.0, 3_700.0]])
    assert overlap(spans, np.array([0.0, 1_800, 3_600]), 1_800).tolist() == [900, 900, 100]


@given(arrays(float, (3, 12), elements=st.floats(0, 9)))
def test_whole_people_add_up_to_the_hours_worked(present):
    count = whole_people(present)
    assert (count >= 0).all()
    assert abs(count.sum() - present.sum()) <= 1
    assert (np.abs((count - present).sum(axis=1)) < 3).all()


def busy_floor(work, n=400):
    """An agent with always somebody waiting, who is ready again after each of ``work`` seconds."""
    answered = np.cumsum(np.full(n, 100.0) + work)
    return agent_day(answered, answered + 100, Waiting(np.zeros(1), np.full(1, 1e9)))


def test_after_call_work_is_found_where_somebody_waits():
    work = np.random.default_rng(1).exponential(12, 400)
    fit = fit_wrapup([busy_floor(work)])
    assert fit.mean_s == pytest.approx(12, abs=4 * 12 / np.sqrt(400))


def test_an_agent_who_takes_a_break_does_not_do_after_call_work():
    work = np.random.default_rng(1).exponential(12, 400)
    work[::10] = 600
    fit = fit_wrapup([busy_floor(work)])
    assert fit.breaks == pytest.approx(0.1, abs=0.03)
    assert fit.mean_s == pytest.approx(12, abs=4 * 12 / np.sqrt(360))


def test_without_waiting_callers_after_call_work_cannot_be_seen():
    day = agent_day(np.arange(0, 90_000, 300), np.arange(0, 90_000, 300) + 100)
    assert fit_wrapup([day]).yaml is None


def calls_of(taken):
    """Handled calls: ``taken`` maps agent to {queue: calls}."""
    rows = [(agent, queue) for agent, own in taken.items() for queue, n in own.items() for _ in range(n)]
    frame = pl.DataFrame(rows, schema=["agent", "queue"], orient="row")
    return frame.with_columns(day=pl.lit(date(2024, 3, 4)), arrival_s=pl.lit(36_000.0), talk_s=pl.lit(180.0))


def test_agents_with_the_same_calls_are_one_group():
    taken = {"Ann": {"sales": 50, "service": 50}, "Bob": {"sales": 60, "service": 40}, "Cy": {"sales": 100}}
    groups = skill_groups(shares(calls_of(taken)), ("sales", "service"))
    assert {group.name: group.agents for group in groups} == {"all-round": ("Ann", "Bob"), "sales": ("Cy",)}
    assert groups[1].ranks == {"sales": "first"}


def test_a_lone_specialist_joins_the_nearest_group():
    taken = {"Ann": {"sales": 200, "service": 200}, "Bob": {"sales": 200, "service": 200}, "Cy": {"sales": 5}}
    (group,) = skill_groups(shares(calls_of(taken)), ("sales", "service"))
    assert group.name == "agents"
    assert group.agents == ("Ann", "Bob", "Cy")


def test_a_slip_of_the_log_is_no_skill():
    taken = {"Ann": {"sales": 99, "service": 1}, "Bob": {"service": 100}}
    groups = {group.name: group for group in skill_groups(shares(calls_of(taken)), ("sales", "service"))}
    assert groups["sales"].ranks == {"sales": "first"}
