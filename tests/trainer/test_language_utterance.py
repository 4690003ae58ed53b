"""Words, sentences and clauses of what was said."""

from __future__ import annotations

import pytest
from parcel import reader

from trainer.language.utterance import LONGEST, split_words


def clauses(said: str) -> list[str]:
    words = reader().utterance(said).words
    return [" ".join(word.text for word in words if word.clause == at) for at in dict.fromkeys(w.clause for w in words)]


def test_clauses_end_at_marks_and_at_words_that_open_one() -> None:
    assert clauses("I'm sorry, and I will help because you asked. Really?") == [
        "i am sorry", "and i will help", "because you asked", "really",
    ]  # fmt: skip


def test_a_question_is_a_sentence_with_its_mark() -> None:
    words, sentences, questions = split_words("Was it Monday? It was.", reader().lexicon)
    assert [sentences[at].strip() for at in questions] == ["Was it Monday?"]
    assert len({word.sentence for word in words}) == 2


def test_words_that_the_recognizer_doubted_are_marked_in_their_order() -> None:
    said = reader().utterance(
        "I will refund, I said", [("I", 0.9), ("will", 0.2), ("refund", 0.9), ("I", 0.3), ("said", 0.9)]
    )
    assert [word.text for word in said.words if not word.sure] == ["will", "i"]


def test_typed_words_are_never_doubted() -> None:
    assert not reader().utterance("I will refund").unsure


@pytest.mark.parametrize("said", ["", "   ", "...", "😀😀", "?!"])
def test_nothing_said_is_no_words(said: str) -> None:
    assert reader().hear(said).empty


def test_more_than_anybody_says_in_one_go_is_cut_off() -> None:
    assert len(reader().utterance("word " * LONGEST).words) == LONGEST // len("word ")
