"""Quotation marks: what somebody said stands in a language's own, and what is quoted in it in the inner ones."""

from __future__ import annotations

import re
from typing import Final

MARKS: Final = {
    "en": ("“", "”", "‘", "’"), "ru": ("«", "»", "„", "“"), "uk": ("«", "»", "„", "“"), "ro": ("„", "”", "«", "»"),
    "fa": ("«", "»", "‹", "›"),
}  # fmt: skip
"""The outer and the inner pair.  Source: the delimiters of the Unicode locale data."""
_PLAIN: Final = re.compile(r'"([^"]*)"')


def quoted(text: str, language: str) -> str:
    """A text in quotation marks."""
    opening, closing, *_ = MARKS[language]
    return f"{opening}{within_quotes(text, language)}{closing}"


def within_quotes(text: str, language: str) -> str:
    """A text as it stands in quotation marks: those in it become the inner ones."""
    opening, closing, inner, inner_closing = MARKS[language]
    text = _PLAIN.sub(rf"{inner}\1{inner_closing}", text)
    return text.translate({ord(opening): inner, ord(closing): inner_closing})
