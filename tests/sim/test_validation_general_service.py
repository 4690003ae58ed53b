"""Calls that are not exponential: the engine against Pollaczek and Khinchine, and against Crommelin.

Mean service is 10 seconds, the time unit of the tables.
"""

from __future__ import annotations

import pytest
from floors import assert_agrees, one_queue, share_who_wait

import sim

SERVICE_S = 10


@pytest.mark.parametrize(
    ("law", "wait", "error", "seed"),
    [
        pytest.param("10 s", 2, 0.06, 2001, id="deterministic"),
        pytest.param({"erlang": {"mean": "10 s", "stages": 2}}, 3, 0.09, 2002, id="Erlang-2"),
        pytest.param({"exponential": {"mean": "10 s"}}, 4, 0.14, 2003, id="exponential"),
        pytest.param({"lognormal": {"mean": "10 s", "cv": 1.5}}, 6.5, 0.35, 2004, id="lognormal, squared CV 2.25"),
        pytest.param(
            {"hyperexponential": {"mean": "10 s", "cv": 2}}, 10, 0.6, 2005, id="hyperexponential, squared CV 4"
        ),
    ],
)
def test_one_agent_with_uneven_calls_keeps_callers_waiting_longer(law, wait, error, seed):
    """VALIDATION.md, "M/G/1, mean service 1, load .8"; that the load itself is P(wait) holds for every law."""
    floor = one_queue(0.8 * 360, 1, law, open="00:00 to 48:00", warm_up="120 min")
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(study.queue("calls")["asa_s"], wait * SERVICE_S, standard_error_up_to=error * SERVICE_S)
    assert_agrees(share_who_wait(study), 0.8, standard_error_up_to=0.005)


@pytest.mark.parametrize(
    ("agents", "p_wait", "wait", "hours", "error", "seed"),
    [
        (1, 0.9, 4.5, 30, 0.25, 2011),
        (2, 0.8471, 2.14692, 20, 0.12, 2012),
        (5, 0.7478, 0.77670, 8, 0.04, 2013),
        (10, 0.6469, 0.34458, 4, 0.02, 2014),
        (25, 0.4793, 0.10719, 2, 0.008, 2015),
    ],
)
def test_calls_of_one_length_wait_as_crommelin_says(agents, p_wait, wait, hours, error, seed):
    """VALIDATION.md, "M/D/c at load .9"; with one agent P(wait) is the load."""
    floor = one_queue(0.9 * agents * 360, agents, "10 s", open=f"00:00 to {hours:02d}:00", warm_up="30 min")
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(study.queue("calls")["asa_s"], wait * SERVICE_S, standard_error_up_to=error * SERVICE_S)
    assert_agrees(share_who_wait(study), p_wait, standard_error_up_to=0.012)
