"""What was said to be so, and what was denied.  The reversals of all five languages stand in phrasings/."""

from __future__ import annotations

import pytest
from parcel import reader

from trainer.language.patterns import compile_pattern
from trainer.language.polarity import find_polarity

REFUND = "i will ... refund"


def denied(said: str, phrase: str = REFUND) -> bool:
    """Whether every place of the phrase is denied; the phrase must be found."""
    utterance = reader().utterance(said)
    polarity = find_polarity(utterance, reader().book.denials, reader().book.matcher)
    places = list(reader().book.matcher.find(compile_pattern(phrase, reader().lexicon), utterance))
    assert places
    return all(polarity.denied(place) for place in places)


@pytest.mark.parametrize(
    "said",
    [
        "I will not refund you",
        "I won't refund you",
        "I will never refund you",
        "I will not, under any circumstances, refund you",
        "I don't think I will refund you",
        "It is not true that I will refund you",
        "I doubt that I will refund you",
        "I will refund nothing",
        "I will refund you in no way",
        "I will, under no circumstances, refund you",
        "I will cancel your refund",
        "I will avoid to refund you",
        "I will stop any refund today",
    ],
)
def test_a_promise_that_is_denied_is_none(said: str) -> None:
    assert denied(said)


@pytest.mark.parametrize(
    "said",
    [
        "I will refund you",
        "No, I will refund you",
        "No. I will refund you",
        "I won't argue, I will refund you",
        "I can't change the past but I will refund you",
        "I will refund you, not tomorrow but today",
        "Do not worry, I will refund you",
        "I will refund you no later than Friday",
        "I will not only apologise, I will refund you",
        "You did not get what you paid for, and I will refund you",
        "I will cancel the second order and refund you",
        "I will refund you, so you lose nothing",
        "I will refund you, whatever I cancel",
        "You pay nothing, I will refund you",
    ],
)
def test_a_promise_beside_another_denial_stands(said: str) -> None:
    assert not denied(said)


def test_what_a_phrase_denies_itself_is_meant() -> None:
    assert not denied("Please do not worry", "do not worry")


def test_only_a_but_ends_what_a_cut_off_negation_denies() -> None:
    assert denied("I will not, I am afraid, refund you")
    assert not denied("I can not, I am afraid, but I will refund you")


def test_a_time_is_not_what_a_reversal_reverses() -> None:
    assert not denied("I will cancel today", "i will ... {deadline}")


def stated(said: str) -> bool:
    """Whether any place of the phrase is a statement; the phrase must be found."""
    utterance = reader().utterance(said)
    places = list(reader().book.matcher.find(compile_pattern(REFUND, reader().lexicon), utterance))
    assert places
    polarity = find_polarity(utterance, reader().book.denials, reader().book.matcher)
    return any(polarity.stated(place) for place in places)


@pytest.mark.parametrize(
    "said",
    [
        "You asked whether I will refund you",
        "You think I will refund you",
        "You want me to say that I will refund you",
        "Let me ask if I will refund you",
        "So I will refund you?",
        "Thank you, so I will refund you?",
    ],
)
def test_what_is_asked_or_told_of_others_is_not_stated(said: str) -> None:
    assert not stated(said)


@pytest.mark.parametrize(
    "said",
    [
        "I will refund you",
        "I will refund you, is that all right?",
        "I will refund you, right?",
        "You asked whether we can, and I will refund you",
        "I will refund you whether they like it or not",
        "If you want me to, I will refund you",
        "As you said, I will refund you",
    ],
)
def test_what_is_said_beside_a_question_is_stated(said: str) -> None:
    assert stated(said)
