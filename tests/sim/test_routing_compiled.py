"""A shipped policy is written once: compiled by Numba it answers as it does in Python, on floors of every kind."""

from __future__ import annotations

import numpy as np
import pytest

from sim import POLICIES, Floor
from sim.engine.compiled.jit import with_helpers
from sim.engine.opening import view_of
from sim.units import FOREVER, SECOND

FLOORS = 400


def random_floor(rng: np.random.Generator, policy) -> Floor:
    """Two to four queues and groups, crowded or empty, with few different numbers so that ties are common."""
    queues, groups = rng.integers(2, 5, 2)
    now = 1000 * SECOND
    waiting, idle = rng.integers(0, 3, queues), rng.integers(0, 4, groups)
    rank = rng.integers(0, 4, (groups, queues))
    numbers = {"one": 1, "queue": queues, "group": groups}
    params = np.concatenate([rng.integers(0, 3, numbers[one.per]) for one in policy.parameters] or [[]])
    return view_of(
        Floor(
            now=np.array([now]),
            queue_length=waiting,
            waiting_since=np.where(waiting > 0, now - SECOND * rng.integers(0, 5, queues), FOREVER),
            idle=idle,
            idle_since=np.where(idle > 0, now - SECOND * rng.integers(0, 5, groups), FOREVER),
            staffed=idle + rng.integers(0, 3, groups),
            rank=rank,
            delay=SECOND * rng.integers(0, 4, (groups, queues)),
            keep_idle=rng.integers(0, 3, (groups, queues)),
            service_rate=np.where(rank > 0, rng.integers(1, 4, (groups, queues)) / 100, 0.0),
            abandon_rate=rng.integers(0, 3, queues) / 100,
            priority=rng.integers(1, 4, queues),
            params=params.astype(np.float64),
            memory=np.zeros(policy.memory),
            coin=rng.random(1),
        )
    )


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_a_shipped_policy_compiles_and_answers_as_in_python(name):
    policy = POLICIES[name]
    rng = np.random.default_rng(1)
    pick_group, pick_queue = (with_helpers(one) for one in (policy.pick_group, policy.pick_queue))
    answers = set()
    for _ in range(FLOORS):
        floor = random_floor(rng, policy)
        for call_type in range(len(floor.queue_length)):
            answer = policy.pick_group(floor, call_type)
            assert pick_group(floor, call_type) == answer
            answers.add(("group", int(answer)))
        for group in range(len(floor.idle)):
            answer = policy.pick_queue(floor, group)
            assert pick_queue(floor, group) == answer
            answers.add(("queue", int(answer)))
    assert answers == {(asked, answer) for asked in ("group", "queue") for answer in (-1, 0, 1, 2, 3)}
