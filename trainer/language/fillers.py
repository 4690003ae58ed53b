"""Sounds that fill a pause: "um", "э-э"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from trainer.language.lexicon import load_lexicon

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def filler_share(text: str, language: str, doubted: Sequence[str] = ()) -> tuple[int, int]:
    """How many words of a text are fillers, and how many words it has.

    Letters are compared as they are written, for "ăm" is a filler and "am" a word.  ``doubted``: words of which the
    recognizer was unsure; they are no fillers.
    """
    whole = _plain(text)
    unsure = {word for one in doubted for word in _WORD.findall(_plain(one))}
    words = _WORD.findall(whole)
    found = sum(
        len(match[0].split())
        for match in _sounds(load_lexicon(language).fillers).finditer(whole)
        if match[0] not in unsure
    )
    return found, len(words)


def is_murmur(text: str, language: str) -> bool:
    """Whether nothing was said but fillers and "mm-hm": the speaker does not want the floor."""
    lexicon = load_lexicon(language)
    return not _WORD.search(_sounds((*lexicon.fillers, *lexicon.murmurs)).sub(" ", _plain(text)))


def _plain(text: str) -> str:
    """Without accents that only help to read, and with the letters of one word together."""
    letters = unicodedata.normalize("NFC", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache
def _sounds(sounds: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these, with letters drawn out, where it is not part of a word."""
    drawn = ("".join(r"\s+" if letter == " " else f"{re.escape(letter)}+" for letter in _plain(one)) for one in
             sorted(sounds, key=len, reverse=True))  # fmt: skip
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(drawn)})(?![\w'’]|-\w)")
