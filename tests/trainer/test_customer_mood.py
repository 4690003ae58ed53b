"""What moves a customer, rule by rule; the parcel's Ms Berg begins at anger 6, trust 4."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parcel import GREETING, TRAINEE, parcel, played

from trainer.session import Session

LATE = "I see, the parcel did not come."


def moved(*answers: str, **changes: object) -> list[tuple[float, float, str]]:
    """The shifts of the last answer."""
    return [
        (shift.anger, shift.trust, shift.because) for shift in played(GREETING, *answers, **changes).replies[-1].shifts
    ]


@pytest.mark.parametrize(
    ("answer", "anger", "trust", "because"),
    [
        ("Calm down.", +2, 0, "a phrase that makes callers angry"),
        ("You idiot.", +3, 0, "you insulted or threatened me"),
        ("It will come soon.", 0, -1, "a vague answer"),
        (LATE, -2, 0, "you named the trouble itself"),
        ("I will take care of it by 3 pm.", 0, +2, "somebody does it, by a stated time"),
        ("What happened on Monday?", 0, +1, "you asked an open question"),
        ("So you waited, is that right?", 0, +1, "you made sure that you had understood"),
        ("I am sorry.", -1, 0, "you answered the feeling"),
    ],
)  # fmt: skip
def test_a_rule_of_every_call(answer: str, anger: float, trust: float, because: str) -> None:
    assert (anger, trust, because) in moved(answer)


def waiting(minutes: float, **per_minute: float) -> tuple[float, float]:
    dialogue = parcel(persona__per_minute_in_queue=per_minute)
    return Session(dialogue, seed=1, trainee=TRAINEE, waited=60 * minutes).mood_at_start


def test_waiting_adds_a_point_at_the_most() -> None:
    """A full queue is not the trainee's doing: a good call must still end well after it."""
    assert waiting(1, anger=0.5, trust=-0.2) == (6.5, pytest.approx(3.8))
    assert waiting(4, anger=0.5, trust=-0.5) == (7, 3)
    assert waiting(240, anger=0.5) == (7, 4)


def test_a_time_beside_it_makes_soon_no_vague_answer() -> None:
    assert "a vague answer" not in [because for *_, because in moved("It will come soon, by 3 pm tomorrow.")]


def test_naming_the_trouble_calms_once() -> None:
    assert "you named the trouble itself" not in [because for *_, because in moved(LATE, LATE)]


def test_the_same_formula_a_second_time_angers() -> None:
    formula = "I am very sorry for the inconvenience."
    assert (+2, 0, "the same formula a second time") in moved(formula, f"{formula} Really.")
    assert "the same formula a second time" not in [
        because for *_, because in moved(formula, "I am sorry you stayed at home for it.")
    ]


def test_asking_for_what_was_told_angers() -> None:
    asked = "What is your address?"
    assert (+2, 0, "you asked for what had been told") in moved(asked, asked)


def test_a_feeling_is_answered_once() -> None:
    assert "you answered the feeling" not in [because for *_, because in moved("I am sorry.", "I really do apologise.")]


def test_a_dialogue_adds_rules_of_its_own() -> None:
    assert (-1, +1, "she knows when the parcel comes") in moved("We will deliver it again tomorrow.")


def test_an_abuser_never_comes_below_his_own_floor() -> None:
    session = played(GREETING, LATE, "I am sorry.", persona__never_below=5)
    assert session.customer.state.anger == 5


def test_minutes_in_the_queue_are_felt_before_a_word_is_said() -> None:
    from parcel import parcel

    from trainer.session import Session

    assert Session(parcel(), seed=1, waited=120).mood_at_start == (7.0, 4.0)  # half a point a minute


WORDS = st.sampled_from(
    [
        "sorry",
        "calm down",
        "soon",
        "you idiot",
        "parcel did not come",
        "by 3 pm",
        "I will take care of it",
        "what happened",
        "?",
        "Mill Lane",
    ]
)


@given(answers=st.lists(st.lists(WORDS, max_size=5).map(" ".join), max_size=12))
def test_the_mood_stays_between_nothing_and_ten(answers: list[str]) -> None:
    for reply in played(*answers).replies:
        assert 0 <= reply.anger <= 10
        assert 0 <= reply.trust <= 10
