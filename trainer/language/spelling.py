"""One spelling for what people write in many ways: half-spaces, two alphabets' look-alikes, curly apostrophes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´＇ˈ", "'"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒−", "-"))
# Arabic letters that Persian keyboards of other systems produce, and what stands in words for looks only.
_PERSIAN = str.maketrans({
    "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ی",
    "\u200c": "", "\u200d": "", "\u0640": "", "٫": ".", "٬": "", "،": ",", "؛": ";", "؟": "?", "٪": "%",
})  # fmt: skip
_PERSIAN_PREFIX = re.compile(r"\b(ن?می) (?=[\u0600-\u06ff])")
_PERSIAN_SUFFIX = re.compile(r"(?<=[\u0600-\u06ff]) (ها|های|هایی|هایتان|هایم|تان|مان|شان|ام|اید|ایم|اند|تر|ترین)\b")
_CYRILLIC_LOOKALIKES = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
_MIXED = re.compile(r"\w*[\u0400-\u04ff]\w*")


def plain(text: str) -> str:
    """The text in one spelling, letters in lower case; it may be longer or shorter than what was written."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).translate(_DASHES).casefold()
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)


def _latin(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _russian(text: str) -> str:
    return _cyrillic(text).replace("ё", "е")


def _cyrillic(text: str) -> str:
    """Accents are dropped, and a Latin letter amid Cyrillic ones is what it looks like."""
    return _MIXED.sub(lambda word: word[0].translate(_CYRILLIC_LOOKALIKES), text.replace("\u0301", ""))


def _persian(text: str) -> str:
    text = "".join(letter for letter in text.translate(_PERSIAN) if not unicodedata.combining(letter))
    return _PERSIAN_SUFFIX.sub(r"\1", _PERSIAN_PREFIX.sub(r"\1", text))


OF_LANGUAGE: dict[str, Callable[[str], str]] = {
    "en": _latin,
    "ro": _latin,
    "ru": _russian,
    "uk": _cyrillic,
    "fa": _persian,
}
"""What each language adds to ``plain``: Romanian with and without diacritics is one, and so are the ways of Persian."""


def spelled(text: str, language: str) -> str:
    """The text as it is compared in this language."""
    return OF_LANGUAGE[language](plain(text))
