"""One spelling: what people write in many ways is compared as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.language import LANGUAGES
from trainer.language.spelling import spelled


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fa", "می‌توانم", "می توانم"),  # a half-space, a space, nothing
        ("fa", "می‌توانم", "میتوانم"),
        ("fa", "كتاب يك", "کتاب یک"),  # Arabic kaf and yeh from a foreign keyboard
        ("fa", "۴۹٫۹۰", "49.90"),
        ("fa", "کارت‌های شما", "کارت های شما"),
        ("ro", "Îmi pare rău, plăți", "Imi pare rau, plati"),
        ("ro", "ş ţ", "ș ț"),  # cedilla, from old keyboards, for the comma below
        ("ru", "Ещё раз", "еще раз"),
        ("ru", "сyмма", "сумма"),  # a Latin y amid Cyrillic
        ("uk", "п’ять", "п'ять"),
        ("uk", "пʼять", "п`ять"),
        ("en", "I’m", "I'm"),
        ("en", "ＣＡＦÉ", "cafe"),
    ],
)
def test_ways_of_writing_one_thing_are_one(language: str, one: str, other: str) -> None:
    assert spelled(one, language) == spelled(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("uk", "їх", "іх"), ("ru", "й", "и"), ("fa", "می‌کنم", "نمی‌کنم"), ("en", "not", "now")],
)
def test_what_differs_stays_different(language: str, one: str, other: str) -> None:
    assert spelled(one, language) != spelled(other, language)


@given(text=st.text(max_size=60), language=st.sampled_from(LANGUAGES))
def test_what_is_spelled_once_stays_as_it_is(text: str, language: str) -> None:
    once = spelled(text, language)
    assert spelled(once, language) == once
