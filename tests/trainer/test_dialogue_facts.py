"""Facts and knowledge, as an author writes them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from trainer.dialogue.facts import Fact, Knowledge


@pytest.mark.parametrize(
    "values",
    [{"money": "49.90 EUR"}, {"money": "1 200 UAH"}, {"date": "12 May"}, {"date": "29 February"},
     {"date": "3 March 1984"}, {"code": "R-2291"},
     {"number": 12}, {"percent": "15%"}, {"duration": "3 to 5 working days"}, {"word": "Mill Lane"}],
)  # fmt: skip
def test_a_fact_has_a_value(values: dict[str, object]) -> None:
    assert Fact(label="it", **values).kind in values


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "has none; give one of"),
        ({"money": "5 EUR", "code": "A1"}, "has money and code"),
        ({"money": "five euros"}, "write for example 49.90 EUR"),
        ({"date": "31 April"}, "there is no 31 April"),
        ({"date": "12.05."}, "the month in English"),
        ({"percent": "15"}, "write for example 15%"),
        ({"duration": "soon"}, "write for example 30 minutes"),
        ({"code": "A1", "asked": ["which"]}, "add 'answers'"),
    ],
)
def test_a_fact_that_is_none_says_what_to_write(values: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Fact(label="it", **values)
    assert said in str(refused.value)


def test_limits_must_be_about_something() -> None:
    with pytest.raises(ValidationError, match="add 'about'"):
        Knowledge(says="up to 10", money={"to": "10 EUR"})
