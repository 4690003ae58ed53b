from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest
from window import opened

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


def test_a_screen_reader_speaks_the_language_of_the_window(tmp_path: Path) -> None:
    with opened(tmp_path, "settings", language="uk", longer_pause=0.5) as window:
        assert {
            "заголовок: Налаштування",
            "кнопка: Налаштування (обрано)",
            "поле введення: Ваше ім’я на лінії (підказка: Олеся)",
            "перемикач: Субтитри = увімкнено",
            "перемикач: Висока контрастність = вимкнено",
            "список вибору: Час на роздуми = На 0,5 с довше",
        } <= set(window.lines)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("screen", ["calls", "settings", "progress"])
def test_what_a_screen_reader_says_has_no_english_in_it(tmp_path: Path, screen: str, language: str) -> None:
    english = {role for role in ENGLISH.screens["spoken"].values() if "{" not in role}
    same = {"text"} if language == "ro" else set()
    with opened(tmp_path, screen, language=language) as window:
        roles = {line.split(":")[0] for line in window.lines[1:]}
        states = {state for line in window.lines for state in re.findall(r"\((\w+)\)$", line)}
        assert (roles | states) & english <= same


def test_persian_writes_half_a_second_with_its_own_figures_and_mark() -> None:
    assert load_words("fa").number(0.5) == "۰٫۵"
    assert load_words("ro")("settings.seconds", seconds=1.5) == "Cu 1,5 s mai mult"
