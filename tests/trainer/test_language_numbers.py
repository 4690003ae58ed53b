"""Numbers in words come to what they say: every number that num2words can write is read back."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from trainer.language import LANGUAGES, load_lexicon
from trainer.language.numbers import digits_value, find_numbers
from trainer.language.spelling import spelled

WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")


def read(text: str, language: str) -> list[Decimal]:
    words = [
        part for word in WORD.findall(spelled(text, language)) for part in load_lexicon(language).taken_apart(word)
    ]
    return [one.value for one in find_numbers(words, language)]


@given(number=st.integers(min_value=2, max_value=9999), language=st.sampled_from(LANGUAGES))
def test_a_number_written_by_num2words_is_read_back(number: int, language: str) -> None:
    if language == "fa" and number == 9:
        return  # "نه" alone is "no"
    assert read(num2words(number, lang=language), language) == [number]


@pytest.mark.parametrize(
    ("language", "said", "values"),
    [
        ("en", "forty nine ninety", [49, 90]),  # a price, not 139
        ("en", "one hundred and twelve", [112]),
        ("en", "the twenty-third", [23]),
        ("en", "one of us", []),  # a pronoun
        ("ru", "двадцати пяти", [25]),
        ("uk", "сорока дев'яти", [49]),
        ("ro", "două sute de lei", [200]),
        ("fa", "چهل و نه", [49]),
        ("fa", "نه", []),
        ("en", "1 200 000 euros", [1_200_000]),
        ("en", "12 345 678", [12_345_678]),
        ("en", "1 200.50", [Decimal("1200.50")]),
        ("en", "call 5, then 20", [5, 20]),
        ("en", "1.5 million", [1_500_000]),
        ("en", "one and a half million", [1_500_000]),
        ("en", "one point five million", [1_500_000]),
        ("en", "10k", [10_000]),
        ("en", "twelve hundred", [1200]),
        ("en", "nineteen hundred and five", [1905]),
        ("en", "two and a half", [Decimal("2.5")]),
        ("ru", "1 200 000", [1_200_000]),
        ("ru", "1,5 млн", [1_500_000]),
        ("ru", "10 тыс", [10_000]),
        ("ru", "два с половиной", [Decimal("2.5")]),
        ("uk", "1,5 млн", [1_500_000]),
        ("uk", "півтора мільйона", [1_500_000]),
        ("uk", "дві з половиною", [Decimal("2.5")]),
        ("ro", "un milion", [1_000_000]),
        ("ro", "1,5 milioane", [1_500_000]),
        ("ro", "două și jumătate", [Decimal("2.5")]),
        ("fa", "یک و نیم میلیون", [1_500_000]),
        ("fa", "۲ و نیم", [Decimal("2.5")]),
    ],
)
def test_numbers_as_they_are_spoken(language: str, said: str, values: list[int]) -> None:
    assert read(said, language) == values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("49.90", "49.90"),
        ("49,90", "49.90"),
        ("1,200.50", "1200.50"),
        ("1.200", "1200"),
        ("1.200,50", "1200.50"),
        ("7", "7"),
    ],
)
def test_digits_with_the_marks_of_any_country(written: str, value: str) -> None:
    assert digits_value(written) == Decimal(value)


def test_a_time_is_no_number() -> None:
    assert digits_value("12:30") is None
