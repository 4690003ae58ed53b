"""Time and shares as people write them."""

from __future__ import annotations

import pytest
from drawn import law
from hypothesis import strategies as st

from sim.units import (
    DAY,
    FOREVER,
    HOUR,
    MINUTE,
    SECOND,
    clock,
    microseconds,
    parse_clock,
    parse_duration,
    parse_factor,
    parse_share,
    seconds,
)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90 s", 90 * SECOND),
        ("1.5 min", 90 * SECOND),
        ("90s", 90 * SECOND),
        (" 2 h ", 2 * HOUR),
        ("250 ms", SECOND // 4),
        ("1 d", DAY),
        ("1 Hour", HOUR),
        ("0 s", 0),
        ("0.000001 s", 1),
        ("0.1 s", SECOND // 10),
        ("7 d", 7 * DAY),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text, length):
    assert parse_duration(text) == length


@pytest.mark.parametrize(
    "value", [90, 1.5, "90", "s", "-5 s", "1,5 min", "90 parsecs", "1e3 s", "nan s", "", None, True, ["90 s"], "9 s 9"]
)
def test_what_has_no_unit_or_no_number_is_no_duration(value):
    with pytest.raises(ValueError, match="is not a duration; write a number and a unit"):
        parse_duration(value)


def test_nothing_lasts_longer_than_a_week():
    with pytest.raises(ValueError, match="longer than a week"):
        parse_duration("169 h")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("00:00", 0),
        ("08:30", 8 * HOUR + 30 * MINUTE),
        ("8:30", 8 * HOUR + 30 * MINUTE),
        ("08:30:15", 8 * HOUR + 30 * MINUTE + 15 * SECOND),
        ("26:00", 26 * HOUR),
        ("48:00", 2 * DAY),
    ],
)
def test_a_clock_time_counts_from_midnight_and_goes_on_past_the_next(text, moment):
    assert parse_clock(text) == moment


@pytest.mark.parametrize("value", ["8", "8.30", "08:60", "08:30:60", "48:01", "99:00", "8:3", 900, None, "-1:00", "am"])
def test_what_no_clock_shows_is_refused(value):
    with pytest.raises(ValueError, match=r"is not a time of day|is past 48:00"):
        parse_clock(value)


@pytest.mark.parametrize(
    ("value", "factor"), [("110%", 1.1), ("3 %", 0.03), (1.1, 1.1), (0, 0.0), ("0.5", 0.5), ("0.1%", 0.001)]
)
def test_a_factor_is_a_percentage_or_a_plain_number(value, factor):
    assert parse_factor(value) == factor


@pytest.mark.parametrize("value", ["-3%", -0.1, "nan", float("nan"), float("inf"), True, None, "a tenth", "1/2", []])
def test_what_is_no_percentage_is_refused(value):
    with pytest.raises(ValueError, match="is not a percentage; write it as 11%"):
        parse_factor(value)


def test_a_share_is_at_most_the_whole():
    assert (parse_share("100%"), parse_share("0%"), parse_share(0.25)) == (1.0, 0.0, 0.25)
    with pytest.raises(ValueError, match="is not a share"):
        parse_share("101%")


@law(200, moment=st.integers(0, 2 * DAY // SECOND))
def test_a_clock_shows_every_second_as_it_would_be_written(moment):
    assert parse_clock(clock(moment * SECOND)) == moment * SECOND


@law(200, moment=st.integers(0, 8 * DAY))
def test_microseconds_survive_a_walk_to_the_rim_and_back(moment):
    assert microseconds(seconds(moment)) == moment


@law(200, whole=st.integers(0, 86_400), part=st.integers(0, 999_999))
def test_a_duration_is_exact_to_the_microsecond(whole, part):
    assert parse_duration(f"{whole}.{part:06d} s") == whole * SECOND + part


def test_what_is_longer_than_a_moment_that_never_comes_is_that():
    assert microseconds(1e300) == FOREVER
    assert FOREVER + 7 * DAY < 2**63
