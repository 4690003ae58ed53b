"""One of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pygame
from pygame import Rect, Surface

from trainer.ui import icons, shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.widgets.base import Inside
from trainer.ui.widgets.button import Button, Pressable
from trainer.ui.widgets.panel import Panel
from trainer.ui.widgets.scroller import Scroller

ROW = 38
MOST = 9
"""Rows of the list that are shown at once."""


class Choice(Pressable):
    """Shows what is chosen; opens the list on a click, Enter, Space or an arrow key.

    ``options``: a key and the words for it each.  ``change`` hears the key of what is chosen.
    """

    role = "choice"

    def __init__(
        self, stage: Stage, area: Area, name: str, options: Sequence[tuple[str, str]], chosen: str,
        change: Callable[[str], None], *, tip: str = "", inside: Inside = None,
    ) -> None:  # fmt: skip
        self._options, self._chosen, self._change = tuple(options), chosen, change
        super().__init__(stage, area, self._open, name=name, tip=tip, inside=inside)

    @property
    def value(self) -> str:
        """The words for what is chosen."""
        return dict(self._options).get(self._chosen, self._chosen)

    def key(self, event: pygame.event.Event) -> bool:
        """An arrow down or up opens the list as well."""
        if event.key in (pygame.K_DOWN, pygame.K_UP) and self.is_enabled:
            self._open()
            return True
        return super().key(event)

    def _open(self) -> None:
        stage, row, pad = self.stage, self.stage.px(ROW), self.stage.px(6)
        words = max(stage.type.width(text, "body") for _, text in self._options)
        rows = min(len(self._options), MOST)
        place = Rect(0, 0, max(self.rect.w, words + stage.px(72)), rows * row + 2 * pad)
        place.topleft = int(self.rect.x), int(self.rect.bottom) + stage.px(4)
        if stage.rtl:
            place.right = int(self.rect.right)
        if place.bottom > stage.area.rect.bottom:
            place.bottom = int(self.rect.top) - stage.px(4)
        place.clamp_ip(stage.area.rect)
        stage.popup(Area(place, stage.rtl), opener=self)
        Panel(stage, Area(place, stage.rtl), border="outline")
        scroller = Scroller(stage, Area(place, stage.rtl).inset(pad), f"list of {self.name}")
        lines = scroller.inner if len(self._options) > MOST else Area(place.copy(), stage.rtl).inset(pad)
        for key, text in self._options:
            option = Option(stage, lines.top(row), text, key == self._chosen, partial(self._choose, key),
                            inside=scroller.sheet)  # fmt: skip
            if key == self._chosen:
                stage.focus(option, by_keyboard=stage.by_keyboard)
        scroller.end(lines.rect.top)
        if (focused := stage.focused) is not None:
            focused.come_into_view()

    def _choose(self, key: str) -> None:
        self._chosen = key
        self.repaint()
        self.stage.close_popup()
        self._change(key)

    def paint(self) -> Surface:
        """The words and the sign that there are more."""
        stage, theme = self.stage, self.stage.theme
        picture = shapes.box((int(self.rect.w), int(self.rect.h)), self.radius,
                             theme["hover" if self.hovered else "surface"], theme["outline"])  # fmt: skip
        line = Area(picture.get_rect(), stage.rtl).inset(stage.px(12), 0)
        size = stage.px(16)
        sign = line.end(size, stage.px(6)).rect
        picture.blit(icons.icon("down", size, theme["muted"]), (sign.x, (sign.h - size) // 2))
        text = stage.type.fit(self.value, "body", line.rect.w)
        place = line.start(stage.type.width(text, "body")).rect
        stage.type.draw(picture, text, "body", theme["ink"], (place.x, (place.h - stage.type.height("body")) // 2))
        return picture


class Option(Button):
    """A row of the list."""

    role = "option"

    def __init__(
        self, stage: Stage, area: Area, text: str, chosen: bool, press: Callable[[], None], *, inside: Inside = None
    ) -> None:
        kind = "chosen" if chosen else "option"
        super().__init__(stage, area, text, press, kind=kind, chosen=chosen, align="start", style="body", inside=inside)
