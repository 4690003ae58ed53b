"""Numbers as a language writes them: its figures, its mark between a whole number and its parts, its signs."""

from __future__ import annotations

from typing import Final

POINT: Final = {"en": ".", "fa": "٫"}
"""Between a whole number and its parts; a comma where nothing is said.  As in the Unicode locale data."""
_PERSIAN: Final = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")
_BEFORE: Final = {"fa": "\u200e"}
"""Keeps a sign before its number in a line that is written from the right."""


def digits(text: str, language: str) -> str:
    """A text with its figures as the language writes them."""
    return text.translate(_PERSIAN) if language == "fa" else text


def figure(number: float, language: str, places: int = 1) -> str:
    """A number, rounded to so many places, without zeros at its end: "0.5", "0,5", "۰٫۵"."""
    whole, _, parts = f"{abs(number):.{places}f}".partition(".")
    parts = parts.rstrip("0")
    sign = f"{_BEFORE.get(language, '')}−" if number < 0 and (parts or whole.strip("0")) else ""
    return digits(f"{sign}{whole}{POINT.get(language, ',')}{parts}" if parts else f"{sign}{whole}", language)


def signed(number: float, language: str, places: int = 1) -> str:
    """A change, with its sign."""
    written = figure(number, language, places)
    return written if number < 0 else f"{_BEFORE.get(language, '')}+{written}"


def clock(seconds: float, language: str) -> str:
    """Minutes and seconds: "1:05"."""
    return digits(f"{int(seconds // 60)}:{int(seconds % 60):02}", language)
