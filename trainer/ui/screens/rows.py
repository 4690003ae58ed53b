"""A row of a list: a sign and several texts under each other, to be read or to be pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pygame import Surface

from trainer.ui import icons, shapes
from trainer.ui.area import Area
from trainer.ui.theme import Style
from trainer.ui.widgets.base import Inside, Widget
from trainer.ui.widgets.button import Pressable

if TYPE_CHECKING:
    from trainer.ui.stage import Stage

GUTTER: Final = 30
"""Design pixels of the column of signs."""
MARGIN: Final = 10
END: Final = 34
"""Design pixels at the end of a row that can be pressed, for the sign that says what it does."""


@dataclass(frozen=True)
class Piece:
    """A paragraph of a row, after a sign where there is one.  ``most``: lines of it."""

    text: str
    style: Style = "body"
    colour: str = "ink"
    sign: str = ""
    sign_colour: str = "muted"
    most: int | None = None


class _Laid:
    """The pieces in lines."""

    def __init__(self, stage: Stage, pieces: Sequence[Piece], width: int, *, ends: bool) -> None:
        self.stage, self.pieces = stage, pieces
        self.gutter = stage.px(GUTTER) if any(one.sign for one in pieces) else 0
        self.end = stage.px(END) if ends else 0
        room = width - 2 * stage.px(MARGIN) - self.gutter - self.end
        self.lines = [stage.type.wrap(one.text, one.style, room, one.most) for one in pieces]
        texts = sum(stage.type.height(one.style) * len(lines) for one, lines in zip(pieces, self.lines, strict=True))
        self.height = texts + 2 * stage.px(MARGIN - 2) + stage.px(2) * (len(pieces) - 1)

    def draw(self, picture: Surface) -> None:
        stage, type_ = self.stage, self.stage.type
        area = Area(picture.get_rect(), stage.rtl).inset(stage.px(MARGIN), stage.px(MARGIN - 2))
        area.end(self.end)
        for piece, lines in zip(self.pieces, self.lines, strict=True):
            high = type_.height(piece.style)
            block = area.top(high * len(lines), stage.px(2))
            gutter = block.start(self.gutter)
            if piece.sign:
                size = stage.px(18)
                sign = icons.icon(piece.sign, size, stage.theme[piece.sign_colour], rtl=stage.rtl)
                picture.blit(sign, gutter.start(size).rect.move(0, (high - size) // 2))
            for line in lines:
                place = block.top(high).start(type_.width(line, piece.style)).rect
                type_.draw(picture, line, piece.style, stage.theme[piece.colour], place.topleft)


def row_height(stage: Stage, pieces: Sequence[Piece], width: int, *, pressed: bool) -> int:
    """Pixels that a row needs."""
    return _Laid(stage, pieces, width, ends=pressed).height


class ReadRow(Widget):
    """A row that is only read.  ``said``: before its texts, what its sign means."""

    def __init__(
        self, stage: Stage, area: Area, pieces: Sequence[Piece], *, said: str = "", ground: str = "",
        inside: Inside = None,
    ) -> None:  # fmt: skip
        self._laid = _Laid(stage, pieces, area.rect.w, ends=False)
        self._said, self._ground = said, ground
        super().__init__(stage, area.top(self._laid.height), inside=inside)

    @property
    def value(self) -> str:
        """All of its texts."""
        return " ".join(filter(None, [self._said, *(one.text for one in self._laid.pieces)]))

    def paint(self) -> Surface:
        """The texts, on a ground where there is one."""
        theme = self.stage.theme
        ground = theme[self._ground] if self._ground else None
        picture = shapes.box((int(self.rect.w), int(self.rect.h)), self.radius, ground)
        self._laid.draw(picture)
        return picture


class PressRow(Pressable):
    """A row that can be pressed; its first text is its name.  ``sign``: what pressing it does."""

    def __init__(
        self, stage: Stage, area: Area, pieces: Sequence[Piece], press: Callable[[], None], *, said: str = "",
        sign: str = "forward", inside: Inside = None, tip: str = "",
    ) -> None:  # fmt: skip
        self._laid = _Laid(stage, pieces, area.rect.w, ends=True)
        self._said, self._sign = said, sign
        super().__init__(stage, area.top(self._laid.height), press, name=pieces[0].text, inside=inside, tip=tip)

    @property
    def value(self) -> str:
        """What its sign means, and its further texts."""
        return " ".join(filter(None, [self._said, *(one.text for one in self._laid.pieces[1:])]))

    def paint(self) -> Surface:
        """The texts and the sign; on a ground when it is pointed at."""
        stage, theme = self.stage, self.stage.theme
        lit = self.hovered or self.held or self.is_focused
        size = (int(self.rect.w), int(self.rect.h))
        picture = shapes.box(size, self.radius, theme["sunken"] if lit else None)
        self._laid.draw(picture)
        small = stage.px(18)
        place = Area(picture.get_rect(), stage.rtl).inset(stage.px(MARGIN), 0).end(small).rect
        sign = icons.icon(self._sign, small, theme["accent_text" if lit else "outline"], rtl=stage.rtl)
        picture.blit(sign, (place.x, (size[1] - small) // 2))
        return picture
