"""Layout: a rectangle that is cut like paper; start is left, and right where the language is written from the right."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect


@dataclass
class Area:
    """What is left of a rectangle of the window, in pixels, after the pieces that were cut off."""

    rect: Rect
    rtl: bool = False

    def top(self, height: int, gap: int = 0) -> Area:
        """Cuts a strip off the top, and ``gap`` after it."""
        piece = Rect(self.rect.x, self.rect.y, self.rect.w, height)
        self.rect = Rect(self.rect.x, self.rect.y + height + gap, self.rect.w, max(0, self.rect.h - height - gap))
        return Area(piece, self.rtl)

    def bottom(self, height: int, gap: int = 0) -> Area:
        """Cuts a strip off the bottom, and ``gap`` before it."""
        piece = Rect(self.rect.x, self.rect.bottom - height, self.rect.w, height)
        self.rect = Rect(self.rect.x, self.rect.y, self.rect.w, max(0, self.rect.h - height - gap))
        return Area(piece, self.rtl)

    def start(self, width: int, gap: int = 0) -> Area:
        """Cuts a column off where lines begin, and ``gap`` after it."""
        return self._column(width, gap, left=not self.rtl)

    def end(self, width: int, gap: int = 0) -> Area:
        """Cuts a column off where lines end, and ``gap`` before it."""
        return self._column(width, gap, left=self.rtl)

    def _column(self, width: int, gap: int, *, left: bool) -> Area:
        rest = max(0, self.rect.w - width - gap)
        x = self.rect.x if left else self.rect.right - width
        self.rect = Rect(self.rect.x + width + gap if left else self.rect.x, self.rect.y, rest, self.rect.h)
        return Area(Rect(x, self.rect.y, width, self.rect.h), self.rtl)

    def inset(self, x: int, y: int | None = None) -> Area:
        """The same without a margin on every side."""
        return Area(self.rect.inflate(-2 * x, -2 * (x if y is None else y)), self.rtl)

    def middle(self, width: int, height: int | None = None) -> Area:
        """A piece of this size (of this width, where no height is given) in the middle."""
        piece = Rect(0, 0, min(width, self.rect.w), self.rect.h if height is None else height)
        piece.center = self.rect.center
        return Area(piece, self.rtl)

    def columns(self, count: int, gap: int) -> list[Area]:
        """So many columns of one width, the first where lines begin."""
        whole = Area(self.rect.copy(), self.rtl)
        width = (self.rect.w - gap * (count - 1)) // count
        return [whole.start(width, gap) for _ in range(count)]
