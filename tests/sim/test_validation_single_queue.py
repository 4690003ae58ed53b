"""One queue, one group: the engine against Erlang C, Erlang A and the square-root rule.

Left to the closed forms of test_erlang.py: 100 agents at 1580 and 1585 calls an hour.  There the queue forgets
its past only after 16 and 28 hours, and a mean wait to within 10 % would take millions of calls.
"""

from __future__ import annotations

import pytest
from floors import assert_agrees, exponential, one_queue, share_who_wait
from theory import load_staffed_by

import sim


@pytest.mark.parametrize(
    ("load", "agents", "delayed", "closes", "error", "seed"),
    [
        (8, 10, 0.409180, "04:00", 0.008, 1001),
        (18, 20, 0.550769, "02:00", 0.012, 1002),
        (90, 100, 0.216940, "00:40", 0.014, 1003),
    ],
)
def test_patient_callers_wait_as_often_as_erlang_c_says(load, agents, delayed, closes, error, seed):
    """VALIDATION.md, "Erlang C"; handle time 10 s."""
    floor = one_queue(load * 360, agents, exponential("10 s"), open=f"00:00 to {closes}", warm_up="10 min")
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(share_who_wait(study), delayed, standard_error_up_to=error)


@pytest.mark.parametrize(
    ("calls_a_minute", "asa", "queue", "hours", "error", "seed"),
    [
        pytest.param(46.512, 8.813, 6.832, 8, 0.8, 1011, id="3.1 % less load"),
        pytest.param(48, 20.8, 16.67, 12, 3.0, 1012, id="48 calls/min"),
    ],
)
def test_fifty_agents_near_capacity_keep_patient_callers_waiting(calls_a_minute, asa, queue, hours, error, seed):
    """VALIDATION.md, "50 agents, 48 calls/min": Erlang C; the mean queue is what Little's law makes of the ASA."""
    opening = f"00:00 to {hours:02d}:00"
    floor = one_queue(calls_a_minute * 60, 50, exponential("1 min"), open=opening, warm_up="90 min")
    study = sim.run_study(floor, days=20, seed=seed)
    calls = study.queue("calls")
    assert_agrees(calls["asa_s"], asa, standard_error_up_to=error)
    assert_agrees(calls["wait_s"], queue / calls_a_minute * 60, standard_error_up_to=error)
    assert_agrees(study.group("agents")["occupancy"], calls_a_minute / 50, standard_error_up_to=0.003)


def test_the_same_fifty_agents_lose_three_percent_of_callers_with_two_minutes_of_patience():
    """VALIDATION.md, "50 agents, 48 calls/min": Erlang A with patience 2 min; mean queue by Little's law."""
    floor = one_queue(48 * 60, 50, exponential("1 min"), exponential("2 min"), open="00:00 to 06:00", warm_up="30 min")
    study = sim.run_study(floor, days=20, seed=1021)
    calls = study.queue("calls")
    assert_agrees(calls["abandoned_fraction"], 0.030912, standard_error_up_to=0.001)
    assert_agrees(calls["wait_s"], 3.709, standard_error_up_to=0.12)
    assert_agrees(calls["wait_s"], 2.9676 / 48 * 60, standard_error_up_to=0.12)
    assert_agrees(study.group("agents")["occupancy"], 0.9303, standard_error_up_to=0.002)


@pytest.mark.parametrize(
    ("calls_an_hour", "asa_min", "hours", "error", "seed"),
    [(1400, 0.0394, 12, 0.008, 1031), (1550, 0.7981, 24, 0.15, 1032)],
)
def test_waits_grow_twentyfold_with_a_tenth_more_calls(calls_an_hour, asa_min, hours, error, seed):
    """VALIDATION.md, "100 agents, AHT 225 s", no abandonment."""
    opening, warm_up = f"00:00 to {hours:02d}:00", f"{hours // 4} h"
    floor = one_queue(calls_an_hour, 100, exponential("225 s"), open=opening, warm_up=warm_up)
    study = sim.run_study(floor, days=16, seed=seed)
    assert_agrees(study.queue("calls")["asa_s"], asa_min * 60, standard_error_up_to=error * 60)


@pytest.mark.parametrize(
    ("load", "p_wait", "p_abandon", "errors", "seed"),
    [
        pytest.param(110.512, 0.8530, 0.10266, (0.012, 0.0025), 1041, id="understaffed"),
        pytest.param(100, 0.5133, 0.03986, (0.015, 0.0018), 1042, id="staffed at the load"),
        pytest.param(90.4875, 0.1712, 0.00917, (0.010, 0.0008), 1043, id="overstaffed"),
    ],
)
def test_a_hundred_agents_under_at_and_over_their_load_lose_callers_as_palm_says(load, p_wait, p_abandon, errors, seed):
    """VALIDATION.md, "Erlang A, n = 100, theta = mu = 1"; the time unit is a minute."""
    minute = exponential("1 min")
    floor = one_queue(load * 60, 100, minute, minute, open="00:00 to 02:00", warm_up="15 min")
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(share_who_wait(study), p_wait, standard_error_up_to=errors[0])
    assert_agrees(study.queue("calls")["abandoned_fraction"], p_abandon, standard_error_up_to=errors[1])


@pytest.mark.parametrize(
    ("beta", "p_wait", "closes", "error", "seed"),
    [
        (0.5, 0.5160, "05:00", 0.025, 1051),
        (1, 0.2377, "02:30", 0.016, 1052),
        (1.5, 0.0963, "02:00", 0.010, 1053),
        (2, 0.0339, "02:00", 0.006, 1054),
    ],
)
def test_square_root_staffing_fixes_the_share_who_wait(beta, p_wait, closes, error, seed):
    """VALIDATION.md, "Halfin-Whitt delay probability", exact at n = 100."""
    load = load_staffed_by(100, beta)
    floor = one_queue(load * 60, 100, exponential("1 min"), open=f"00:00 to {closes}", warm_up="20 min")
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(share_who_wait(study), p_wait, standard_error_up_to=error)
