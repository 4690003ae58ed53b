"""What is only read: a line, a paragraph, a sign, a tag."""

from __future__ import annotations

from typing import Literal

import pygame
from pygame import Surface

from trainer.ui import icons, shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.theme import Style
from trainer.ui.widgets.base import Inside, Widget

Align = Literal["start", "middle", "end"]
HEADINGS = ("heading", "title", "display")


class Paragraph(Widget):
    """Text in lines.  ``most``: lines that are shown, the last of them with an ellipsis.  Its height is made to fit."""

    def __init__(
        self, stage: Stage, area: Area, text: str, style: Style = "body", colour: str = "ink", *,
        most: int | None = None, align: Align = "start", inside: Inside = None,
    ) -> None:  # fmt: skip
        self._text, self.style, self.colour, self.align = text, style, colour, align
        self.role = "heading" if style in HEADINGS else "text"
        self._lines = stage.type.wrap(text, style, area.rect.w, most)
        area.rect.h = stage.type.height(style) * len(self._lines)
        super().__init__(stage, area, inside=inside)

    @property
    def value(self) -> str:
        """All of its text, also what there was no room for."""
        return self._text

    def paint(self) -> Surface:
        """The lines."""
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        type_, high = self.stage.type, self.stage.type.height(self.style)
        for number, line in enumerate(self._lines):
            room = self.rect.w - type_.width(line, self.style)
            right = self.align == "end" if not self.stage.rtl else self.align == "start"
            x = room // 2 if self.align == "middle" else room if right else 0
            type_.draw(picture, line, self.style, self.stage.theme[self.colour], (x, number * high))
        return picture


class Label(Paragraph):
    """One line, in the middle of its height, with an ellipsis where it is too long.  ``text`` can be changed."""

    def __init__(
        self, stage: Stage, area: Area, text: str, style: Style = "body", colour: str = "ink", *,
        align: Align = "start", inside: Inside = None,
    ) -> None:  # fmt: skip
        room = area.rect.h - stage.type.height(style)
        area.top(room // 2)
        super().__init__(stage, area, "", style, colour, align=align, inside=inside)
        self.text = text

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._lines = [self.stage.type.fit(text, self.style, int(self.rect.w))]
            self.repaint()


class Icon(Widget):
    """A sign in the middle of its place; decoration."""

    role = ""

    def __init__(
        self, stage: Stage, area: Area, sign: str, colour: str = "muted", *, size: int = 20, inside: Inside = None
    ) -> None:
        self._sign, self._colour, self._size = sign, colour, size
        super().__init__(stage, area, inside=inside)

    def paint(self) -> Surface:
        """The sign."""
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        size = self.stage.px(self._size)
        sign = icons.icon(self._sign, size, self.stage.theme[self._colour], rtl=self.stage.rtl)
        picture.blit(sign, ((self.rect.w - size) // 2, (self.rect.h - size) // 2))
        return picture


class Tag(Widget):
    """A few words on a coloured ground, as wide as they need.  ``kind``: plain, accent, good, warn or bad."""

    def __init__(self, stage: Stage, area: Area, text: str, kind: str = "plain", *, inside: Inside = None) -> None:
        self._text, self._kind = text, kind
        super().__init__(stage, area.start(tag_size(stage, text)[0]), inside=inside)

    @property
    def value(self) -> str:
        """Its words."""
        return self._text

    def paint(self) -> Surface:
        """The words on their ground."""
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        tag = tag_picture(self.stage, self._text, self._kind)
        picture.blit(tag, (0, (self.rect.h - tag.get_height()) // 2))
        return picture


def tag_size(stage: Stage, text: str) -> tuple[int, int]:
    """Pixels that a tag needs."""
    return stage.type.width(text, "caption") + 2 * stage.px(9), stage.px(24)


def tag_picture(stage: Stage, text: str, kind: str) -> Surface:
    """A tag, for widgets that have one on them."""
    ground, ink = (
        ("sunken", "muted") if kind == "plain" else (f"{kind}_soft", "accent_text" if kind == "accent" else kind)
    )
    size = tag_size(stage, text)
    picture = shapes.box(size, size[1] // 2, stage.theme[ground])
    high = stage.type.height("caption")
    stage.type.draw(picture, text, "caption", stage.theme[ink], (stage.px(9), (size[1] - high) // 2))
    return picture
