from __future__ import annotations

import re
from importlib import resources
from string import Formatter

import pytest

from trainer.language import LANGUAGES
from trainer.ui.words import load_words

ENGLISH = load_words("en")


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_words_with_the_same_blanks(language: str) -> None:
    words = load_words(language)
    assert {screen: list(texts) for screen, texts in words.screens.items()} == {
        screen: list(texts) for screen, texts in ENGLISH.screens.items()
    }
    for screen, texts in words.screens.items():
        for name, text in texts.items():
            assert text.strip(), (screen, name)
            assert _blanks(text) == _blanks(ENGLISH.screens[screen][name]), (screen, name)


def test_every_word_that_the_screens_ask_for_is_there() -> None:
    asked = set()
    for folder in ("", "screens", "widgets"):
        for file in (resources.files("trainer") / "ui" / folder).iterdir():
            if file.name.endswith(".py") and file.name != "__init__.py":
                asked |= set(re.findall(r'words\("(\w+\.\w+)"', file.read_text(encoding="utf-8")))
    there = {f"{screen}.{name}" for screen, texts in ENGLISH.screens.items() for name in texts}
    assert len(asked) > 30
    assert asked <= there


def test_persian_has_its_own_figures_and_is_written_from_the_right() -> None:
    persian = load_words("fa")
    assert persian("calls.level_n", level=4) == "سطح ۴"
    assert [load_words(language).rtl for language in LANGUAGES].count(True) == 1
    assert persian.rtl
