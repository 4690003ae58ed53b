"""Phrases as authors write them, found in what people say."""

from __future__ import annotations

import pytest
from parcel import reader

from trainer.language.matching import SOFT, _Search
from trainer.language.patterns import GAP, compile_pattern


def finds(phrase: str, said: str) -> bool:
    pattern = compile_pattern(phrase, reader().lexicon)
    return any(True for _ in reader().book.matcher.find(pattern, reader().utterance(said)))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("i will refund", "I will refund you"),
        ("i will refund", "I'll really refund you"),  # a contraction, and a word that changes nothing
        ("i will ... refund", "I will happily and in full refund you"),
        ("refund + today", "Today you get a refund"),  # in any order
        ("charge/bill twice", "You were billed twice"),
        ("so (terribly) sorry", "I am so sorry"),
        ("cancel*", "the cancellation"),
        ("within {duration}", "within two days"),
        ("<sorry> ... wait", "I apologise for the long wait"),
        ("what happened ?", "What happened?"),
        ("you can not", "you can't"),
        ("{parcel}", "the number is SP-4471"),
        ("{customer}", "Thank you, Ms Berg"),
    ],
)  # fmt: skip
def test_a_phrase_is_found(phrase: str, said: str) -> None:
    assert finds(phrase, said)


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("i will refund", "I will. Refunds take time"),  # two sentences
        ("i will ... refund", "I will look into everything that you have told me today and refund"),  # too far apart
        ("refund + today", "You get a refund. Not today"),
        ("what happened ?", "Tell me what happened."),
        ("within {duration}", "within the firm"),
        ("charge/bill twice", "You were charged once"),
    ],
)
def test_a_phrase_is_not_found(phrase: str, said: str) -> None:
    assert not finds(phrase, said)


@pytest.mark.parametrize("phrase", ["<sorry", "i {will", "()", "...", "(maybe)", "+"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|says nothing|no word"):
        compile_pattern(phrase, reader().lexicon)


def test_a_doubted_word_may_be_one_that_is_like_it_by_ear() -> None:
    said = reader().utterance("I will refuse you today", [("I", 0.9), ("will", 0.9), ("refuse", 0.3), ("you", 0.9)])
    pattern = compile_pattern("i will refund", reader().lexicon)
    assert not list(reader().book.matcher.find(pattern, said))
    assert list(reader().book.by_ear.find(pattern, said))
    other = compile_pattern("i will deliver", reader().lexicon)
    assert not list(reader().book.by_ear.find(other, said))


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The words that were held to a place of a phrase, one after the other."""
    tried: list[int] = []
    look = _Search._item
    monkeypatch.setattr(_Search, "_item", lambda self, item, at: tried.append(at) or look(self, item, at))
    return tried


def test_gaps_that_lead_nowhere_are_tried_once_for_each_word(tries: list[int]) -> None:
    phrase, said = "i ... i ... i ... i ... i ... i ... i ... refund", "refund " + "i " * 40
    assert not finds(phrase, said)
    assert len(tries) <= 8 * 41 * (1 + GAP + SOFT)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("refund " + "i will " * 500, True),
        ("Refund. " + "I will " * 500, False),  # in another sentence
        ("i will " * 500 + "refund " * 500, True),
    ],
)
def test_the_parts_of_a_phrase_are_found_with_work_as_long_as_what_was_said(
    tries: list[int], said: str, stands: bool
) -> None:
    utterance = reader().utterance(said)
    places = list(reader().book.matcher.find(compile_pattern("i will + refund", reader().lexicon), utterance))
    assert bool(places) == stands
    assert len(tries) <= 10 * len(utterance.words)


def test_a_phrase_is_not_looked_for_where_nothing_is_the_value_that_it_names(tries: list[int]) -> None:
    assert not finds("i will + {money}", "I will " * 500)
    assert tries == []


def test_no_word_is_used_by_two_parts_of_a_phrase() -> None:
    assert not finds("refund + refund today", "The refund today")
    assert finds("refund + refund today", "The refund is a refund today")
