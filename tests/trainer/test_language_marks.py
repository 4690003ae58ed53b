"""Values in sentences, in English; the other languages' stand in phrasings/."""

from __future__ import annotations

from decimal import Decimal

import pytest
from parcel import reader

from trainer.dialogue.facts import Fact


def found(said: str, kind: str) -> list[object]:
    return [mark.value for mark in reader().utterance(said).marks.get(kind, ())]


@pytest.mark.parametrize(
    "said",
    [
        "49.90 euros",
        "€49.90",
        "49,90 EUR",
        "forty-nine euros ninety",
        "forty nine euros and ninety cents",
        "49 euros 90",
    ],
)
def test_an_amount_however_it_is_said(said: str) -> None:
    assert Fact(label="", money="49.90 EUR").value in found(said, "money")


def test_a_price_without_its_currency() -> None:
    (amount,) = found("that is forty-nine ninety", "money")
    assert amount.number == Decimal("49.90")
    assert amount.unit == ""


@pytest.mark.parametrize("said", ["12 May", "the 12th of May", "May 12", "the twelfth of May", "12.05.", "12/05/2026"])
def test_a_date_however_it_is_said(said: str) -> None:
    assert any(value.number == 512 for value in found(said, "date"))


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("in 24 hours", 24),
        ("within three to five working days", 120),
        ("within an hour", 1),
        ("a week", 168),
        ("two days", 48),
    ],
)
def test_a_length_of_time(said: str, hours: int) -> None:
    assert [span.most for span in found(said, "duration")] == [hours * 60]


@pytest.mark.parametrize(
    ("said", "minutes"), [("by 3 pm", 900), ("at 15:00", 900), ("by three", 180), ("at 9 am", 540)]
)
def test_a_time_of_day(said: str, minutes: int) -> None:
    assert minutes in [value.number for value in found(said, "time")]


@pytest.mark.parametrize("said", ["today", "tomorrow", "by Friday", "within two hours", "by 3 pm", "on 12 May"])
def test_all_of_these_can_be_a_deadline(said: str) -> None:
    assert found(said, "deadline")


@pytest.mark.parametrize("said", ["soon", "in due course", "you may", "one of us", "in a moment"])
def test_these_are_none(said: str) -> None:
    assert found(said, "deadline") == []


def test_a_sum_of_money_is_no_time_of_day() -> None:
    assert found("at 5 euros", "time") == []
