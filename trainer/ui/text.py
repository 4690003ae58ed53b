"""Text as pictures: letters joined and put into the order in which they are seen, wrapped, cut short, and remembered.

Persian is written from the right, its letters change with their neighbours, and numbers and Latin words in it run from
the left.  So text is wrapped as it is written, then each line's letters are joined (arabic-reshaper, which keeps the
vowel signs) and ordered (python-bidi), and the picture is put together from the fonts that have the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

import pygame
from pygame import Color, Surface

from trainer.ui.theme import SIZES, Style

ELLIPSIS = "…"
_LETTERS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL = re.compile(f"[{_LETTERS}]")
_ONE_FONT = re.compile(f"[{_LETTERS}][{_LETTERS} ]*|[^{_LETTERS}]+")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What steers the joining and the order of letters, and has no picture in the fonts."""
_MARKS = re.compile("([\u0610-\u061a\u064b-\u065f\u0670]+)(.)")
"""Vowel marks, which the order from left to right has put before their letter (rule L3 of Unicode's algorithm)."""
_REMEMBERED = 2000
"""Lines kept as pictures: some screens full of them."""


def is_rtl(text: str) -> bool:
    """Whether there are letters in it that are written from the right."""
    return _RTL.search(text) is not None


@lru_cache(_REMEMBERED)
def visual(text: str) -> str:
    """A line in the order in which it is seen from left to right, its letters in their joined forms."""
    if not is_rtl(text):
        return _UNSEEN.sub("", text)
    from bidi.algorithm import get_display  # the one that mirrors brackets and quotation marks

    shown = str(get_display(joined(text), base_dir="R"))
    return _UNSEEN.sub("", _MARKS.sub(r"\2\1", shown))


def joined(text: str) -> str:
    """The letters in the forms that their neighbours give them, still in the order in which they are read."""
    return " ".join(map(_joined_word, text.split(" ")))


@lru_cache(_REMEMBERED)
def _joined_word(word: str) -> str:
    return str(_reshaper().reshape(word)) if is_rtl(word) else word


@lru_cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})


class Type:
    """The fonts at one scale.  ``scale``: pixels of a design pixel.  ``deep``: lines have room for Persian letters."""

    def __init__(self, scale: float, *, deep: bool = False) -> None:
        self._scale, self._leading = scale, 1.7 if deep else 1.45
        self.line = lru_cache(_REMEMBERED)(self._line)
        self.width = lru_cache(_REMEMBERED)(self._width)
        self.measure = lru_cache(_REMEMBERED)(self._measure)
        self._font = lru_cache(self._opened)

    def height(self, style: Style) -> int:
        """Pixels of a line of text with the space that belongs to it."""
        return round(SIZES[style][0] * self._scale * self._leading)

    def _opened(self, style: Style, arabic: bool) -> pygame.font.Font:
        size, bold = SIZES[style]
        name = f"NotoSans{'Arabic' if arabic else ''}-{'Bold' if bold else 'Regular'}.ttf"
        with resources.as_file(resources.files("pygame_gui") / "data" / name) as path:
            return pygame.font.Font(str(path), round(size * self._scale))

    def _pieces(self, seen: str, style: Style) -> Iterator[tuple[pygame.font.Font, str]]:
        """The line in pieces of one font; a space goes with what stands before it."""
        for piece in _ONE_FONT.findall(seen):
            yield self._font(style, is_rtl(piece[0])), piece

    def _width(self, text: str, style: Style) -> int:
        """Pixels of a line as it is drawn."""
        return sum(font.size(piece)[0] for font, piece in self._pieces(visual(text), style))

    def _measure(self, text: str, style: Style) -> int:
        """Pixels of a piece of text in the order in which it is read: found faster, and right to a few pixels."""
        read = _UNSEEN.sub("", joined(text) if is_rtl(text) else text)
        return sum(font.size(piece)[0] for font, piece in self._pieces(read, style))

    def _line(self, text: str, style: Style, colour: tuple[int, int, int]) -> Surface:
        """A line as a picture, as high as ``height`` says; it is shared, so it must not be drawn on."""
        pieces = list(self._pieces(visual(text), style))
        high = self.height(style)
        picture = Surface((max(1, sum(font.size(piece)[0] for font, piece in pieces)), high), pygame.SRCALPHA)
        latin = self._font(style, False)
        base = (high - (latin.get_ascent() - latin.get_descent())) // 2 + latin.get_ascent()
        x = 0
        for font, piece in pieces:
            letters = font.render(piece, True, colour)
            picture.blit(letters, (x, base - font.get_ascent()))
            x += letters.get_width()
        return picture

    def draw(self, on: Surface, text: str, style: Style, colour: Color, at: tuple[int, int]) -> None:
        """Draws a line with its upper left corner there."""
        on.blit(self.line(text, style, (colour.r, colour.g, colour.b)), at)

    def fit(self, text: str, style: Style, width: int) -> str:
        """The text, or as much of its beginning as there is room for, and an ellipsis."""
        if self.width(text, style) <= width:
            return text
        least, most = 0, len(text)
        while least < most:
            half = (least + most + 1) // 2
            if self.width(text[:half].rstrip() + ELLIPSIS, style) <= width:
                least = half
            else:
                most = half - 1
        return text[:least].rstrip() + ELLIPSIS

    def wrap(self, text: str, style: Style, width: int, most: int | None = None) -> list[str]:
        """The text in lines, as it is written; where there are more than ``most``, the last ends in an ellipsis."""
        lines = [line for paragraph in text.split("\n") for line in self._wrapped(paragraph, style, width)]
        if most is None or len(lines) <= most:
            return lines
        return [*lines[: most - 1], self.fit(f"{lines[most - 1]} {lines[most]}", style, width)]

    def _wrapped(self, paragraph: str, style: Style, width: int) -> Iterator[str]:
        """Lines of words; the width of a line is that of its words and spaces, since letters join within words only."""
        space = self.measure(" ", style)
        line, taken = "", 0
        for word in paragraph.split(" "):
            wide = self.measure(word, style)
            if line and taken + space + wide > width:
                yield line
                line, taken = "", 0
            line, taken = (f"{line} {word}", taken + space + wide) if line else (word, wide)
            while taken > width and len(line) > 1:
                cut = next((n for n in range(len(line) - 1, 0, -1) if self.measure(line[:n], style) <= width), 1)
                cut = line.rfind("-", 0, cut) + 1 or cut
                yield line[:cut]
                line = line[cut:]
                taken = self.measure(line, style)
        yield line


@lru_cache(4)
def type_of(scale: float, *, deep: bool) -> Type:
    """The fonts at a scale, with what was drawn in them before."""
    return Type(scale, deep=deep)
