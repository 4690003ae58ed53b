"""Values compared as values: 49.90 euros however it is said, the twelfth of May, three to five working days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["money", "percent", "date", "weekday", "day", "time", "duration", "number", "code"]

MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10_080, "month": 43_200, "year": 525_600}
_SPAN = re.compile(r"(?:(\d+) (?:to|-) )?(\d+) (working )?(minute|hour|day|week|month|year)s?")


@dataclass(frozen=True)
class Amount:
    """A value that was said or is true.

    ``number`` by ``kind``: money in ``unit`` (a currency code, "" when none was said); percent; date as month * 100 +
    day, ``unit`` the year or ""; weekday 0 (Monday) to 6; day in days from today; time in minutes after midnight.
    """

    kind: Kind
    number: Decimal
    unit: str = ""

    def agrees(self, other: Amount) -> bool:
        """Whether both are the same value; a currency or a year that one of them leaves out is no difference."""
        alike = self.kind == other.kind and self.number == other.number
        return alike and (self.unit == other.unit or not self.unit or not other.unit)


@dataclass(frozen=True)
class Span:
    """A length of time, in minutes; "3 to 5 days" has a least and a most.  A working day counts 24 hours."""

    least: Decimal
    most: Decimal
    working: bool = False

    def agrees(self, other: Span) -> bool:
        """Whether both are as long; "within a day" and "24 hours" are."""
        return self.most == other.most

    @property
    def in_calendar(self) -> Decimal:
        """The most minutes that pass meanwhile: five working days are a week."""
        return self.most * 7 / 5 if self.working else self.most


def parse_span(written: str) -> Span:
    """The length of time of "3 to 5 working days", as authors write it.  Raises ValueError."""
    if not (found := _SPAN.fullmatch(written.strip())):
        raise ValueError(f"'{written}' is no length of time; write for example 30 minutes, 3 working days, 3 to 5 days")
    minutes = MINUTES[found[4]]
    least, most = Decimal(found[1] or found[2]), Decimal(found[2])
    return Span(least * minutes, most * minutes, working=bool(found[3]))
