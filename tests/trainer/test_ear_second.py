"""Confidence from hearing twice: judged by hand."""

from __future__ import annotations

from trainer.ear.recognizers.second import SURE, UNSURE, agreed


def sure(first: str, second: str) -> list[str]:
    return [word for word, confidence in agreed(first, second) if confidence == SURE]


def test_what_is_heard_twice_the_same_is_sure_whatever_its_case_and_stops():
    assert sure("Good morning, Ana.", "good morning Ana") == ["Good", "morning,", "Ana."]


def test_what_is_heard_otherwise_is_not():
    """From a call that espeak-ng spoke: "straight away" had become "its traitor way"."""
    words = agreed("I'm starving on its traitor way", "I'm starting on its straight away")
    assert [word for word, confidence in words if confidence == UNSURE] == ["starving", "traitor", "way"]


def test_beside_a_word_that_came_only_the_second_time_nothing_is_sure():
    """A "not" that was missed the first time turns the sentence round."""
    assert sure("I will refund you", "I will not refund you") == ["I", "you"]


def test_numbers_keep_their_point():
    assert sure("It is 49.90", "It is 4990") == ["It", "is"]


def test_a_second_time_without_a_word_leaves_nothing_sure():
    assert sure("Hello there", "") == []
