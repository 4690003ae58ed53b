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
        ({"duration": "5 to 3 days"}, "'5 to 3 days' ends before it begins; write the shorter time first"),
        ({"number": True}, "'True' is no number; write for example 340"),
        ({"number": float("nan")}, "'nan' is no number; write for example 340"),
        ({"number": "a dozen"}, "'a dozen' is no number; write for example 340"),
        ({"code": "A1", "asked": ["which"]}, "add 'answers'"),
    ],
)
def test_a_fact_that_is_none_says_what_to_write(values: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Fact(label="it", **values)
    assert said in str(refused.value)


def test_a_number_in_quotes_is_a_number() -> None:
    assert Fact(label="it", number="12").value == Fact(label="it", number=12).value


@pytest.mark.parametrize(
    "limits",
    [
        {"money": {"from": "10 EUR", "to": "5 EUR"}},
        {"percent": {"from": "10%", "to": "5%"}},
        {"duration": {"from": "3 days", "to": "2 days"}},
    ],
)
def test_limits_that_nothing_can_keep_are_refused(limits: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="'from' is more than 'to', so nothing may be said; exchange them"):
        Knowledge(says="it", about=("it",), **limits)


def test_limits_must_be_about_something() -> None:
    with pytest.raises(ValidationError, match="add 'about'"):
        Knowledge(says="up to 10", money={"to": "10 EUR"})
