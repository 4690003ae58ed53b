"""Editing a text: a caret, a selection, and what the keys do to them.  Positions are places between letters, from 0."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

_WORD = re.compile(r"\w+|[^\w\s]+")


class Editing:
    """``caret``: where letters go in.  ``anchor``: where the selection began; no selection: the same place."""

    def __init__(self, text: str = "", most: int = 10_000) -> None:
        self.text = text
        self.caret = self.anchor = len(text)
        self._most = most

    @property
    def selection(self) -> tuple[int, int]:
        """From where to where is selected."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    def insert(self, text: str) -> None:
        """Letters come in at the caret, in place of what is selected; what is too much for the text is left out."""
        start, end = self.selection
        kept = "".join(one for one in text if one in "\n\u200c\u200d" or unicodedata.category(one)[0] != "C")
        kept = kept[: self._most - len(self.text) + end - start]
        self.text = self.text[:start] + kept + self.text[end:]
        self.caret = self.anchor = start + len(kept)

    def erase(self, step: int, *, word: bool = False) -> None:
        """What is selected goes; where nothing is, the letter (the word) before (-1) or after (1) the caret."""
        if self.caret == self.anchor:
            self.move(step, word=word, select=True)
        self.insert("")

    def move(self, step: int, *, word: bool = False, select: bool = False) -> None:
        """The caret goes one letter, or one word, towards the beginning (-1) or the end (1)."""
        if not select and not word and self.caret != self.anchor:
            self.to(self.selection[0 if step < 0 else 1])
            return
        self.to(self._word(step) if word else self._letter(step), select=select)

    def to(self, position: int, *, select: bool = False) -> None:
        """The caret goes to a place."""
        self.caret = min(max(0, position), len(self.text))
        if not select:
            self.anchor = self.caret

    def select_all(self) -> None:
        """Everything is selected."""
        self.anchor, self.caret = 0, len(self.text)

    def _letter(self, step: int) -> int:
        at = self.caret + step
        while 0 < at < len(self.text) and unicodedata.combining(self.text[at]):
            at += step
        return at

    def _word(self, step: int) -> int:
        words = list(_WORD.finditer(self.text))
        if step > 0:
            return next((one.end() for one in words if one.end() > self.caret), len(self.text))
        return next((one.start() for one in reversed(words) if one.start() < self.caret), 0)


_CHUNK = re.compile(r"\S+\s*|\s+")
_LEFT_TO_RIGHT = re.compile(
    r"[^\W\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:[.,:/@'-]?[^\W\u0590-\u08ff\ufb1d-\ufefc]+)*|[\u06f0-\u06f9\u0660-\u0669]+"
)
"""In a line that is written from the right: numbers and words that are not."""


def rows(text: str, width: int, measure: Callable[[str], int]) -> list[tuple[int, int]]:
    """Where the rows of a text begin and end in a column of this width; spaces stay at the ends of rows."""
    found = []
    start = 0
    for paragraph in text.split("\n"):
        begin = at = start
        for chunk in _CHUNK.finditer(paragraph):
            end = start + chunk.end()
            if at > begin and measure(text[begin:end].rstrip()) > width:
                found.append((begin, at))
                begin = at
            while measure(text[begin:end].rstrip()) > width and end - begin > 1:
                cut = next((n for n in range(end - 1, begin, -1) if measure(text[begin:n]) <= width), begin + 1)
                found.append((begin, cut))
                begin = cut
            at = end
        found.append((begin, start + len(paragraph)))
        start += len(paragraph) + 1
    return found


def letter_places(row: str, measure: Callable[[str], int], *, rtl: bool) -> list[tuple[int, int]]:
    """From which to which pixel each letter of a row reaches, from the left end of the row's picture.

    ``rtl``: the row is written from the right; numbers and Latin words in it still run from the left.
    """
    if not rtl:
        edges = [measure(row[:n]) for n in range(len(row) + 1)]
        return list(pairwise(edges))
    whole = measure(row)
    edges = [whole - measure(row[:n]) for n in range(len(row) + 1)]
    places = [(left, right) for right, left in pairwise(edges)]
    for run in _LEFT_TO_RIGHT.finditer(row):
        start, left = run.start(), edges[run.end()]
        for n in range(run.start(), run.end()):
            places[n] = left + measure(row[start:n]), left + measure(row[start : n + 1])
    return places


def caret_place(row: str, at: int, places: list[tuple[int, int]], *, rtl: bool) -> int:
    """The pixel at which the caret stands before the letter ``at``: at the trailing edge of the letter before it."""
    if not places:
        return 0
    before = max(at - 1, 0)
    forward = not rtl or _LEFT_TO_RIGHT.match(row[before]) is not None
    left, right = places[before]
    if at == 0:
        return left if forward and not rtl else right
    return right if forward else left
