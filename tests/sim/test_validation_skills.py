"""Agents of several skills: the engine against the N-model solved numerically and against other programs."""

from __future__ import annotations

import pytest
from floors import assert_agrees, center, exponential, share_who_wait

import sim

DAYS = 11


def test_an_n_model_shares_its_second_group_as_its_balance_equations_say():
    """VALIDATION.md, "N-model": rates 8, 6; service 1; agents 6, 9; abandonment rate .5; the unit is 10 s.

    Type 1 goes to group 1, then 2; group 2 prefers type 2.
    """
    one, two = (
        {"arrivals": {"per_hour": rate * 360}, "talk": exponential("10 s"), "patience": exponential("20 s")}
        for rate in (8, 6)
    )
    groups = {
        "ones": {"agents": 6, "skills": {"one": "first"}},
        "both": {"agents": 9, "skills": {"two": "first", "one": "second"}},
    }
    floor = center({"one": one, "two": two}, groups, routing="priority", open="00:00 to 03:00", warm_up="10 min")
    study = sim.run_study(floor, days=20, seed=4001)
    expected = {"one": (0.13181, 0.06591), "two": (0.12609, 0.06304)}
    for name, (wait, abandoned) in expected.items():
        assert_agrees(study.queue(name)["wait_s"], wait * 10, standard_error_up_to=0.04)
        assert_agrees(study.queue(name)["abandoned_fraction"], abandoned, standard_error_up_to=0.002)
    assert_agrees(study.group("ones")["occupancy"], 0.87452, standard_error_up_to=0.003)
    assert_agrees(study.group("both")["occupancy"], 0.87193, standard_error_up_to=0.003)


def test_model_a_loses_two_and_a_half_percent_of_its_callers():
    """PEERS.md, "Model A", exact (Erlang A); minutes.  The shipped scenario."""
    study = sim.run_study(sim.load_scenario("model_a", ["service_level=80% within 0 s"]), days=DAYS, seed=4011)
    calls = study.queue("calls")
    assert_agrees(calls["abandoned_fraction"], 0.0240196, standard_error_up_to=0.0016)
    assert_agrees(calls["wait_s"], 0.0720589 * 60, standard_error_up_to=0.28)
    assert_agrees(share_who_wait(study), 0.281217, standard_error_up_to=0.015)


def test_model_b_treats_its_three_types_as_three_hundred_million_calls_did():
    """PEERS.md, "Model B": reference of 300 million calls of a C program; minutes.  The shipped scenario."""
    study = sim.run_study(sim.load_scenario("model_b"), days=DAYS, seed=4021)
    abandoned = {"one": 0.01652, "two": 0.03138, "three": 0.05216}
    waits = {"one": 0.04953, "two": 0.09418, "three": 0.15646}
    for name, share in abandoned.items():
        assert_agrees(study.queue(name)["abandoned_fraction"], share, standard_error_up_to=0.08 * share)
        assert_agrees(study.queue(name)["wait_s"], waits[name] * 60, standard_error_up_to=0.08 * waits[name] * 60)


@pytest.mark.parametrize("name", ["model_a", "model_b"])
def test_a_shipped_model_quotes_the_values_it_is_held_to(name):
    quoted = {"model_a": ("0.0240196", "0.0720589", "0.281217"), "model_b": (".01652, .03138, .05216",)}
    about = " ".join(sim.load_scenario(name).about.split())
    assert [value for value in quoted[name] if value not in about] == []
