"""Time and shares as people write them: "90 s", "08:30", "80%".  Inside the engine, int64 microseconds."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final

from pydantic import BeforeValidator

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
FOREVER: Final = 2**62
"""A moment that never comes, in microseconds: room is left to add to it without overflow."""

_UNITS: Final = {
    "ms": SECOND // 1000,
    "s": SECOND, "sec": SECOND, "second": SECOND, "seconds": SECOND,
    "min": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hour": HOUR, "hours": HOUR,
    "d": DAY, "day": DAY, "days": DAY,
}  # fmt: skip
_LONGEST: Final = 7 * DAY
_READABLE: Final = 60
_DURATION = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", re.IGNORECASE)
_CLOCK = re.compile(r"\s*([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?\s*")
_PERCENT = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*")


def parse_duration(value: object) -> int:
    """Microseconds of "90 s", "1.5 min", "2 h"; a bare number is refused, for nobody knows its unit."""
    match = _DURATION.fullmatch(value) if isinstance(value, str) and len(value) < _READABLE else None
    if match is None or match[2].lower() not in _UNITS:
        raise ValueError(f"{_shown(value)} is not a duration; write a number and a unit, such as 90 s or 1.5 min")
    microseconds = int(Decimal(match[1]) * _UNITS[match[2].lower()])
    if microseconds > _LONGEST:
        raise ValueError(f"{value} is longer than a week; write a shorter duration")
    return microseconds


def parse_clock(value: object) -> int:
    """Microseconds since midnight of "08:30"; "26:00" is two in the next morning."""
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{_shown(value)} is not a time of day; write it as 08:30")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    moment = hours * HOUR + minutes * MINUTE + seconds * SECOND
    if moment > 2 * DAY:
        raise ValueError(f"{value} is past 48:00; a day ends at 48:00 at the latest")
    return moment


def parse_share(value: object) -> float:
    """A share from 0 to 1 of "3%"."""
    share = parse_factor(value)
    if share > 1:
        raise ValueError(f"{_shown(value)} is not a share; write a percentage from 0% to 100%")
    return share


def parse_factor(value: object) -> float:
    """A factor of "110%", or of a plain number such as 1.1; never negative."""
    if isinstance(value, str) and (match := _PERCENT.fullmatch(value)):
        return float(Decimal(match[1]) / 100)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite() or number < 0:
        raise ValueError(f"{_shown(value)} is not a percentage; write it as 11%")
    return float(number)


def clock(moment: int) -> str:
    """A moment in microseconds as "08:30", with seconds where it has some."""
    minutes, rest = divmod(moment, MINUTE)
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{rest // SECOND:02d}" if rest else text


def seconds(moment: int) -> float:
    """Float seconds of int microseconds."""
    return moment / SECOND


def microseconds(length: float) -> int:
    """Int microseconds of float seconds, to the nearest; what is longer than a moment that never comes is that."""
    return round(length * SECOND) if length < seconds(FOREVER) else FOREVER


def _shown(value: object) -> str:
    shown = str(value)[:_READABLE]
    return f"'{shown}'" if isinstance(value, str) else shown


Duration = Annotated[int, BeforeValidator(parse_duration)]
"""Microseconds in the program; "90 s" in a file."""
Clock = Annotated[int, BeforeValidator(parse_clock)]
"""Microseconds since midnight in the program; "08:30" in a file."""
Share = Annotated[float, BeforeValidator(parse_share)]
"""0 to 1 in the program; "3%" in a file."""
Factor = Annotated[float, BeforeValidator(parse_factor)]
"""A number of at least 0 in the program; "110%" or 1.1 in a file."""
