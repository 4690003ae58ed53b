"""What a screen stands on: pygame_gui's manager, the looks, the words, and which widget has the focus.

pygame_gui carries the layers, the clipping, the hovering and the focus; its own elements neither join Persian letters
nor show the focus to somebody without a mouse, so the widgets on it paint themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

import pygame
from pygame import FRect, Rect, Surface
from pygame_gui import UIManager
from pygame_gui.core import UIContainer

from trainer.ui import overlay
from trainer.ui.area import Area
from trainer.ui.text import type_of
from trainer.ui.theme import Theme
from trainer.ui.words import Words

if TYPE_CHECKING:
    from trainer.ui.widgets.base import Widget

ABOVE: Final = 50
"""By how much a popup lies above what was there before."""
PAGES: Final = {
    pygame.K_PAGEDOWN: 0.9, pygame.K_PAGEUP: -0.9, pygame.K_DOWN: 0.12, pygame.K_UP: -0.12, pygame.K_HOME: -1e4,
    pygame.K_END: 1e4,
}  # fmt: skip
"""How many pages each key scrolls down."""
PAINTING: Final = 0.02
"""Seconds of a frame after which nothing more is painted in it."""


class Manager(UIManager):
    """pygame_gui's manager, told by events where the mouse is, so that a test can move it."""

    def _update_mouse_position(self) -> None:
        """The position comes with the events."""


@dataclass
class Layer:
    """The widgets of the screen, or of a popup that lies on it and takes all input."""

    widgets: list[Widget] = field(default_factory=list)
    container: UIContainer | None = None
    opener: Widget | None = None
    closed: Callable[[], None] | None = None
    again: Callable[[Stage], None] | None = None
    """Opens it once more, as it was left, when the screen below it is built anew."""


class Stage:
    """Everything that widgets need to know.  Made anew when the size, the looks or the language change."""

    def __init__(self, manager: Manager, theme: Theme, words: Words, scrolled: dict[str, int]) -> None:
        self.manager, self.theme, self.words = manager, theme, words
        self.scrolled = scrolled
        """How far each scroller was scrolled, in pixels, by its name."""
        self.type = type_of(theme.scale, deep=words.rtl)
        self.layers = [Layer()]
        self.changed = True
        """Whether the whole window is to be drawn in this frame."""
        self._touched: list[Rect] = []
        """The parts of it that are, where it is not."""
        self.by_keyboard = False
        """Whether the focus was moved by the keyboard, and so has to be shown."""
        self.resting = 0.0
        """Seconds since the mouse or the focus last moved."""
        self._begun = perf_counter()
        """When the work on this frame began; that on the first one with the laying out."""
        self._laid_out = False
        self._last: Widget | None = None
        self._made: list[Widget] = []

    @property
    def rtl(self) -> bool:
        """Whether the screen is mirrored."""
        return self.words.rtl

    @property
    def area(self) -> Area:
        """The whole window."""
        return Area(Rect((0, 0), self.manager.window_resolution), self.rtl)

    def px(self, design: float) -> int:
        """Design pixels in pixels."""
        return self.theme.px(design)

    def add(self, widget: Widget) -> None:
        """A widget is there."""
        if self._last is None:
            self.layers[-1].widgets.append(widget)
        else:
            layer = next(layer for layer in self.layers if self._last in layer.widgets)
            layer.widgets.insert(layer.widgets.index(self._last) + 1, widget)
            self._last = widget
            self._made.append(widget)
        self.changed = True

    @contextmanager
    def after(self, widget: Widget) -> Iterator[list[Widget]]:
        """Widgets that are made in here are read after this one, on its layer, even while a popup is open.

        Gives the list of those that are made.
        """
        self._last, self._made = widget, []
        try:
            yield self._made
        finally:
            self._last = None

    def remove(self, widget: Widget) -> None:
        """A widget is gone."""
        for layer in self.layers:
            if widget in layer.widgets:
                layer.widgets.remove(widget)
        self.changed = True

    @property
    def widgets(self) -> list[Widget]:
        """The widgets that can be reached: those of the topmost layer, in reading order."""
        return [one for one in self.layers[-1].widgets if one.alive()]

    @property
    def inside(self) -> UIContainer | None:
        """The container of the topmost layer; None: the window."""
        return self.layers[-1].container

    @property
    def focused(self) -> Widget | None:
        """The widget that gets the keys."""
        chosen: Any = self.manager.get_focus_set() or ()
        return next((one for one in self.widgets if one in chosen), None)

    def focus(self, widget: Widget | None, *, by_keyboard: bool = True) -> None:
        """Gives the keys to a widget."""
        self.manager.set_focus_set(None if widget is None else widget.get_focus_set())
        self.by_keyboard = by_keyboard
        self.resting, self.changed = 0.0, True
        if widget is not None:
            widget.come_into_view()

    def reachable(self) -> list[Widget]:
        """Widgets that can have the focus, in the order of the Tab key."""
        return [one for one in self.widgets if one.focusable and one.is_enabled and one.visible]

    def tab(self, step: int) -> None:
        """The focus goes to the next widget, or to the one before."""
        ways = self.reachable()
        if ways:
            now = self.focused
            index = ways.index(now) + step if now in ways else (0 if step > 0 else -1)
            self.focus(ways[index % len(ways)])

    def read_on(self, key: int) -> None:
        """A key scrolls whatever there is to scroll."""
        any(one.read_on(PAGES[key]) for one in self.widgets)

    def go(self, key: int) -> None:
        """The focus goes to the nearest widget in the direction of an arrow key; where there is none, it scrolls."""
        now = self.focused
        if now is None:
            self.tab(1)
            return
        others = [one for one in self.reachable() if one is not now]
        nearest = min(others, key=lambda one: _distance(now.rect, one.rect, key), default=None)
        if nearest is not None and _distance(now.rect, nearest.rect, key) < inf:
            self.focus(nearest)
        elif key in PAGES:
            self.read_on(key)

    def popup(
        self, area: Area, opener: Widget | None = None, closed: Callable[[], None] | None = None,
        again: Callable[[Stage], None] | None = None,
    ) -> None:  # fmt: skip
        """Opens a layer: the widgets made from now on belong to it, and only they can be reached.

        ``closed`` is called when it has been closed; ``again`` opens it once more on another stage.
        """
        base = max((one.get_top_layer() for one in self.layers[-1].widgets), default=0)
        container = UIContainer(area.rect, self.manager, starting_height=base + ABOVE)
        self.layers.append(Layer(container=container, opener=opener, closed=closed, again=again))

    def close_popup(self) -> None:
        """Closes the topmost popup; the focus goes back to what opened it."""
        if len(self.layers) > 1:
            layer = self.layers.pop()
            for widget in layer.widgets:
                widget.kill()
            if layer.container is not None:
                layer.container.kill()
            if layer.closed is not None:
                layer.closed()
            self.focus(layer.opener, by_keyboard=self.by_keyboard)
            self.changed = True

    def outside_popup(self, position: tuple[int, int]) -> bool:
        """Whether a popup is open and the position is not on it."""
        container = self.layers[-1].container
        return container is not None and not container.rect.collidepoint(position)

    def clear(self) -> None:
        """Takes everything away."""
        self.layers = [Layer()]
        self.manager.set_focus_set(None)
        self.manager.clear_and_reset()

    def update(self, seconds: float) -> None:
        """A frame passes."""
        before, self.resting = self.resting, self.resting + seconds
        if before < overlay.PATIENCE <= self.resting and overlay.tipped(self) is not None:
            self.changed = True
        if self._laid_out:
            self._begun = perf_counter()
        self._laid_out = True
        self.manager.update(seconds)

    @property
    def has_time(self) -> bool:
        """Whether there is time left in this frame to paint; what is not painted now is painted in the next."""
        return perf_counter() - self._begun < PAINTING

    def touch(self, place: Rect) -> None:
        """This part of the window looks different from the last frame."""
        self._touched.append(place)

    def draw(self, window: Surface) -> list[Rect]:
        """One frame.  Draws what looks different, and returns where that was."""
        places = [window.get_rect()] if self.changed else self._touched
        for place in places:
            window.set_clip(place)
            window.fill(self.theme["background"])
            self.manager.draw_ui(window)
            overlay.draw(self, window)
        window.set_clip(None)
        self.changed, self._touched = False, []
        return places


def _distance(here: Rect | FRect, there: Rect | FRect, key: int) -> float:
    """How far it is in the direction of an arrow key: farther where it stands aside; infinite where it is elsewhere."""
    x, y = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}[key]
    along = (there.centerx - here.centerx) * x + (there.centery - here.centery) * y
    if y:
        aside = max(0, there.left - here.right, here.left - there.right)
    else:
        aside = max(0, there.top - here.bottom, here.top - there.bottom)
    return along + 3 * aside if along > 1 and 2 * along >= aside else inf
