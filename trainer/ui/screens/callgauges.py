"""Small instruments of a call: how angry, how loud, whose turn, how long."""

from __future__ import annotations

from typing import Final

import pygame
from pygame import Color, Surface

from trainer.language.figures import digits
from trainer.ui import icons, shapes
from trainer.ui.area import Area
from trainer.ui.screens.callstate import Standing
from trainer.ui.stage import Stage
from trainer.ui.widgets.base import Widget
from trainer.ui.widgets.button import KINDS, Button

QUIETEST: Final = -60.0
"""dB under full scale at which the level meter shows nothing."""
SEGMENTS: Final = 16
SPEED: Final = 3.0
"""Points a second by which a gauge moves."""


class Gauge(Widget):
    """A feeling from 0 to 10 as a slim bar on the rail; it moves there slowly.  ``colour``: of the bar."""

    role = "meter"

    def __init__(self, stage: Stage, area: Area, name: str, level: float, colour: Color) -> None:
        self._colour = colour
        self.level = self._shown = level
        super().__init__(stage, area, name=name)

    @property
    def value(self) -> str:
        """The level, of 10."""
        return self.stage.words("call.of_ten", level=round(self.level))

    def update(self, time_delta: float) -> None:
        """Moves to its level."""
        if self._shown != self.level:
            step = SPEED * time_delta
            self._shown += max(-step, min(step, self.level - self._shown))
            self.repaint()
        super().update(time_delta)

    def paint(self) -> Surface:
        """Its name, its level, the bar."""
        stage, theme = self.stage, self.stage.theme
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        area = Area(picture.get_rect(), stage.rtl)
        text = area.top(stage.type.height("caption"), stage.px(3))
        number = stage.words.number(round(self.level))
        stage.type.draw(picture, number, "caption", theme["rail_ink"],
                        text.end(stage.type.width(number, "caption")).rect.topleft)  # fmt: skip
        stage.type.draw(picture, self.name, "caption", theme["rail_muted"],
                        text.start(stage.type.width(self.name, "caption")).rect.topleft)  # fmt: skip
        bar = area.top(max(5, stage.px(6)))
        picture.blit(shapes.box(bar.rect.size, bar.rect.h // 2, theme["rail_chosen"]), bar.rect)
        full = bar.start(max(bar.rect.h, round(bar.rect.w * self._shown / 10)))
        picture.blit(shapes.box(full.rect.size, full.rect.h // 2, self._colour), full.rect)
        return picture


class Meter(Widget):
    """How loud the microphone is.  Green: a voice; grey: something else."""

    role = "meter"

    def __init__(self, stage: Stage, area: Area, name: str) -> None:
        self._lit, self._voiced = 0, False
        super().__init__(stage, area, name=name)

    @property
    def value(self) -> str:
        """In tenths of what it can show."""
        return digits(f"{10 * self._lit // SEGMENTS}/10", self.stage.words.language)

    def read(self, db: float, voiced: bool) -> None:
        """The loudness now, in dB under full scale."""
        lit = round(SEGMENTS * min(1.0, max(0.0, 1 - db / QUIETEST)))
        lit = max(lit, self._lit - 2)
        if (lit, voiced) != (self._lit, self._voiced):
            self._lit, self._voiced = lit, voiced
            self.repaint()

    def paint(self) -> Surface:
        """A sign, and segments."""
        stage, theme = self.stage, self.stage.theme
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        area = Area(picture.get_rect(), stage.rtl)
        size = stage.px(18)
        colour = theme["good"] if self._voiced else theme["muted"]
        sign = area.start(size, stage.px(8)).rect
        picture.blit(icons.icon("microphone", size, colour), (sign.x, (sign.h - size) // 2))
        gap, high = stage.px(2), stage.px(12)
        wide = max(2, (area.rect.w - gap * (SEGMENTS - 1)) // SEGMENTS)
        row = area.middle(10**6, high)
        for number in range(SEGMENTS):
            fill = colour if number < self._lit else theme["line"]
            if number < self._lit and number >= SEGMENTS - 2:
                fill = theme["bad"]
            picture.blit(shapes.box((wide, high), wide // 2, fill), row.start(wide, gap).rect)
        return picture


_SIGNS: Final = {
    "customer": "loudspeaker", "trainee": "microphone", "thinking": "ear", "held": "hold", "over": "hang_up",
}  # fmt: skip
_COLOURS: Final = {
    "customer": ("sunken", "ink"), "trainee": ("good_soft", "good"), "thinking": ("accent_soft", "accent_text"),
    "held": ("warn_soft", "warn"), "over": ("sunken", "muted"),
}  # fmt: skip


class Turn(Widget):
    """Whose turn it is, in words, with a sign and a colour."""

    role = "status"

    def __init__(self, stage: Stage, area: Area, standing: Standing, text: str, *, hears: bool) -> None:
        self._standing, self._text, self._hears = standing, text, hears
        super().__init__(stage, area)

    def tell(self, standing: Standing, text: str) -> None:
        """It is somebody else's turn."""
        if (standing, text) != (self._standing, self._text):
            self._standing, self._text = standing, text
            self.repaint()

    @property
    def value(self) -> str:
        """The words."""
        return self._text

    def paint(self) -> Surface:
        """A pill, as wide as it has to be."""
        stage, theme = self.stage, self.stage.theme
        ground, ink = _COLOURS[self._standing]
        sign = _SIGNS[self._standing] if self._hears or self._standing != "trainee" else "keyboard"
        size, gap, pad = stage.px(18), stage.px(8), stage.px(14)
        text = stage.type.fit(self._text, "strong", int(self.rect.w) - size - gap - 2 * pad)
        wide = stage.type.width(text, "strong") + size + gap + 2 * pad
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        pill = Area(picture.get_rect(), stage.rtl).start(wide)
        picture.blit(shapes.box(pill.rect.size, pill.rect.h // 2, theme[ground]), pill.rect)
        inner = pill.inset(pad, 0)
        place = inner.start(size, gap).rect
        picture.blit(icons.icon(sign, size, theme[ink], rtl=stage.rtl), (place.x, (place.h - size) // 2))
        line = inner.start(stage.type.width(text, "strong")).rect
        stage.type.draw(picture, text, "strong", theme[ink], (line.x, (line.h - stage.type.height("strong")) // 2))
        return picture


class KeyButton(Button):
    """A button with the key that does the same at its end."""

    def __init__(self, *args: object, shortcut: str, **options: object) -> None:
        self._shortcut, self._key_kind = shortcut, str(options.get("kind", "plain"))
        super().__init__(*args, align="start", **options)  # type: ignore[arg-type]  # a button's own
        self.reserved = key_cap(self.stage, shortcut, self.stage.theme["ink"]).get_width() + self.stage.px(20)

    @property
    def value(self) -> str:
        """The key."""
        return self._shortcut

    def paint(self) -> Surface:
        """A button, and on it the key."""
        stage = self.stage
        picture = super().paint()
        ink = stage.theme[KINDS[self._key_kind][2] if self.is_enabled else "muted"]
        cap = key_cap(stage, self._shortcut, ink)
        place = Area(picture.get_rect(), stage.rtl).inset(stage.px(10), 0).end(cap.get_width()).rect
        picture.blit(cap, (place.x, (picture.get_height() - cap.get_height()) // 2))
        return picture


def key_cap(stage: Stage, key: str, ink: Color) -> Surface:
    """The picture of a key."""
    wide, high = stage.type.width(key, "caption") + stage.px(12), stage.px(22)
    cap = shapes.box((wide, high), stage.px(5), None, ink)
    stage.type.draw(cap, key, "caption", ink, (stage.px(6), (high - stage.type.height("caption")) // 2))
    cap.fill((255, 255, 255, 190), special_flags=pygame.BLEND_RGBA_MULT)
    return cap
