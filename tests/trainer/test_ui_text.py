from __future__ import annotations

import re
import unicodedata

import pygame
import pytest
from window import App  # noqa: F401  # chooses the driver without a screen before pygame starts

from trainer.dialogue import load_dialogue, shipped_dialogues
from trainer.language import LANGUAGES
from trainer.ui.text import ELLIPSIS, Type, visual
from trainer.ui.words import load_words

PERSIAN = "پول شما ۳ تا ۵ روز کاری بعد، یعنی «سه‌شنبه»، روی همان کارت (Visa 4411) می‌نشیند و رسیدش پیامک می‌شود."


@pytest.fixture(scope="module")
def type_() -> Type:
    pygame.font.init()
    return Type(1.0)


def test_persian_letters_take_the_forms_that_their_neighbours_give_them() -> None:
    """Unicode's chart of Arabic Presentation Forms-B: seen initial, lam-alef final, meem isolated; from the left."""
    assert visual("سلام") == "\ufee1\ufefc\ufeb3"


def test_numbers_in_persian_run_from_the_left() -> None:
    """Unicode Standard Annex #9, rule L2."""
    assert visual("قیمت 123").startswith("123 ")
    assert "۱۲۳" in visual("قیمت ۱۲۳ تومان")
    assert "49.90" in visual("مبلغ 49.90 یورو است")


def test_brackets_and_quotation_marks_are_mirrored() -> None:
    """Unicode Standard Annex #9, rule L4."""
    seen = visual("«سلام» (خوب)")
    assert (seen[0], seen[-1]) == ("(", "»")
    assert seen.index("«") < seen.index("»")


def test_vowel_signs_stay_and_what_has_no_picture_goes() -> None:
    assert "\u064e" in visual("سَلام")
    assert "\u200c" not in visual("می‌شود")
    assert visual("a\u200bb") == "ab"


def test_other_languages_stay_as_they_are() -> None:
    for text in ("Better not said: “no”", "Обидва голоси, щоб послухати ще раз.", "Răzvan își vrea banii"):
        assert visual(text) == text


@pytest.mark.parametrize(
    "text", [PERSIAN, "The fault was mended with the provider on 14 May; nobody is charged twice."]
)
def test_lines_fit_and_hold_all_words_in_the_order_in_which_they_are_read(type_: Type, text: str) -> None:
    for width in (160, 300, 700):
        lines = type_.wrap(text, "body", width)
        assert " ".join(lines) == text
        assert all(type_.measure(line, "body") <= width for line in lines)


def test_a_word_that_no_line_holds_is_cut(type_: Type) -> None:
    lines = type_.wrap("x" * 200, "body", 100)
    assert "".join(lines) == "x" * 200
    assert max(type_.width(line, "body") for line in lines) <= 100


def test_what_there_is_no_room_for_ends_in_an_ellipsis(type_: Type) -> None:
    short = type_.fit(PERSIAN, "body", 150)
    assert short.endswith(ELLIPSIS)
    assert PERSIAN.startswith(short.removesuffix(ELLIPSIS))
    assert type_.width(short, "body") <= 150
    assert type_.wrap(PERSIAN, "body", 200, most=2)[1].endswith(ELLIPSIS)
    assert type_.fit("short", "body", 150) == "short"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_have_every_letter_of_the_window_and_of_the_calls(type_: Type, language: str) -> None:
    texts = [text for screen in load_words(language).screens.values() for text in screen.values()]
    for name, path in shipped_dialogues().items():
        if path.parent.name == language:
            texts += re.findall(
                r"'([^']*)'", repr(load_dialogue(name).model_dump(mode="json", exclude={"acts", "issue"}))
            )
    missing = set()
    for letter in set("".join(map(visual, texts))) - {"\\", "\n"}:
        ((font, piece),) = type_._pieces(letter, "body")
        if font.metrics(piece)[0] is None:
            missing.add(letter)
    assert not missing


def test_a_vowel_mark_stays_with_its_letter() -> None:
    """Rule L3 of Unicode's bidirectional algorithm: in "کِی" the kasra belongs to the kaf."""
    shown = visual("کِی")
    kasra = shown.index("\u0650")
    assert "KEHEH" in unicodedata.name(shown[kasra - 1])


def test_a_word_that_is_too_long_is_broken_after_its_hyphen() -> None:
    """A phone number spelled out, as Russian writes it."""
    lines = Type(1.0, deep=False).wrap("пять-ноль-два-один-семь-четыре", "body", 160)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
