"""What is only a murmur, and no answer."""

from __future__ import annotations

import pytest

from trainer.language.fillers import is_murmur

MURMURS = [("en", "Mm-hmm."), ("en", "Uh-huh, um..."), ("en", ""), ("en", "Hmmm."), ("ru", "Угу."), ("uk", "Ага, угу"),
           ("ro", "Mhm."), ("fa", "اوهوم")]  # fmt: skip
ANSWERS = [("en", "Yes."), ("en", "Um, yes."), ("en", "Hm, I see."), ("en", "I am sorry."), ("ru", "Да."),
           ("uk", "Так, угу."), ("ro", "Am înțeles."), ("fa", "بله")]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), MURMURS)
def test_a_murmur_is_no_answer(language, text):
    assert is_murmur(text, language)


@pytest.mark.parametrize(("language", "text"), ANSWERS)
def test_a_word_is_an_answer(language, text):
    assert not is_murmur(text, language)
