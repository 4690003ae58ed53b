"""What was said: the newest line large, with the word that is just being spoken; the earlier ones to scroll through."""

from __future__ import annotations

from typing import Final

import pygame
from pygame import Rect, Surface

from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.screens.callstate import Line
from trainer.ui.stage import Stage
from trainer.ui.text import is_rtl
from trainer.ui.theme import Style
from trainer.ui.widgets.base import Widget
from trainer.ui.widgets.scroller import Scroller

UNSHOWN: Final = "• • •"
"""Stands for a line of the customer's whose subtitles are off."""
ON_TOP: Final = 30
"""The layer of what lies over the earlier lines, and under every popup."""
WIDEST: Final = 0.82
"""Share of the column that a line takes at most."""


class Bubble(Widget):
    """One line of the conversation, on its speaker's side; its height is made to fit."""

    def __init__(self, stage: Stage, area: Area, line: Line, who: str, text: str, scroller: Scroller) -> None:
        self._mine = line.speaker == "trainee"
        self._who, self._text = who, text
        pad = stage.px(12)
        self._lines = stage.type.wrap(text, "body", round(area.rect.w * WIDEST) - 2 * pad)
        wide = max(stage.type.width(one, "body") for one in self._lines)
        wide = max(wide, stage.type.width(who, "caption")) + 2 * pad
        high = stage.type.height("caption") + len(self._lines) * stage.type.height("body") + stage.px(14)
        row = area.top(high, stage.px(8))
        super().__init__(stage, row.end(wide) if self._mine else row.start(wide), inside=scroller.sheet)
        self.name = who

    @property
    def value(self) -> str:
        """The words."""
        return self._text

    def paint(self) -> Surface:
        """Who, and what."""
        stage, theme = self.stage, self.stage.theme
        ground, border = ("accent_soft", "accent_soft") if self._mine else ("surface", "line")
        picture = shapes.box((int(self.rect.w), int(self.rect.h)), stage.px(12), theme[ground], theme[border])
        area = Area(picture.get_rect(), stage.rtl).inset(stage.px(12), stage.px(6))
        colour = theme["accent_text" if self._mine else "muted"]
        _draw(stage, picture, area, self._who, "caption", colour)
        for line in self._lines:
            _draw(stage, picture, area, line, "body", theme["ink"])
        return picture


def _draw(stage: Stage, on: Surface, area: Area, text: str, style: Style, colour: pygame.Color) -> None:
    place = area.top(stage.type.height(style)).start(stage.type.width(text, style)).rect
    stage.type.draw(on, text, style, colour, place.topleft)


class Said:
    """The earlier lines.  New ones come in at the end, and are scrolled to."""

    def __init__(self, stage: Stage, area: Area, names: tuple[str, str]) -> None:
        self._stage, self._names = stage, names
        self._scroller = Scroller(stage, area, "said")
        self._last: Widget = self._scroller
        self._shown = 0
        self._scroller.end(area.rect.top)

    def show(self, lines: list[tuple[Line, str]]) -> None:
        """These are the earlier lines now, each with the words to show for it."""
        fresh = lines[self._shown :]
        if not fresh:
            return
        stage, scroller = self._stage, self._scroller
        scroller.sheet.scroll(0)  # the places of ``inner`` are those of a sheet that was not scrolled
        with stage.after(self._last):
            for line, text in fresh:
                who = self._names[line.speaker == "trainee"]
                self._last = Bubble(stage, scroller.inner, line, who, text, scroller)
        self._shown = len(lines)
        scroller.end(scroller.inner.rect.top)
        scroller.sheet.scroll(scroller.sheet.farthest)


class Subtitle(Widget):
    """The newest line, large.  ``mark`` lights the word that is being spoken."""

    def __init__(self, stage: Stage, area: Area) -> None:
        self._who, self._text = "", ""
        self._mine = False
        self._word: tuple[int, int] | None = None
        self._places: tuple[Style, list[tuple[str, int]]] = "large", []
        super().__init__(stage, area)
        self.role = "subtitle"

    @property
    def value(self) -> str:
        """The words."""
        return self._text

    def say(self, who: str, text: str, *, mine: bool) -> None:
        """Another line."""
        if (who, text, mine) != (self.name, self._text, self._mine):
            self.name, self._text, self._mine = who, text, mine
            self._word = None
            self._places = self._fitted()
            self.repaint()

    def mark(self, word: tuple[int, int] | None) -> None:
        """The word from this letter to that; None: no word."""
        if word != self._word:
            self._word = word
            self.repaint()

    def _fitted(self) -> tuple[Style, list[tuple[str, int]]]:
        """The largest style in which the text has room, and the lines with the letter each begins at."""
        stage = self.stage
        room = int(self.rect.h) - stage.type.height("caption") - 2 * stage.px(14)
        width = int(self.rect.w) - 2 * stage.px(22)
        styles: tuple[Style, ...] = ("large", "body", "small", "caption")
        for style in styles:
            lines = stage.type.wrap(self._text, style, width)
            if len(lines) * stage.type.height(style) <= room:
                break
        placed, at = [], 0
        for line in lines[: max(1, room // stage.type.height(style))]:
            at = self._text.find(line, at)
            placed.append((line, at))
            at += len(line)
        return style, placed

    def paint(self) -> Surface:
        """A card with the speaker's name and the line."""
        stage, theme = self.stage, self.stage.theme
        size = int(self.rect.w), int(self.rect.h)
        picture = shapes.box(size, stage.px(12), theme["surface"], theme["line"])
        edge = Area(picture.get_rect(), stage.rtl).inset(stage.px(8), stage.px(12)).start(stage.px(4))
        colour = theme["accent" if self._mine else "outline"]
        picture.blit(shapes.box(edge.rect.size, edge.rect.w // 2, colour), edge.rect)
        area = Area(picture.get_rect(), stage.rtl).inset(stage.px(22), stage.px(12))
        _draw(stage, picture, area, self.name, "caption", theme["muted"])
        style, lines = self._places
        area.top((area.rect.h - len(lines) * stage.type.height(style)) // 2)
        for line, at in lines:
            place = area.top(stage.type.height(style)).start(stage.type.width(line, style)).rect
            if self._word is not None and at <= self._word[0] < at + len(line):
                self._light(picture, place, line, self._word[0] - at, self._word[1] - at, style)
            stage.type.draw(picture, line, style, theme["ink"], place.topleft)
        return picture

    def _light(self, picture: Surface, place: Rect, line: str, start: int, end: int, style: Style) -> None:
        """A ground under one word of a line."""
        stage = self.stage
        end = min(end, len(line))
        wide, before = stage.type.measure(line[start:end].rstrip(), style), stage.type.measure(line[:start], style)
        x = place.right - before - wide if is_rtl(line) else place.x + before
        ground = Rect(x, place.y, wide, place.h).inflate(stage.px(6), -stage.px(2))
        picture.blit(shapes.box(ground.size, stage.px(5), stage.theme["accent_soft"], stage.theme["accent"]), ground)


class Alert(Widget):
    """One sentence that fades in, and out again after a while; it is still read out then."""

    role = "alert"
    MOST: Final = 3
    """Lines of it."""
    STAYS: Final = 15.0
    FADES: Final = 0.4

    def __init__(self, stage: Stage, area: Area, sentence: str) -> None:
        self._sentence, self._age = sentence, self.STAYS if sentence else self.STAYS + self.FADES
        super().__init__(stage, area)
        self.change_layer(ON_TOP)
        self.visible = bool(sentence)

    @property
    def value(self) -> str:
        """The sentence."""
        return self._sentence

    def warn(self, sentence: str) -> None:
        """Something has happened that the trainee should know."""
        self._sentence, self._age, self.visible = sentence, 0.0, True
        self.repaint()

    @property
    def _strength(self) -> int:
        share = min(self._age / self.FADES, (self.STAYS + self.FADES - self._age) / self.FADES)
        return round(255 * min(1.0, max(0.0, share)))

    def update(self, time_delta: float) -> None:
        """Fades."""
        if self._sentence:
            before = self._strength
            self._age += time_delta
            if self._strength != before:
                self.repaint()
        super().update(time_delta)

    def paint(self) -> Surface:
        """The sentence, on a ground that is as high as it."""
        stage, theme = self.stage, self.stage.theme
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        lines = stage.type.wrap(self._sentence, "small", int(self.rect.w) - 2 * stage.px(16), self.MOST)
        high = len(lines) * stage.type.height("small") + stage.px(16)
        picture.blit(shapes.box((int(self.rect.w), high), stage.px(10), theme["warn_soft"], theme["warn"]), (0, 0))
        area = Area(Rect(0, 0, int(self.rect.w), high), stage.rtl).inset(stage.px(16), stage.px(8))
        for line in lines:
            _draw(stage, picture, area, line, "small", theme["warn"])
        picture.fill((255, 255, 255, self._strength), special_flags=pygame.BLEND_RGBA_MULT)
        return picture
