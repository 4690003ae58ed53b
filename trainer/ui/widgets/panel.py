"""Grounds to put things on, and bars that show a share."""

from __future__ import annotations

import pygame
from pygame import Surface

from trainer.language.figures import digits
from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.widgets.base import Inside, Widget

CORNER = 12
DEPTH = 10


class Panel(Widget):
    """A ground with round corners.  ``raised``: with a soft shadow, as a card that lies on the screen; decoration."""

    role = ""

    def __init__(
        self, stage: Stage, area: Area, ground: str = "surface", *, border: str | None = "line", corner: int = CORNER,
        raised: bool = False, inside: Inside = None,
    ) -> None:  # fmt: skip
        self._ground, self._border, self._corner = ground, border, corner
        self._depth = stage.px(DEPTH) if raised else 0
        super().__init__(stage, area.inset(-self._depth), inside=inside)

    def paint(self) -> Surface:
        """The ground on its shadow."""
        theme, depth, corner = self.stage.theme, self._depth, self.stage.px(self._corner)
        size = self.rect.w - 2 * depth, self.rect.h - 2 * depth
        ground = shapes.box(size, corner, theme[self._ground], theme[self._border] if self._border else None)
        if not depth:
            return ground
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        picture.blit(shapes.shadow(size, corner, depth, theme["shadow"]), (0, 0))
        picture.blit(ground, (depth, depth))
        return picture


class Bar(Widget):
    """A share as a bar.  ``share``: 0 to 1, can be changed.  ``name``: what it is a share of; none: decoration."""

    def __init__(
        self, stage: Stage, area: Area, share: float, colour: str = "accent", *, name: str = "", inside: Inside = None
    ) -> None:
        self._share, self._colour = share, colour
        self.role = "meter" if name else ""
        super().__init__(stage, area, inside=inside, name=name)

    @property
    def value(self) -> str:
        """The share in percent."""
        return digits(f"{self._share:.0%}", self.stage.words.language)

    @property
    def share(self) -> float:
        """How much of it is full."""
        return self._share

    @share.setter
    def share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.repaint()

    def paint(self) -> Surface:
        """The bar in its track."""
        theme, size = self.stage.theme, (int(self.rect.w), int(self.rect.h))
        picture = shapes.box(size, size[1] // 2, theme["sunken"])
        full = round(size[0] * min(max(self._share, 0.0), 1.0))
        if full >= size[1]:
            x = size[0] - full if self.stage.rtl else 0
            picture.blit(shapes.box((full, size[1]), size[1] // 2, theme[self._colour]), (x, 0))
        return picture
