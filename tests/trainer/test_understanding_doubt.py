"""What the recognizer doubted: a customer who was there has understood a question, and is offended by nothing."""

from __future__ import annotations

import pytest

from trainer.customer import Customer
from trainer.dialogue import load_dialogue
from trainer.rubric import score
from trainer.transcript import Transcript, Turn
from trainer.understanding import Reader

DIALOGUE = load_dialogue("double_charged")
MISHEARD = "What is your date on birth, please?"


def confidences(text: str, *doubted: str) -> tuple[tuple[str, float], ...]:
    return tuple((word, 0.5 if word.strip("?.,") in doubted else 0.9) for word in text.split())


def test_a_question_with_a_doubted_word_is_answered() -> None:
    """Moonshine heard so, of "date of birth"."""
    reader = Reader(DIALOGUE, "Ana")
    assert "birthday" in reader.asked_in(reader.hear(MISHEARD, confidences(MISHEARD, "on")))
    assert "birthday" not in reader.asked_in(reader.hear(MISHEARD))


def test_a_question_in_which_a_word_was_heard_as_one_that_sounds_the_same_is_answered() -> None:
    """So did it hear this, and did not doubt it; typed, it is another word."""
    reader, said = Reader(DIALOGUE, "Ana"), "What is your mate of birth, please?"
    assert "birthday" in reader.asked_in(reader.hear(said, confidences(said)))
    assert "birthday" not in reader.asked_in(reader.hear(said))


@pytest.mark.parametrize("word", ["idiot", "stupid"])
def test_an_insult_that_was_only_believed_to_be_heard_offends_nobody(word: str) -> None:
    said = f"You are an {word}."
    anger = {}
    for doubted in ((), (word,)):
        reader = Reader(DIALOGUE, "Ana")
        customer = Customer(DIALOGUE, reader, seed=1)
        customer.opens()
        anger[doubted] = customer.answers(reader.hear(said, confidences(said, *doubted))).anger
    assert anger[(word,)] < anger[()]


def test_a_value_that_was_read_back_and_misheard_asks_for_nothing_again() -> None:
    """Moonshine heard so, of "reference R-2291"."""
    reader = Reader(DIALOGUE, "Ana")
    said = "Let me make sure I have it. Reference are two hundred to hundred and ninety one."
    heard = reader.hear(said, confidences(said, "are"))
    assert "reference" not in reader.asked_in(heard, told={"reference"})
    question = "And which reference stands beside the payment?"
    assert "reference" in reader.asked_in(reader.hear(question, confidences(question)), told={"reference"})


def test_a_name_that_was_heard_as_no_word_at_all_is_not_scored() -> None:
    """Moonshine made "Anamarin" of Ana Marin, and "Emury" of Amiri; it doubted neither."""
    said = "You're speaking with Anamarin. I hear you, Mr Emury, and I'm starting on it straight away."
    turns = (
        Turn(speaker="trainee", text=said, words=confidences(said)),
        Turn(speaker="customer", text="", move=DIALOGUE.opening),
    )
    checks = score(DIALOGUE, Transcript(trainee="Ana Marin", turns=turns)).checks
    assert (checks["own_name"].status, checks["uses_name"].status) == ("not scored", "not scored")
    typed = tuple(turn.model_copy(update={"words": ()}) for turn in turns)
    checks = score(DIALOGUE, Transcript(trainee="Ana Marin", turns=typed)).checks
    assert (checks["own_name"].status, checks["uses_name"].status) == ("fail", "fail")


def test_no_name_at_all_fails_by_voice_too() -> None:
    said = "Hello, this is the billing line, how can I help you?"
    turns = (Turn(speaker="trainee", text=said, words=confidences(said)),)
    checks = score(DIALOGUE, Transcript(trainee="Ana Marin", turns=turns)).checks
    assert checks["own_name"].status == "fail"
