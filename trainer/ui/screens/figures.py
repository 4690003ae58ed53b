"""Numbers as they are written in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from trainer.ui.words import Words

POINT: Final = {"en": ".", "fa": "٫"}
"""Between a whole number and its parts; a comma where nothing is said."""
_FORWARD: Final = "\u200e"
"""Keeps a sign before its number in a line that is written from the right."""


def figure(words: Words, number: float, places: int = 1) -> str:
    """A number, rounded to so many places, without zeros at its end."""
    text = f"{number:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, _, parts = text.partition(".")
    written = digits(words, whole)
    return f"{written}{POINT.get(words.language, ',')}{digits(words, parts)}" if parts else written


def signed(words: Words, number: float) -> str:
    """A change, with its sign."""
    return f"{_FORWARD}{'−' if number < 0 else '+'}{figure(words, abs(number))}"


def clock(words: Words, seconds: float) -> str:
    """Minutes and seconds: "1:05"."""
    return f"{digits(words, str(int(seconds // 60)))}:{digits(words, f'{int(seconds % 60):02}')}"


def digits(words: Words, text: str) -> str:
    """A text with its figures as the language writes them."""
    return "".join(words.number(int(one)) if one.isdigit() else one for one in text)
