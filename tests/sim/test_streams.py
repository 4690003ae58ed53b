"""Drawers of chance: what is drawn for one purpose disturbs no other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from sim.streams import stream

KEY = (1, 0, "billing", "talk")
OTHERS = [
    pytest.param((2, 0, "billing", "talk"), id="seed"),
    pytest.param((1, 1, "billing", "talk"), id="day"),
    pytest.param((1, 0, "claims", "talk"), id="owner"),
    pytest.param((1, 0, "billing", "patience"), id="purpose"),
    pytest.param((0, 1, "billing", "talk"), id="seed and day exchanged"),
    pytest.param((1, 0, "talk", "billing"), id="owner and purpose exchanged"),
    pytest.param((1, 0, "billingt", "alk"), id="the same letters, divided otherwise"),
    pytest.param((1, 0, "", "talk"), id="the center's own"),
]
DRAWS = 20_000


def test_a_key_names_one_stream_whatever_else_is_drawn():
    expected = stream(*KEY).random(100)
    stream(3, 4, "other", "talk").random(100)
    np.testing.assert_array_equal(stream(*KEY).random(100), expected)


@pytest.mark.parametrize("other", OTHERS)
def test_a_key_that_differs_in_any_part_names_another_stream(other):
    """No number in common, and no correlation beyond four standard errors."""
    here, there = stream(*KEY).random(DRAWS), stream(*other).random(DRAWS)
    assert np.intersect1d(here, there).size == 0
    assert abs(np.corrcoef(here, there)[0, 1]) <= 4 / np.sqrt(DRAWS)


def test_neighbouring_days_and_seeds_share_nothing():
    firsts = [stream(seed, day, "billing", "talk").random(50) for seed in range(10) for day in range(10)]
    assert all(np.intersect1d(a, b).size == 0 for a, b in combinations(firsts, 2))
    means = np.array([numbers.mean() for numbers in firsts])
    assert means.mean() == pytest.approx(0.5, abs=4 / np.sqrt(12 * 5000))
    assert means.std(ddof=1) == pytest.approx(1 / np.sqrt(12 * 50), rel=4 / np.sqrt(2 * 99))


def test_names_in_any_script_are_keys():
    assert stream(1, 0, "پشتیبانی", "talk").random() != stream(1, 0, "підтримка", "talk").random()
