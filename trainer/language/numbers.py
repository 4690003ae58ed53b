"""Numbers in words: what "forty-nine", "сорок дев'яти" and "چهل و نه" come to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from trainer.language.spelling import spelled
from trainer.language.stems import stems

_PARTS = re.compile(r"[\s-]+")
HUNDRED, THOUSAND, MILLION = 100, 1000, 1_000_000
_LONGEST = 12
"""Words in one number."""


@dataclass(frozen=True)
class NumberWords:
    """The words that numbers are made of in a language, by their forms."""

    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]


@lru_cache
def number_words(language: str) -> NumberWords:
    """What num2words calls the numbers that others are made of."""
    from num2words import num2words  # loaded when the first number is looked for

    def words(number: int, kind: str = "cardinal") -> list[str]:
        return _PARTS.split(spelled(num2words(number, lang=language, to=kind), language))

    cardinals = {spelled(word, language): value for word, value in _OTHER_FORMS.get(language, {}).items()}
    for number in (*range(21), *range(30, 100, 10), *range(100, 1000, 100)):
        if len(said := words(number)) == 1:
            cardinals |= dict.fromkeys(_forms(said[0], language), number)
    for power in (HUNDRED, THOUSAND, MILLION):
        for times in (1, 2, 5):
            for word in words(times * power):
                if not _forms(word, language) & cardinals.keys() and word not in _JOINTS[language]:
                    cardinals |= dict.fromkeys(_forms(word, language), power)
    ordinals: dict[str, int] = {}
    for number in range(1, 32):
        *_, last = words(number, "ordinal")
        if number <= 20 or number == 30:
            ordinals |= dict.fromkeys(_forms(last, language), number)
    ordinals |= {spelled(word, language): value for word, value in _OTHER_ORDINALS.get(language, {}).items()}
    return NumberWords(cardinals, {word: value for word, value in ordinals.items() if word not in cardinals})


_INFLECTED = ("ru", "uk")
"""Languages whose numbers are inflected.  In the others a stem is too little: Persian "week" has that of "seven"."""


def _forms(word: str, language: str) -> frozenset[str]:
    return stems(word, language) if language in _INFLECTED else frozenset({word})


# What stands between the parts of a number.
_JOINTS: Mapping[str, frozenset[str]] = {
    "en": frozenset({"and"}), "ro": frozenset({"si", "de"}), "fa": frozenset({"و"}), "ru": frozenset(),
    "uk": frozenset(),
}  # fmt: skip
# Genders and spoken forms that num2words does not give.
_OTHER_FORMS: Mapping[str, Mapping[str, int]] = {
    "en": {"oh": 0, "hundred": 100, "thousand": 1000},
    "ro": {"o": 1, "doi": 2, "doua": 2, "una": 1,
           "douasprezece": 12, "paispe": 14, "saispe": 16, "suta": 100, "sute": 100,
           "mie": 1000, "mii": 1000},
    "fa": {"شیش": 6, "پونزده": 15, "شونزده": 16, "هفده": 17, "هیجده": 18, "هجده": 18,
           "دویست": 200,
           "سیصد": 300, "پونصد": 500},
    "ru": {"ноль": 0, "две": 2, "тысяча": 1000},
    "uk": {"нуль": 0, "дві": 2, "тисяча": 1000},
}  # fmt: skip
_OTHER_ORDINALS: Mapping[str, Mapping[str, int]] = {
    "ro": {"intai": 1},
    "fa": {"اول": 1},
}
_NO_WORD = frozenset({"one", "o", "un", "una", "один", "одна", "одно", "یک", "unu", "oh", "second", "نه"})
"""Words that are seldom meant as a number when they stand alone."""


@dataclass(frozen=True)
class Counted:
    """A number found in a sentence: its value, and the words [start, end) that say it."""

    value: Decimal
    start: int
    end: int
    in_digits: bool
    ordinal: bool = False
    written: str = ""


_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?![.,\d])")


def digits_value(text: str) -> Decimal | None:
    """The value of digits with marks: 1,200.50, 49,90 and 1.200 alike; None for 12:30 and the like."""
    if not re.fullmatch(r"\d+(?:[.,]\d+)*", text):
        return None
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"[.,]", "", text))
    whole, _, rest = re.sub(r"[.,](?=.*[.,])", "", text).replace(",", ".").partition(".")
    return Decimal(f"{whole}.{rest}" if rest else whole)


def find_numbers(words: Sequence[str], language: str) -> list[Counted]:
    """The numbers among words in one spelling, in order, digits and words."""
    known = number_words(language)
    found: list[Counted] = []
    at = 0
    while at < len(words):
        if (value := digits_value(words[at])) is not None:
            end, thousands = at + 1, Decimal(1)
            if end < len(words) and _known(words[end], known.cardinals, language) == THOUSAND:
                end, thousands = end + 1, Decimal(THOUSAND)
            elif value < THOUSAND and end < len(words) and re.fullmatch(r"\d{3}", words[end]) and "." not in words[at]:
                value, end = Decimal(words[at] + words[end]), end + 1  # 1 200
            end += _linked(words, end, language)
            found.append(Counted(value * thousands, at, end, in_digits=True, written=words[at]))
            at = end
        elif (counted := _in_words(words, at, known, language)) is not None:
            counted = _with_fraction(counted, words, known, language)
            counted = replace(counted, end=counted.end + _linked(words, counted.end, language))
            found.append(counted)
            at = counted.end
        else:
            at += 1
    return found


_LINKS: Mapping[str, frozenset[str]] = {"ro": frozenset({"de"})}
"""Words between a number and what it counts: Romanian says "49 de lei" from twenty on."""
_COMMAS: Mapping[str, frozenset[str]] = {"ro": frozenset({"virgula"}), "en": frozenset({"point"})}


def _linked(words: Sequence[str], end: int, language: str) -> bool:
    return end + 1 < len(words) and words[end] in _LINKS.get(language, ())


def _with_fraction(counted: Counted, words: Sequence[str], known: NumberWords, language: str) -> Counted:
    """Forty-nine point nine five, forty-nine comma ninety."""
    if counted.end + 1 >= len(words) or words[counted.end] not in _COMMAS.get(language, ()):
        return counted
    at, digits = counted.end + 1, ""
    while at < len(words) and (value := _known(words[at], known.cardinals, language)) is not None and value < HUNDRED:
        if digits and value >= 10:
            break
        digits, at = f"{digits}{value}", at + 1
    return replace(counted, value=Decimal(f"{counted.value}.{digits}"), end=at) if digits else counted


def _known(word: str, table: Mapping[str, int], language: str) -> int | None:
    return next((table[form] for form in _forms(word, language) if form in table), None)


def _in_words(words: Sequence[str], start: int, known: NumberWords, language: str) -> Counted | None:
    total = current = 0
    at, end = start, start
    seen = False
    while at < min(len(words), start + _LONGEST):
        word = words[at]
        if seen and word in _JOINTS[language]:
            at += 1
            continue
        value = _known(word, known.cardinals, language)
        if value is None:
            ordinal = _known(word, known.ordinals, language)
            if ordinal is not None and (not seen or (current % 10 == 0 and ordinal < 10 and current >= 20)):
                return Counted(Decimal(total + current + ordinal), start, at + 1, in_digits=False, ordinal=True)
            break
        if value in (THOUSAND, MILLION):
            total, current = total + (current or 1) * value, 0
        elif value == HUNDRED and 0 < current < 10:
            current *= HUNDRED
        elif _fits(current, value):
            current += value
        else:
            break
        seen, at = True, at + 1
        end = at
    alone = end == start + 1 and words[start] in _NO_WORD
    if not seen or (alone and (end == len(words) or words[end] not in _COMMAS.get(language, ()))):
        return None
    return Counted(Decimal(total + current), start, end, in_digits=False)


def _fits(current: int, value: int) -> bool:
    """Whether a smaller part may be added: twenty + one, two hundred + forty; not nine + ninety."""
    if current == 0:
        return True
    if current % 100 == 0:
        return value < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10
