"""Moods that can be heard."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

import pytest

from trainer.voice import CALM, Manner, manner_of
from trainer.voice.manner import FASTEST


@pytest.mark.parametrize(
    ("mood", "manner"),
    [
        ((0, 5, ""), Manner(175, 50, 50, 100)),
        ((10, 5, ""), Manner(215, 58, 85, 150)),
        ((0, 5, "worry"), Manner(215, 72, 75, 100)),
        ((0, 5, "sadness"), Manner(135, 38, 20, 70)),
    ],
)
def test_the_four_moods_that_people_could_tell_apart_are_the_corners(mood, manner):
    # The settings of trials with listeners; worry was quicker there, before words were found to blur.
    assert manner_of(*mood) == manner


@pytest.mark.parametrize("cue", ["", "anger", "worry", "sadness", "shame"])
@pytest.mark.parametrize("trust", [0, 2.5, 5, 10])
def test_more_anger_never_sounds_like_less(cue, trust):
    manners = [astuple(manner_of(tenth / 10, trust, cue)) for tenth in range(101)]
    for one, other in pairwise(manners):
        assert all(a <= b for a, b in zip(one, other, strict=True))
    assert sum(manners[0]) < sum(manners[-1])


@pytest.mark.parametrize("cue", ["", "worry", "sadness"])
def test_a_mood_changes_without_jumps(cue):
    # A tenth of a point of anger: nothing moves by more than a hundredth of its way and the rounding.
    for one, other in pairwise(astuple(manner_of(tenth / 10, 5, cue)) for tenth in range(101)):
        assert all(b - a <= 2 for a, b in zip(one, other, strict=True))
    for one, other in pairwise(astuple(manner_of(0, tenth / 10, cue)) for tenth in range(101)):
        assert all(abs(b - a) <= 2 for a, b in zip(one, other, strict=True))


def test_nobody_speaks_faster_than_can_be_understood():
    cues = ("", "anger", "worry", "sadness", "shame")
    assert (
        max(manner_of(anger, trust, cue).rate for anger in range(11) for trust in range(11) for cue in cues) == FASTEST
    )


def test_a_calm_customer_without_trust_sounds_resigned():
    assert all(a < b for a, b in zip(astuple(manner_of(0, 0)), astuple(CALM), strict=True))


def test_a_mood_beyond_its_scale_is_at_its_end():
    assert manner_of(99, -3) == manner_of(10, 0)
