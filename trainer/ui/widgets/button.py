"""What can be pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar, Final

import pygame
from pygame import Surface

from trainer.ui import icons, shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.theme import Style
from trainer.ui.widgets.base import Inside, Widget

PRESSES: Final = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)

KINDS: Final[Mapping[str, tuple[str | None, str | None, str, str | None]]] = {
    "primary": ("accent", "accent_hover", "accent_ink", None),
    "plain": ("surface", "hover", "ink", "line"),
    "quiet": (None, "sunken", "muted", None),
    "option": (None, "sunken", "ink", None),
    "chosen": ("accent_soft", "accent_soft", "accent_text", None),
    "danger": ("surface", "bad_soft", "bad", "bad"),
    "alarm": ("bad", "bad", "surface", None),
    "rail plain": ("rail_hover", "rail_chosen", "rail_ink", None),
    "rail": (None, "rail_hover", "rail_muted", None),
    "rail chosen": ("rail_chosen", "rail_chosen", "rail_ink", None),
}
"""Of each kind: its ground, its ground under the mouse, its ink, its border."""


class Pressable(Widget):
    """A widget that calls ``press`` when it is clicked, or on Enter or Space."""

    role = "button"
    focusable: ClassVar[bool] = True

    def __init__(
        self, stage: Stage, area: Area, press: Callable[[], None], *,
        name: str = "", tip: str = "", inside: Inside = None,
    ) -> None:  # fmt: skip
        self.press = press
        self.held = False
        super().__init__(stage, area, inside=inside, name=name, tip=tip)

    def key(self, event: pygame.event.Event) -> bool:
        """Enter and Space press it."""
        if event.key in PRESSES:
            self.press()
            return True
        return False

    def process_event(self, event: pygame.event.Event) -> bool:
        """A click: down and up again on it."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self.hover_point(*event.pos):
            self.held = self.is_enabled
            self.repaint()
            return True
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1 and self.held:
            self.held = False
            self.repaint()
            if self.hover_point(*event.pos):
                self.press()
            return True
        return False

    def disable(self) -> None:
        """It cannot be pressed."""
        self.is_enabled, self.held = False, False
        self.repaint()

    def enable(self) -> None:
        """It can be pressed."""
        self.is_enabled = True
        self.repaint()


class Button(Pressable):
    """Words, a sign, or both.  ``kind``: one of ``KINDS``.  ``align``: "start" for lists.  ``text`` can be changed."""

    reserved = 0
    """Pixels at the end that are not for the words."""

    def __init__(
        self, stage: Stage, area: Area, text: str, press: Callable[[], None], *, kind: str = "plain", sign: str = "",
        align: str = "middle", style: Style = "strong", name: str = "", tip: str = "", chosen: bool = False,
        inside: Inside = None,
    ) -> None:  # fmt: skip
        self._text, self._kind, self._sign, self._align, self._style = text, kind, sign, align, style
        self._chosen = chosen
        super().__init__(stage, area, press, name=name or text, tip=tip, inside=inside)

    @property
    def text(self) -> str:
        """What is written on it."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = self.name = text
            self.repaint()

    @property
    def states(self) -> tuple[str, ...]:
        """Whether it is the one of its row that is chosen."""
        return (*super().states, *([self.stage.words("spoken.chosen")] if self._chosen else []))

    def paint(self) -> Surface:
        """Ground, sign and words."""
        stage, theme = self.stage, self.stage.theme
        ground, over, ink, border = KINDS[self._kind]
        if not self.is_enabled:
            ground, ink, border = ("sunken" if ground else None), "muted", None
        elif self.hovered or self.held:
            ground = over
        picture = shapes.box((int(self.rect.w), int(self.rect.h)), self.radius,
                             theme[ground] if ground else None, theme[border] if border else None)  # fmt: skip
        size = stage.px(20) if self._sign else 0
        gap = stage.px(9) if self._sign and self._text else 0
        pad = stage.px(14)
        text = (
            stage.type.fit(self._text, self._style, int(self.rect.w) - size - gap - stage.px(12) - self.reserved)
            if self._text
            else ""
        )
        wide = size + gap + (stage.type.width(text, self._style) if text else 0)
        before = (self.rect.w - wide) // 2 if self._align == "middle" else pad
        line = Area(picture.get_rect(), stage.rtl)
        line.start(int(before))
        if self._sign:
            place = line.start(size, gap).rect
            sign = icons.icon(self._sign, size, theme[ink], rtl=stage.rtl)
            picture.blit(sign, (place.x, (place.h - size) // 2))
        if text:
            place = line.start(wide - size - gap).rect
            stage.type.draw(picture, text, self._style, theme[ink],
                            (place.x, (place.h - stage.type.height(self._style)) // 2))  # fmt: skip
        return picture
