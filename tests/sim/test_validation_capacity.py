"""Callers who find no room: the engine against Erlang B and against the balance of every state (M/M/n/K)."""

from __future__ import annotations

import numpy as np
import pytest
from floors import assert_agrees, exponential, one_queue, share_blocked, share_who_wait
from theory import birth_death_shares

import sim


@pytest.mark.parametrize(
    ("load", "agents", "blocked", "minutes", "error", "seed"),
    [(10, 10, 0.214582, 120, 0.003, 5001), (100, 110, 0.027463, 30, 0.0015, 5002)],
)
def test_callers_who_cannot_queue_are_lost_as_erlang_b_says(load, agents, blocked, minutes, error, seed):
    """VALIDATION.md, "Erlang B"; a queue limit of 0, handle time 10 s."""
    hours = f"00:00 to {minutes // 60:02d}:{minutes % 60:02d}"
    floor = one_queue(load * 360, agents, exponential("10 s"), queue_limit=0, open=hours, warm_up="3 min")
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(share_blocked(study), blocked, standard_error_up_to=error)
    assert study.queue("calls")["wait_s"].mean == 0


LOAD, AGENTS, ROOM = 9, 8, 12
"""Erlangs on agents, with room for so many calls: more load than agents, which only a limit makes bearable."""


@pytest.mark.parametrize(
    ("limit", "seed"),
    [
        pytest.param({"lines": ROOM}, 5011, id="by lines"),
        pytest.param({"queue_limit": ROOM - AGENTS}, 5012, id="by a queue limit"),
    ],
)
def test_a_center_of_twelve_lines_blocks_and_delays_as_the_balance_of_its_states_says(limit, seed):
    """M/M/n/K: arrivals see time averages, and Little's law gives the mean wait of those who get in."""
    shares = birth_death_shares(LOAD, 1, AGENTS, np.inf, ROOM + 1)
    waiting = np.maximum(np.arange(ROOM + 1) - AGENTS, 0)
    let_in = 1 - shares[ROOM]
    floor = one_queue(LOAD * 360, AGENTS, exponential("10 s"), open="00:00 to 03:30", warm_up="5 min", **limit)
    study = sim.run_study(floor, days=20, seed=seed)
    assert_agrees(share_blocked(study), shares[ROOM], standard_error_up_to=0.003)
    assert_agrees(share_who_wait(study), shares[AGENTS:ROOM].sum() / let_in, standard_error_up_to=0.006)
    assert_agrees(study.queue("calls")["asa_s"], 10 * (shares @ waiting) / (LOAD * let_in), standard_error_up_to=0.05)
    assert_agrees(study.group("agents")["occupancy"], LOAD * let_in / AGENTS, standard_error_up_to=0.003)


def test_impatient_callers_on_a_limited_queue_are_lost_in_both_ways_as_the_balance_of_its_states_says():
    """M/M/n/K+M: blocked at a full queue, or gone after exponential patience; the unit is 10 s."""
    shares = birth_death_shares(LOAD, 1, AGENTS, 2, ROOM + 1)
    waiting = np.maximum(np.arange(ROOM + 1) - AGENTS, 0)
    floor = one_queue(
        LOAD * 360,
        AGENTS,
        exponential("10 s"),
        exponential("20 s"),
        queue_limit=ROOM - AGENTS,
        open="00:00 to 03:30",
        warm_up="5 min",
    )
    study = sim.run_study(floor, days=20, seed=5021)
    left = (shares @ waiting) / 2 / (LOAD * (1 - shares[ROOM]))
    assert_agrees(share_blocked(study), shares[ROOM], standard_error_up_to=0.003)
    assert_agrees(study.queue("calls")["abandoned_fraction"], left, standard_error_up_to=0.002)
