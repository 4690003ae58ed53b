"""A figure as a manager reads it: "86.1 % ± 0.4", rounded to what its interval leaves meaning."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from sim.units import MINUTE, SECOND, clock

if TYPE_CHECKING:
    from sim.scenario import ServiceLevel
    from sim.statistics import Estimate

NBSP: Final = "\u00a0"
NOTHING: Final = "–"


@dataclass(frozen=True)
class Unit:
    """What a figure is given in: ``scale`` times its value, with at most so many decimals."""

    suffix: str
    scale: float = 1.0
    most: int = 2


PERCENT: Final = Unit("%", 100)
SECONDS: Final = Unit("s")
MINUTES: Final = Unit("min", 1 / 60)
HOURS: Final = Unit("h", most=1)
COUNT: Final = Unit("")
LONG_S: Final = 600
"""Seconds from which on a time is given in minutes."""


@dataclass(frozen=True)
class Cell:
    """One figure in a table: the number, its half width, a word beside or instead of it, and how good it is."""

    text: str
    margin: str = ""
    word: str = ""
    judged: str = ""
    """What the tone says, for those who do not see its mark."""
    tone: Literal["", "good", "bad", "open", "plain"] = ""


def figure(estimate: Estimate, unit: Unit = COUNT, *, signed: bool = False) -> Cell:
    """The number and its half width, both rounded to the half width's first digit (to two if it starts with 1)."""
    if math.isnan(estimate.mean):
        return Cell(NOTHING)
    mean, half = estimate.mean * unit.scale, (estimate.half_width or 0.0) * unit.scale
    if not half > 0:
        return Cell(_number(mean, _decimals_alone(mean, unit), signed))
    places = min(decimals(half), unit.most)
    least = 10.0**-places
    margin = _number(half, places) if round(half, places) > 0 else f"<{NBSP}{_number(least, places)}"
    return Cell(_number(mean, places, signed), margin)


def spoken(estimate: Estimate, unit: Unit = COUNT, *, signed: bool = False) -> str:
    """The figure with its unit, for a sentence: "86.1 % ± 0.4"."""
    cell = figure(estimate, unit, signed=signed)
    text = f"{cell.text}{NBSP}{unit.suffix}" if unit.suffix and cell.text != NOTHING else cell.text
    return f"{text} ±{NBSP}{cell.margin}" if cell.margin else text


def time_unit(estimates: Iterable[Estimate]) -> Unit:
    """Seconds, or minutes where one of these times is long."""
    return MINUTES if any(one.mean >= LONG_S for one in estimates) else SECONDS


def duration(length: int) -> str:
    """A length in microseconds, in the unit a person would use."""
    if length >= 2 * MINUTE and length % MINUTE == 0:
        return f"{length // MINUTE}{NBSP}min"
    return f"{length / SECOND:g}{NBSP}s"


def span(start: int, end: int) -> str:
    """ "10:00 to 10:30"."""
    return f"{clock(start)} to {clock(end)}"


def listed(names: Sequence[str], most: int = 6) -> str:
    """ "a, b and c"; beyond ``most`` the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


Verdict = Literal["met", "missed", "cannot be told"]
TONES: Final[dict[Verdict, Literal["good", "bad", "open"]]] = {
    "met": "good",
    "missed": "bad",
    "cannot be told": "open",
}


def verdict(level: Estimate, target: float) -> Verdict:
    """Whether the whole interval lies on one side of the goal."""
    if level.low is not None and level.low >= target:
        return "met"
    if level.high is not None and level.high < target:
        return "missed"
    return "cannot be told"


def goal(promise: ServiceLevel) -> str:
    """ "80 %", with the decimals that were written."""
    return f"{promise.target * 100:.6g}{NBSP}%"


def counted_calls(promise: ServiceLevel) -> str:
    """Which calls the service level is taken over, and what becomes of callers who hang up."""
    within = duration(promise.within)
    rule = promise.abandoned
    limit = duration(rule.within if rule.within is not None else promise.within)
    over = f"Service level is the share of calls answered within {within}"
    match rule.rule:
        case "against":
            return f"{over}, of all calls that reached a queue; callers who hang up count as not answered in time."
        case "ignored":
            return f"{over}, of answered calls; callers who hang up are left out of it."
        case "removed":
            return (
                f"{over}, of all calls that reached a queue except those of callers who hang up within {limit};"
                " who hangs up later counts as not answered in time."
            )
        case "good":
            return (
                f"{over}, of all calls that reached a queue; callers who hang up within {limit} count as answered"
                " in time, those who hang up later as not."
            )


def answered_in_time(promise: ServiceLevel) -> str:
    """What the service level says of callers, for a sentence that starts with the figure."""
    of = "answered calls are" if promise.abandoned.rule == "ignored" else "callers are"
    return f"of {of} answered within {duration(promise.within)}"


def decimals(half: float) -> int:
    """Decimals, or for large ones minus the zeros before the point, that show the half width's leading digits.

    One digit, or two where the first is a 1.
    """
    leading = math.floor(math.log10(half))
    return (1 if half / 10.0**leading < 2 else 0) - leading


def _decimals_alone(value: float, unit: Unit) -> int:
    """Without an interval: two digits or so; but what is nearly all must not read as all."""
    if value == round(value):
        return 0
    return 1 if abs(value) < 10 or (unit.suffix == "%" and value > 99) else 0


def _number(value: float, places: int, signed: bool = False) -> str:
    rounded = round(value, places) + 0.0
    return f"{rounded:{'+' if signed and rounded else ''},.{max(places, 0)}f}".replace("-", "\u2212")
