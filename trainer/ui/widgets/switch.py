"""On or off."""

from __future__ import annotations

from collections.abc import Callable

from pygame import Surface

from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.widgets.base import Inside
from trainer.ui.widgets.button import Pressable

WIDTH, HEIGHT = 46, 26


class Switch(Pressable):
    """A switch at the end of its place; ``change`` hears what it was set to."""

    role = "switch"

    def __init__(
        self, stage: Stage, area: Area, name: str, on: bool, change: Callable[[bool], None], *,
        tip: str = "", inside: Inside = None,
    ) -> None:  # fmt: skip
        self.on, self._change = on, change
        place = area.end(stage.px(WIDTH)).middle(stage.px(WIDTH), stage.px(HEIGHT))
        super().__init__(stage, place, self._turn, name=name, tip=tip, inside=inside)

    def _turn(self) -> None:
        self.on = not self.on
        self.repaint()
        self._change(self.on)

    @property
    def radius(self) -> int:
        """Half of its height."""
        return int(self.rect.h) // 2

    @property
    def value(self) -> str:
        """Whether it is on."""
        return self.stage.words("spoken.on" if self.on else "spoken.off")

    def paint(self) -> Surface:
        """The track and the knob."""
        theme, size = self.stage.theme, (int(self.rect.w), int(self.rect.h))
        ground = theme["accent"] if self.on else theme["surface"]
        picture = shapes.box(size, size[1] // 2, ground, None if self.on else theme["outline"], self.stage.px(2))
        knob, gap = size[1] - 2 * self.stage.px(5), self.stage.px(5)
        at_end = self.on is not self.stage.rtl
        colour = theme["accent_ink" if self.on else "outline"]
        picture.blit(shapes.box((knob, knob), knob // 2, colour), (size[0] - knob - gap if at_end else gap, gap))
        return picture
