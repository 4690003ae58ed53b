"""Values are compared as values."""

from __future__ import annotations

from decimal import Decimal

import pytest

from trainer.language import Amount, parse_span


def test_a_currency_that_one_of_two_leaves_out_is_no_difference() -> None:
    said, true = Amount("money", Decimal("49.9")), Amount("money", Decimal("49.90"), "EUR")
    assert said.agrees(true)
    assert not Amount("money", Decimal("49.90"), "USD").agrees(true)
    assert not Amount("money", Decimal("59.90"), "EUR").agrees(true)


def test_a_day_is_twenty_four_hours() -> None:
    assert parse_span("1 day").agrees(parse_span("24 hours"))
    assert not parse_span("1 day").agrees(parse_span("2 days"))


def test_five_working_days_are_a_week_on_the_calendar() -> None:
    assert parse_span("5 working days").in_calendar == parse_span("1 week").most


def test_a_range_has_a_least_and_a_most() -> None:
    span = parse_span("3 to 5 working days")
    assert (span.least, span.most, span.working) == (3 * 1440, 5 * 1440, True)


@pytest.mark.parametrize("written", ["soon", "3", "three days", "days", "3 fortnights"])
def test_what_is_no_length_of_time_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match="write for example"):
        parse_span(written)
