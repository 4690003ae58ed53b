"""What a customer says: one of many wordings by seed, so that the second call is not the first read out again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from trainer.language import BANDS, MINUTES, Amount, Span

if TYPE_CHECKING:
    from trainer.dialogue.facts import Fact
    from trainer.dialogue.schema import Dialogue
    from trainer.language import Band, Lines

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"\{(\w+)\}")
_SENTENCE_START = re.compile(r"(?:^|(?<=[^.][.!?] ))\w")
_WIDE_SPACES = re.compile("[\u00a0\u202f\u200e\u200f]+")
"""What locales put between a number and its unit."""


def band_of(anger: float) -> Band:
    """The mood that lines are written for: calm up to 3, furious from 7 on."""
    return "calm" if anger <= 3 else "furious" if anger >= 7 else "cross"


def variants(lines: Lines, band: Band) -> Sequence[str]:
    """The wordings for a mood; where there are none, those of the nearest mood."""
    if not isinstance(lines, Mapping):
        return lines
    nearest = sorted(
        (one for one in BANDS if lines.get(one)), key=lambda one: abs(BANDS.index(one) - BANDS.index(band))
    )
    return lines[nearest[0]] if nearest else ()


def chosen(options: Sequence[str], seed: int, key: str, visit: int) -> str:
    """One of the options: which comes first is up to seed and key, and each comes once before any comes again."""
    order = sorted(range(len(options)), key=lambda number: _digest(seed, f"{key}\0{number}"))
    return options[order[visit % len(options)]]


def _digest(seed: int, key: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{seed}\0{key}".encode(), digest_size=8).digest(), "big")


def spoken(line: str, names: Mapping[str, str], seed: int, key: str) -> str:
    """The line with its bracketed choices made and its names filled in."""
    number = 0

    def choose(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        options = found[1].split("|")
        return options[_digest(seed, f"{key}\0{line}\0{number}") % len(options)]

    text = _CHOICE.sub(choose, line)
    text = _NAME.sub(lambda found: names.get(found[1], found[0]), text)
    text = re.sub(r" +([,.!?])(?!\.)", r"\1", re.sub(r"\s+", " ", text)).strip()
    return _SENTENCE_START.sub(lambda found: found[0].upper(), text)


def written_out(fact: Fact, language: str) -> str:
    """A fact's value as it is written in a language."""
    return fact.spoken if fact.spoken is not None else _WIDE_SPACES.sub(" ", _in_locale(fact, language))


def _in_locale(fact: Fact, language: str) -> str:
    from babel import dates, numbers

    value = fact.value
    match value:
        case Amount(kind="money"):
            whole = value.number == value.number.to_integral_value()
            return str(numbers.format_currency(value.number, value.unit, locale=language, currency_digits=not whole,
                                               format="#,##0 ¤" if whole else "#,##0.00 ¤"))  # fmt: skip
        case Amount(kind="date"):
            from datetime import date

            month, day = divmod(int(value.number), 100)
            pattern = "d MMMM y" if value.unit else "d MMMM"
            return str(dates.format_date(date(int(value.unit or 2000), month, day), pattern, locale=language))
        case Amount(kind="percent"):
            return str(numbers.format_percent(value.number / 100, locale=language, decimal_quantization=False))
        case Amount():
            return str(numbers.format_decimal(value.number, locale=language))
        case Span():
            return _length(value, language)
    return value


def _length(span: Span, language: str) -> str:
    from babel.units import format_unit

    unit = next(name for name in ("day", "hour", "minute") if span.most >= MINUTES[name] or name == "minute")
    return str(format_unit(span.most / MINUTES[unit], f"duration-{unit}", locale=language))


def names_in_lines(dialogue: Dialogue, trainee: str) -> dict[str, str]:
    """What the {names} in a dialogue's lines and model answers stand for."""
    facts = {name: written_out(fact, dialogue.language) for name, fact in dialogue.facts.items()}
    return facts | {
        "trainee": trainee or "...", "customer": dialogue.persona.called[0], "company": dialogue.company,
    }  # fmt: skip
