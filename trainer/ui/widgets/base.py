"""What all widgets have in common: a place, a picture that is painted when it has to be, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame
from pygame import Rect, Surface
from pygame_gui.core import UIElement
from pygame_gui.core.interfaces import IContainerLikeInterface, IUIElementInterface

from trainer.ui.area import Area
from trainer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from trainer.ui.stage import Stage

Inside = IContainerLikeInterface | None


class Widget(UIElement):
    """A piece of the screen.

    ``area``: its place in the window, in pixels.  ``inside``: the scroller or container it belongs to; the topmost
    layer unless given.  ``name``, ``value``, ``states``, ``role``: what a screen reader says.  ``tip``: shown when it
    is pointed at for a while.
    """

    role: str = "text"
    """What it is; "" for decoration, which a screen reader leaves out."""
    focusable: ClassVar[bool] = False
    always_ringed: ClassVar[bool] = False
    """Whether the focus is shown also when the mouse gave it."""

    def __init__(self, stage: Stage, area: Area, *, inside: Inside = None, name: str = "", tip: str = "") -> None:
        self.stage = stage
        self.name, self.tip = name, tip
        container = stage.inside if inside is None else inside
        rect = area.rect.copy()
        if container is not None:
            outer = container.get_container().get_rect()
            rect.move_ip(-outer.x, -outer.y)
        super().__init__(rect, stage.manager, container, starting_height=1, layer_thickness=1)
        self._stale = True
        stage.add(self)

    @property
    def radius(self) -> int:
        """Pixels by which its corners are round."""
        return self.stage.px(8)

    @property
    def value(self) -> str:
        """What it holds."""
        return ""

    @property
    def states(self) -> tuple[str, ...]:
        """What is special about it now, in words: "chosen", "disabled"."""
        return () if self.is_enabled else (self.stage.words("spoken.disabled"),)

    def paint(self) -> Surface:
        """Its picture, with alpha."""
        raise NotImplementedError

    def repaint(self) -> None:
        """It looks different from now on."""
        self._stale = True

    def update(self, time_delta: float) -> None:
        """Paints what has to be painted and can be seen, as long as this frame has time for it."""
        super().update(time_delta)
        clip = self._image_clip
        hidden = clip is not None and (clip.w <= 0 or clip.h <= 0)
        if self._stale and not hidden and self.alive() and self.stage.has_time:
            self._stale = False
            self.image = self.paint().premul_alpha()
            seen = Rect(self.rect)
            self.stage.touch(seen if self.clip is None else seen.clip(self.clip))

    def _set_image_clip(self, rect: Rect | None) -> None:
        """Shows a part of the picture where a container cuts it off; pygame_gui's own way copies it at every move."""
        self._image_clip = rect
        self.blit_data[1] = self.rect if rect is None else self.rect.move(rect.topleft)
        self.blit_data[2] = rect  # type: ignore[assignment]  # declared as it is made, for no part at all

    def kill(self) -> None:
        """Takes it off the screen."""
        self.stage.remove(self)
        super().kill()

    @property
    def clip(self) -> Rect | None:
        """The part of the window that it can be seen in; None: all of it."""
        return self.ui_container.window if isinstance(self.ui_container, Sheet) else None

    def get_focus_set(self) -> set[IUIElementInterface] | None:
        """What gets the keys when it is clicked: nothing, where it has no use for keys."""
        return super().get_focus_set() if self.focusable and self.is_enabled else None

    def come_into_view(self) -> None:
        """Scrolls so that it can be seen."""
        if isinstance(self.ui_container, Sheet):
            self.ui_container.bring(Rect(self.rect))

    def key(self, event: pygame.event.Event) -> bool:
        """A key is pressed while it has the focus; whether it had a use for it."""
        return False

    def read_on(self, pages: float) -> bool:
        """Scrolls so many pages down; whether it did."""
        return False

    def typed(self, text: str) -> None:
        """Text arrives from the keyboard while it has the focus."""

    def on_hovered(self) -> None:
        """The mouse arrives."""
        super().on_hovered()
        self.stage.resting = 0.0
        self.repaint()

    def on_unhovered(self) -> None:
        """The mouse leaves."""
        super().on_unhovered()
        self.stage.resting = 0.0
        self.repaint()

    def focus(self) -> None:
        """It gets the keys."""
        super().focus()
        self.repaint()

    def unfocus(self) -> None:
        """It has got the keys no more."""
        super().unfocus()
        self.repaint()
