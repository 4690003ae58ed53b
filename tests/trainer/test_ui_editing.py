from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from window import App  # noqa: F401  # chooses the driver without a screen before pygame starts

from trainer.ui.widgets.editing import Editing, caret_place, letter_places, rows


def _measure(text: str) -> int:
    """Every letter ten pixels wide."""
    return 10 * len(text)


def test_letters_come_in_at_the_caret_in_place_of_what_is_selected() -> None:
    edit = Editing("I must check")
    edit.to(2)
    edit.to(6, select=True)
    assert edit.selected == "must"
    edit.insert("will")
    assert (edit.text, edit.caret) == ("I will check", 6)


def test_words_are_skipped_and_erased_as_wholes() -> None:
    edit = Editing("one, two three")
    edit.move(-1, word=True)
    assert edit.caret == 9
    edit.erase(-1, word=True)
    assert edit.text == "one, three"
    edit.to(0)
    edit.move(1, word=True)
    assert edit.caret == 3


def test_an_arrow_leaves_a_selection_at_its_end() -> None:
    edit = Editing("abcdef")
    edit.select_all()
    edit.move(-1)
    assert edit.selection == (0, 0)
    edit.select_all()
    edit.move(1)
    assert edit.selection == (6, 6)


def test_a_letter_goes_with_its_vowel_sign() -> None:
    edit = Editing("سَ")
    edit.erase(-1)
    assert edit.text == ""


def test_control_characters_and_halves_of_letters_do_not_come_in() -> None:
    edit = Editing()
    edit.insert("a\x00b\x1bc\ud800d\u202ee")
    assert edit.text == "abcde"


def test_a_full_field_takes_no_more() -> None:
    edit = Editing("abc", most=4)
    edit.insert("defg")
    assert edit.text == "abcd"


@given(
    st.text("ab ,\nсло ۱۲سلام\u064e\u200c12", max_size=30),
    st.lists(st.sampled_from(["move", "erase", "insert", "to", "all"]), max_size=12),
    st.sampled_from([-1, 1]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_no_key_takes_the_caret_out_of_the_text(
    text: str, keys: list[str], step: int, word: bool, select: bool
) -> None:
    edit = Editing(text, most=40)
    for key in keys:
        match key:
            case "move":
                edit.move(step, word=word, select=select)
            case "erase":
                edit.erase(step, word=word)
            case "insert":
                edit.insert("x ۱")
            case "to":
                edit.to(step * 7, select=select)
            case "all":
                edit.select_all()
        assert 0 <= edit.caret <= len(edit.text) <= 40
        assert 0 <= edit.anchor <= len(edit.text)


@given(st.text("ab \nсло", max_size=80), st.integers(10, 200))
def test_rows_hold_the_whole_text_and_fit(text: str, width: int) -> None:
    found = rows(text, width, _measure)
    assert "".join(text[start:end] for start, end in found) == text.replace("\n", "")
    assert all(_measure(text[start:end].rstrip()) <= width for start, end in found)
    assert len(found) >= text.count("\n") + 1


def test_the_caret_in_persian_stands_left_of_what_was_typed_and_right_of_a_number() -> None:
    """As a person types: سلام and a space from the right edge, then 12, which grows to the right."""
    row = "سلام 12"
    places = letter_places(row, _measure, rtl=True)
    assert places[0] == (60, 70)
    assert places[3] == (30, 40)
    assert places[5:] == [(0, 10), (10, 20)]
    assert [caret_place(row, at, places, rtl=True) for at in (0, 1, 4, 6, 7)] == [70, 60, 30, 10, 20]


@pytest.mark.parametrize(("at", "place"), [(0, 0), (1, 10), (3, 30)])
def test_the_caret_in_english_stands_right_of_what_was_typed(at: int, place: int) -> None:
    assert caret_place("abc", at, letter_places("abc", _measure, rtl=False), rtl=False) == place
