"""How many syllables a text has when it is spoken: the measure of pace that is fair between languages and wordings.

Numbers are first written out in words.  Russian and Ukrainian have a syllable for each vowel, which is exact; English
and Romanian are counted by groups of vowels with the commonest exceptions; Persian does not write its short vowels, and
every syllable of it begins with one consonant and ends with at most two: from that they are estimated, without the
spoken links between words (ezafe).  Against words counted by hand: see tests/trainer/test_language_syllables.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from trainer.language.numbers import digits_value

_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’ʼ\u200c][^\W\d_]+)*")
_SPELLED_FROM: Final = 5
"""Digits from which on, or after a leading 0, a number is read digit by digit, as a telephone number is."""


def syllables(text: str, language: str) -> int:
    """The syllables of a text in one of the five languages; 0 where nothing can be spoken."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)
    return sum(
        _of_word(word, language) for word in _TOKEN.findall(_DIGITS.sub(lambda one: _said(one[0], language), text))
    )


def _said(digits: str, language: str) -> str:
    """A number in words, with a space on both sides."""
    from num2words import num2words  # loaded when the first number is met

    value = digits_value(digits)
    if value is None or digits[0] == "0" or (digits.isdigit() and len(digits) >= _SPELLED_FROM):
        return "".join(f" {num2words(int(digit), lang=language)} " for digit in re.sub(r"\D", "", digits))
    parts = re.split(r"[.,](?=\d{1,2}$)", digits)
    whole = [num2words(int(re.sub(r"\D", "", part)), lang=language) for part in parts]
    return f" {' '.join(whole)} "


def _of_word(word: str, language: str) -> int:
    if word.isupper() and len(word) > 1 and not _VOWELS[language].search(word.casefold()):
        return len(word)  # SMS, TV: letter by letter
    return _COUNTS[language](word.casefold())


_VOWELS: Final = {
    "en": re.compile("[aeiouyáéíóúàèêëïöü]"), "ru": re.compile("[аеёиоуыэюя]"), "uk": re.compile("[аеєиіїоуюя]"),
    "ro": re.compile("[aăâeiîou]"), "fa": re.compile("[اآویه]"),
}  # fmt: skip


def _cyrillic(word: str, language: str) -> int:
    """Every vowel is a syllable; "в" and "з" lean on the next word."""
    return len(_VOWELS[language].findall(word))


_EN_SILENT: Final = re.compile(
    r"(?<=[a-z][^aeiouyl])es?$|(?<=[aeiouy]l)es?$"
    r"|(?<![^aeioul]l)(?<!hundr)(?<=[^aeioutdy])ed$|(?<=[aeiou]y)ed$|(?<=g)ues?$"
)
_EN_SIBILANT: Final = re.compile(r"(?:[csxz]|sh|ch|[dn]?ge?|[csz]e)es$")
_EN_INSIDE: Final = re.compile(
    r"(?<=[aeiou][kmnvrtglszcp])e(?=(?:ly|ty|ment|ments|ful|less|thing|where|body|one|work|times?)$)"
)
_EN_APART: Final = re.compile(r"i(?=[ao](?!u))|(?<![cgq])u(?=[aio](?!u)|e.)|e(?=o)|i(?=et|um|us)|[aeouy](?=ing)")
_EN_TOGETHER: Final = re.compile(r"[ct]i(?=[aeou])|si(?=on)|gi(?=o)|(?<=[gq])u(?=[aeio])")


def _english(word: str) -> int:
    """Groups of vowels without silent e, with hiatus in the likes of "diet" and "reliable"."""
    word = word.replace("’", "'")
    word = re.sub(r"(?<=[^aeiouwlr])n't$", "nent", word)  # didn't has a syllable more than did, don't has none
    word = re.sub(r"(?<![cszx])(?<!sh)(?<!ch)'s$", "", word).replace("'", "")
    if not _EN_SIBILANT.search(word):
        word = _EN_SILENT.sub("", word)
    word = _EN_TOGETHER.sub("t", _EN_INSIDE.sub("", word))
    word = _EN_APART.sub(lambda one: f"{one[0]}'", re.sub(r"^y(?=[aeiou])", "", word))
    return max(1, len(re.findall(r"[aeiouyáéíóúàèêëïöü]+", word)))


def _romanian(word: str) -> int:
    """Groups of vowels; a last "i" after a consonant is only a sound of that consonant."""
    word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    if re.search(r"[aeiou].*[^aeiou]i$", word) and not re.search(r"[^aeiou][lr]i$", word):
        word = word[:-1]
    word = re.sub(r"(?<=[aeo])u(?=[aeiou])", "w", re.sub(r"ii$", "i", word))
    word = re.sub(r"(?<=[^aeiou])i(?=[aeou])(?!e[rt]?[^aeiou]|au$|eu$)|(?<=[^aeiou])u(?=[ae])", "i'", word)
    word = re.sub(r"(?<=[cg]h)i'(?=[aeou])|(?<=[cg])i'(?=[aou])", "", word)
    return max(1, len(re.findall(r"[aeiou]+", word)))


_FA_ENDS: Final = frozenset(
    (
        "ست",
        "شت",
        "فت",
        "خت",
        "ند",
        "رد",
        "رت",
        "رف",
        "رس",
        "رق",
        "هر",
        "بر",
        "قت",
        "بل",
        "عد",
        "فع",
        "کر",
        "لط",
        "نگ",
        "صل",
        "نک",
    )
)
"""Pairs of consonants with which a syllable may well end."""
_FA_ENDS_LONG: Final = frozenset(("ست", "شت", "فت", "خت", "نک", "رت"))
"""The same after a long vowel, which leaves room for fewer."""


def _persian(word: str) -> int:
    """Written vowels, and as many unwritten ones as its consonants cannot do without."""
    word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    word = word.translate(_FA_LETTERS).replace("خوا", "خا")
    return sum(_persian_part(part) for part in word.split("\u200c") if part)


_FA_LETTERS: Final = str.maketrans("يىكة", "ییکه")


def _persian_part(part: str) -> int:
    vowels = _written_vowels(part)
    if not vowels:
        return max(1, (len(part) + 1 - (part[-2:] in _FA_ENDS)) // 2)
    first, last = vowels[0], len(part) - 1 - vowels[-1]
    between = sum((after - before - 2) // 2 for before, after in pairwise(vowels) if after > before + 1)
    closed = last > 1 and part[-2:] in _FA_ENDS_LONG
    return len(vowels) + first // 2 + between + (last - closed) // 2


def _written_vowels(part: str) -> list[int]:
    """Where a vowel stands that is written: a long one, or the "e" of a last "h"."""
    found: list[int] = []
    end = len(part) - 1
    for at, letter in enumerate(part):
        before = part[at - 1] if at else ""
        if letter == "ا":
            vowel = at > 0 or end == 0 or part[1] not in "وی"
        elif letter == "ه":
            vowel = at == end > 0 and before not in "او"
        elif letter in "وی":
            vowel = end == 0 or (at > 0 and not _glide(letter, before, part[at + 1 : at + 2], first=at == 1))
        else:
            vowel = False
        if vowel:
            found.append(at)
    return found


def _glide(letter: str, before: str, after: str, *, first: bool) -> bool:
    """Whether "v" or "y" is a consonant here: before a long vowel, or after one and not last."""
    if letter == "و" and after == "ا":
        return True
    return before in "اوی" and after != "" and not (first and before == "ا")


_COUNTS: Final[dict[str, Callable[[str], int]]] = {
    "en": _english, "ru": lambda word: _cyrillic(word, "ru"), "uk": lambda word: _cyrillic(word, "uk"),
    "ro": _romanian, "fa": _persian,
}  # fmt: skip
