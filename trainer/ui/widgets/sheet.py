"""A sheet of widgets that is longer than the window it is seen through."""

from __future__ import annotations

from collections.abc import Callable

from pygame import Rect
from pygame_gui import UIManager
from pygame_gui.core import UIContainer

LONG = 100_000
"""Pixels of a sheet before it is known how long it has to be."""


class Sheet(UIContainer):
    """``window``: what it is seen through.  ``moved`` is called after every move."""

    def __init__(self, window: Rect, manager: UIManager, outer: UIContainer | None, moved: Callable[[], None]) -> None:
        self.window = window
        self._moved = moved
        place = window.copy()
        if outer is not None:
            place.move_ip(-outer.rect.x, -outer.rect.y)
        self._view = UIContainer(place, manager, container=outer)
        super().__init__(Rect(0, 0, window.w, LONG), manager, container=self._view)

    @property
    def offset(self) -> int:
        """How many pixels it was scrolled down."""
        return -int(self.relative_rect.y)

    @property
    def farthest(self) -> int:
        """The largest offset."""
        return max(0, int(self.rect.h) - self.window.h)

    def cut(self, height: int) -> None:
        """Makes it so many pixels long."""
        self.set_dimensions((self.window.w, max(height, self.window.h)))

    def scroll(self, offset: int) -> None:
        """Moves it, as far as it goes."""
        offset = min(max(0, offset), self.farthest)
        if offset != self.offset:
            self.set_relative_position((0, -offset))
            self._moved()

    def bring(self, rect: Rect) -> None:
        """Moves it so that a rectangle of the window can be seen, with some room around it."""
        room = min(24, max(0, (self.window.h - rect.h) // 2))
        if rect.top - room < self.window.top:
            self.scroll(self.offset - (self.window.top - rect.top) - room)
        elif rect.bottom + room > self.window.bottom:
            self.scroll(self.offset + (rect.bottom - self.window.bottom) + room)

    def kill(self) -> None:
        """Takes it, and what is on it, off the screen."""
        super().kill()
        self._view.kill()
