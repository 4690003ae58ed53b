"""A card with a heading and rows, as high as its rows need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.theme import Style
from trainer.ui.widgets import Icon, Panel, Paragraph, Tag
from trainer.ui.widgets.base import Inside
from trainer.ui.widgets.labels import tag_size

PAD: Final = 20
Row = Callable[[Area], object]


class Section:
    """Add rows, then ``place`` it at the top of an area of the width that was given."""

    def __init__(self, stage: Stage, width: int, title: str, sign: str, *, inside: Inside = None) -> None:
        self._stage, self._title, self._sign, self.inside = stage, title, sign, inside
        self.width = width - 2 * stage.px(PAD)
        self._rows: list[tuple[int, Row]] = []

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self._rows

    def row(self, height: int, build: Row, gap: int = 8) -> None:
        """A row of so many pixels; ``gap``: design pixels after it."""
        self._rows.append((height, build))
        self._rows.append((self._stage.px(gap), lambda _: None))

    def text(self, text: str, style: Style = "body", colour: str = "ink", *, sign: str = "", sign_colour: str = "muted",
             gap: int = 8) -> None:  # fmt: skip
        """A paragraph, after a sign where there is one."""
        stage = self._stage
        before = stage.px(30) if sign else 0
        high = stage.type.height(style)

        def build(area: Area) -> None:
            if sign:
                Icon(
                    stage,
                    area.start(stage.px(18), stage.px(12)).top(high),
                    sign,
                    sign_colour,
                    size=18,
                    inside=self.inside,
                )
            Paragraph(stage, area, text, style, colour, inside=self.inside)

        self.row(high * len(stage.type.wrap(text, style, self.width - before)), build, gap)

    def pair(self, label: str, value: str, tag: str = "", kind: str = "plain") -> None:
        """A label, what it is, and a remark."""
        stage, small, strong = self._stage, self._stage.type.height("small"), self._stage.type.height("strong")
        room = tag_size(stage, tag)[0] + stage.px(12) if tag else 0
        lines = len(stage.type.wrap(value, "strong", self.width - room))
        labels = small * len(stage.type.wrap(label, "small", self.width - room))

        def build(area: Area) -> None:
            side = area.end(room - stage.px(12), stage.px(12)) if tag else None
            Paragraph(stage, area.top(labels), label, "small", "muted", inside=self.inside)
            Paragraph(stage, area, value, "strong", inside=self.inside)
            if side is not None:
                Tag(stage, side, tag, kind, inside=self.inside)

        self.row(labels + strong * lines, build, 10)

    def place(self, area: Area) -> None:
        """Puts it at the top of the area, and a gap after it; nothing, where it is empty."""
        if self.empty:
            return
        stage, line = self._stage, self._stage.type.height("heading")
        head = line * len(stage.type.wrap(self._title, "heading", self.width - stage.px(22 + 10)))
        rows = self._rows[:-1]
        height = sum(height for height, _ in rows) + head + stage.px(12) + 2 * stage.px(PAD)
        card = area.top(height, stage.px(16))
        Panel(stage, Area(card.rect.copy(), card.rtl), inside=self.inside)
        inner = card.inset(stage.px(PAD))
        title = inner.top(head, stage.px(12))
        sign = title.start(stage.px(22), stage.px(10)).top(line)
        Icon(stage, sign, self._sign, "accent_text", size=22, inside=self.inside)
        Paragraph(stage, title, self._title, "heading", inside=self.inside)
        for height, build in rows:
            build(inner.top(height))
