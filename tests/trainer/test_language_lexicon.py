"""The five languages know the same acts, and every phrase of theirs can be read."""

from __future__ import annotations

import pytest

from trainer.errors import DialogueError
from trainer.language import LANGUAGES, Say, load_lexicon, reading
from trainer.language.patterns import compile_pattern

ENGLISH = load_lexicon("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_the_acts_reactions_and_models_of_english(language: str) -> None:
    lexicon = load_lexicon(language)
    assert ENGLISH.acts.keys() - lexicon.acts.keys() == set()
    assert ENGLISH.reactions.keys() - lexicon.reactions.keys() == set()
    assert ENGLISH.better.keys() - lexicon.better.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_can_be_read(language: str) -> None:
    lexicon = load_lexicon(language)
    phrases = [*lexicon.negations, *lexicon.denials, *lexicon.not_negations, *lexicon.answers, *lexicon.jargon]
    phrases += [one for some in lexicon.concepts.values() for one in some]
    phrases += [
        one for act in lexicon.acts.values() for one in ((*act.says, *act.never) if isinstance(act, Say) else act)
    ]
    phrases += [one for phrase in lexicon.forbidden for one in phrase.says]
    for phrase in phrases:
        compile_pattern(phrase, lexicon)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forbidden_phrases_of_the_ukrainian_article_have_better_wordings(language: str) -> None:
    """Its table of five and its list of five; one entry may cover two of them."""
    lexicon = load_lexicon(language)
    assert len(lexicon.forbidden) >= 9
    assert all(one.better for one in lexicon.forbidden)


def test_a_contraction_is_two_words() -> None:
    assert ENGLISH.taken_apart("can't") == ("can", "not")
    assert ENGLISH.taken_apart("didn't") == ("did", "not")
    assert ENGLISH.taken_apart("i'll") == ("i", "will")
    assert ENGLISH.taken_apart("refund") == ("refund",)


def test_a_lexicon_with_a_mistake_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_text", lambda _: "language: en\nsoft: 5\n")
    with pytest.raises(DialogueError, match=r"en\.yaml: soft"):
        load_lexicon.__wrapped__("en")
