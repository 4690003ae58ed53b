"""Marks within marks, as in the Unicode locale data: uk and ru « „ “ », ro „ « » ”, fa « ‹ › », en “ ‘ ’ ”."""

from __future__ import annotations

import pytest

from trainer.coach.reasons import reason
from trainer.language import LANGUAGES
from trainer.language.quotes import MARKS, quoted


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("uk", "Добрий день, «Вежанет», на лінії Олеся.", "«Добрий день, „Вежанет“, на лінії Олеся.»"),
        ("ru", "Здравствуйте, «Светлица», служба оплаты.", "«Здравствуйте, „Светлица“, служба оплаты.»"),
        ("ro", "Mi s-a zis „se lucrează”.", "„Mi s-a zis «se lucrează».”"),
        ("fa", "گفتند «همکارم زنگ می‌زند».", "«گفتند ‹همکارم زنگ می‌زند›.»"),
        ("en", 'It says "delivered".', "“It says ‘delivered’.”"),
        ("en", "It says “delivered”.", "“It says ‘delivered’.”"),
    ],
)
def test_a_quotation_within_a_quotation_has_the_inner_marks(language: str, line: str, expected: str) -> None:
    assert quoted(line, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mark_stands_within_its_own(language: str) -> None:
    outer = MARKS[language][:2]
    inside = quoted(f'{outer[0]}a{outer[1]} "b"', language)[1:-1]
    assert not set(outer) & set(inside)


def test_reasons_quote_what_quotes_with_the_inner_marks() -> None:
    said = reason('Says: "Добрий день, «Вежанет»."', "uk")
    assert said == "Каже: «Добрий день, „Вежанет“.»"
    assert reason("Says, in own words: «Вежанет»", "uk") == "Каже своїми словами: «Вежанет»"
