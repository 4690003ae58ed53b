"""What is true in a story, and what may be said about it: the ledger of facts and the knowledge base."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from sim.schema import Part
from trainer.language import Amount, Span, parse_span

_MONEY = re.compile(r"(\d[\d ]*(?:\.\d+)?) ?([A-Z]{3})")
_DATE = re.compile(r"(\d{1,2}) (\w+)(?: (\d{4}))?")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _money(written: Any) -> Any:
    if isinstance(written, Amount):
        return written
    if not (found := _MONEY.fullmatch(str(written).strip())):
        raise ValueError(f"'{written}' is no amount of money; write for example 49.90 EUR")
    return Amount("money", Decimal(found[1].replace(" ", "")), found[2])


def _day(written: Any) -> Any:
    if isinstance(written, Amount):
        return written
    found = _DATE.fullmatch(str(written).strip())
    month = next((number for number, name in enumerate(_MONTHS, 1) if found and name == found[2]), 0)
    if not found or not month:
        raise ValueError(f"'{written}' is no date; write for example 12 May or 12 May 1984, the month in English")
    try:
        date(int(found[3] or 2000), month, int(found[1]))
    except ValueError:
        raise ValueError(f"there is no {written}; check the day") from None
    return Amount("date", Decimal(month * 100 + int(found[1])), found[3] or "")


def _percent(written: Any) -> Any:
    if isinstance(written, Amount):
        return written
    if not (found := re.fullmatch(r"(\d+(?:\.\d+)?) ?%", str(written).strip())):
        raise ValueError(f"'{written}' is no percentage; write for example 15%")
    return Amount("percent", Decimal(found[1]))


def _number(written: Any) -> Any:
    if isinstance(written, Amount):
        return written
    if not re.fullmatch(r"\d+(\.\d+)?", str(written).strip()):
        raise ValueError(f"'{written}' is no number; write for example 340")
    return Amount("number", Decimal(str(written).strip()))


def _length(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    span = parse_span(written)
    if span.least > span.most:
        raise ValueError(f"'{written}' ends before it begins; write the shorter time first")
    return span


Money = Annotated[Amount, BeforeValidator(_money)]
Day = Annotated[Amount, BeforeValidator(_day)]
Percent = Annotated[Amount, BeforeValidator(_percent)]
Number = Annotated[Amount, BeforeValidator(_number)]
Length = Annotated[Span, BeforeValidator(_length)]


class Fact(Part):
    """One thing that is true in this story; it has exactly one value, of one of ``KINDS``."""

    label: str
    money: Money | None = None
    date: Day | None = None
    code: str | None = None
    number: Number | None = None
    percent: Percent | None = None
    duration: Length | None = None
    word: str | None = None
    spoken: str | None = None
    """How it is said in the dialogue's language, where the usual way of writing is not it."""
    account: bool = False
    """Not to be said to a caller who has not been verified."""
    identity: bool = False
    """The customer's telling it verifies who is calling."""
    hidden: bool = False
    """The trainee does not see it in the customer's file and has to ask."""
    about: tuple[str, ...] = ()
    """Phrases beside which a value of this kind is meant as this fact: another value is false."""
    asked: tuple[str, ...] = ()
    """Phrases that ask the customer for it."""
    answers: tuple[str, ...] = ()
    """What the customer answers."""

    @model_validator(mode="after")
    def _one_value(self) -> Self:
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            raise ValueError(f"a fact has one value, and this one has {said}; give one of {', '.join(KINDS)}")
        if self.asked and not self.answers:
            raise ValueError("it can be asked for and has no answer; add 'answers'")
        return self

    @property
    def kind(self) -> str:
        """Which of ``KINDS`` its value is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def value(self) -> Amount | Span | str:
        """Its value; a code or a word is text."""
        value: Amount | Span | str = getattr(self, self.kind)
        return value


KINDS = ("money", "date", "code", "number", "percent", "duration", "word")


def _in_order(least: Decimal | None, most: Decimal | None) -> None:
    if least is not None and most is not None and least > most:
        raise ValueError("'from' is more than 'to', so nothing may be said; exchange them")


class _AmountLimits(Part):
    @model_validator(mode="after")
    def _some_may_be_said(self) -> Self:
        least, most = (getattr(self, name) for name in ("least", "most"))
        _in_order(least and least.number, most and most.number)
        return self


class MoneyLimits(_AmountLimits):
    """The least and the most money that may be named."""

    least: Money | None = Field(None, alias="from")
    most: Money | None = Field(None, alias="to")


class PercentLimits(_AmountLimits):
    """The least and the most percent that may be named."""

    least: Percent | None = Field(None, alias="from")
    most: Percent | None = Field(None, alias="to")


class LengthLimits(Part):
    """The soonest and the latest that may be promised."""

    least: Length | None = Field(None, alias="from")
    most: Length | None = Field(None, alias="to")

    @model_validator(mode="after")
    def _some_may_be_said(self) -> Self:
        _in_order(self.least.least if self.least else None, self.most.most if self.most else None)
        return self


class Knowledge(Part):
    """An entry of the knowledge base: what the trainee reads, and the limits of what may be said about it."""

    says: str
    about: tuple[str, ...] = ()
    """Phrases beside which a value is meant as this entry's."""
    money: MoneyLimits | None = None
    percent: PercentLimits | None = None
    duration: LengthLimits | None = None
    authority: bool = False
    """Beyond the limits the trainee may not decide: going there is an unauthorised concession."""

    @model_validator(mode="after")
    def _limits_are_about_something(self) -> Self:
        if (self.money or self.percent or self.duration) and not self.about:
            raise ValueError("it has limits and nothing says what they are about; add 'about' with phrases")
        return self
