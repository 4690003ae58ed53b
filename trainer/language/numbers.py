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
    "ro": {"o": 1, "un": 1, "doi": 2, "doua": 2, "una": 1,
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
_SHORT: Mapping[str, Mapping[str, int]] = {
    "en": {"k": THOUSAND, "mln": MILLION, "mn": MILLION},
    "ro": {"k": THOUSAND, "mil": MILLION, "mln": MILLION},
    "fa": {},
    "ru": {"тыс": THOUSAND, "млн": MILLION},
    "uk": {"тис": THOUSAND, "млн": MILLION},
}
"""What powers of a thousand are shortened to after digits."""
_HALVES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "en": (("and", "a", "half"),),
    "ro": (("si", "jumatate"), ("si", "juma")),
    "fa": (("و", "نیم"),),
    "ru": (("с", "половиной"),),
    "uk": (("з", "половиною"), ("із", "половиною")),
}
"""What adds a half to a number, or to the unit that it counts."""
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
_FIRST_GROUP, _GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}(?:[.,]\d\d?)?")


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
        counted = _in_digits(words, at) or _in_words(words, at, known, language)
        if counted is None:
            at += 1
            continue
        counted = _with_power(_with_fraction(counted, words, known, language), words, known, language)
        counted = replace(counted, end=counted.end + _linked(words, counted.end, language))
        found.append(counted)
        at = counted.end
    return found


def half_after(words: Sequence[str], at: int, language: str) -> int:
    """Where "and a half" ends that begins at a word; 0 where none does."""
    return next((at + len(half) for half in _HALVES[language] if tuple(words[at : at + len(half)]) == half), 0)


def _in_digits(words: Sequence[str], at: int) -> Counted | None:
    """Digits, together with the groups that are written apart from them: 1 200 000."""
    if (value := digits_value(words[at])) is None:
        return None
    end, written = at + 1, words[at]
    while end < len(words) and _FIRST_GROUP.fullmatch(words[at]) and _GROUP.fullmatch(words[end]):
        written, end = written + words[end], end + 1
        if not written.isdecimal():
            break
    if end > at + 1:
        value = Decimal(written.replace(",", "."))
    return Counted(value, at, end, in_digits=True, written=written)


def _with_power(counted: Counted, words: Sequence[str], known: NumberWords, language: str) -> Counted:
    """One and a half; 1.5 million, 10k, two and a half thousand."""
    if counted.ordinal:
        return counted
    value, end = counted.value, counted.end
    if half := half_after(words, end, language):
        value, end = value + Decimal("0.5"), half
    power = _known(words[end], known.cardinals, language) if end < len(words) else None
    if power is None and counted.in_digits and end < len(words):
        power = _SHORT[language].get(words[end])
    if power in (THOUSAND, MILLION) and (counted.in_digits or value % 1):
        value, end = value * power, end + 1
    return replace(counted, value=value, end=end)


_LINKS: Mapping[str, frozenset[str]] = {"ro": frozenset({"de"})}
"""Words between a number and what it counts: Romanian says "49 de lei" from twenty on."""
_COMMAS: Mapping[str, frozenset[str]] = {"ro": frozenset({"virgula"}), "en": frozenset({"point"})}


def _linked(words: Sequence[str], end: int, language: str) -> bool:
    return end + 1 < len(words) and words[end] in _LINKS.get(language, ())


def _with_fraction(counted: Counted, words: Sequence[str], known: NumberWords, language: str) -> Counted:
    """Forty-nine point nine five, forty-nine comma ninety."""
    if counted.in_digits or counted.end + 1 >= len(words) or words[counted.end] not in _COMMAS.get(language, ()):
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
        elif value == HUNDRED and 0 < current < (HUNDRED if language == "en" else 10):  # twelve hundred
            current *= HUNDRED
        elif _fits(current, value):
            current += value
        else:
            break
        seen, at = True, at + 1
        end = at
    alone = end == start + 1 and words[start] in _NO_WORD
    joined = end < len(words) and words[end] in _COMMAS.get(language, ())
    if not seen or (alone and not joined and not half_after(words, end, language)):
        return None
    return Counted(Decimal(total + current), start, end, in_digits=False)


def _fits(current: int, value: int) -> bool:
    """Whether a smaller part may be added: twenty + one, two hundred + forty; not nine + ninety."""
    if current == 0:
        return True
    if current % 100 == 0:
        return value < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10
