"""The customer's mood, answer by answer, and what moved it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

import pygame
from pygame import Color, Rect, Surface

from trainer.language.figures import figure, signed
from trainer.language.quotes import quoted
from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.theme import Style
from trainer.ui.widgets.base import Inside, Widget
from trainer.ui.widgets.button import PRESSES

if TYPE_CHECKING:
    from trainer.ui.shown import Moved
    from trainer.ui.stage import Stage
    from trainer.ui.words import Words

CHART: Final = 190
"""Design pixels of the drawing's height."""
GAP: Final = 14
MOST: Final = 10.0
LEVELS: Final = (0, 5, 10)
Text = tuple[str, Style, str]


class MoodCurve(Widget):
    """Anger and trust as two lines.  The arrow keys and the mouse choose an answer; what moved the mood then is below.

    ``chosen``: the place of the answer among ``mood``; ``choose`` hears of another, ``press`` of one that is clicked or
    on which Enter is pressed.
    """

    role = "chart"
    focusable: ClassVar[bool] = True

    def __init__(
        self, stage: Stage, area: Area, mood: Sequence[Moved], chosen: int, choose: Callable[[int], None],
        press: Callable[[int], None], *, inside: Inside = None,
    ) -> None:  # fmt: skip
        self._mood, self._chosen, self._choose, self._press = mood, min(chosen, len(mood) - 1), choose, press
        self._lines: Surface | None = None
        super().__init__(stage, area, inside=inside, name=stage.words("result.mood"))

    @property
    def value(self) -> str:
        """What is below the drawing."""
        return " ".join(text for text, *_ in told(self.stage.words, self._mood, self._chosen))

    @property
    def chosen(self) -> int:
        """The answer that is told about."""
        return self._chosen

    @chosen.setter
    def chosen(self, chosen: int) -> None:
        chosen = min(max(0, chosen), len(self._mood) - 1)
        if chosen != self._chosen:
            self._chosen = chosen
            self._choose(chosen)
            self.repaint()

    def key(self, event: pygame.event.Event) -> bool:
        """Left and right go along the call; Enter opens the answer."""
        match event.key:
            case pygame.K_LEFT | pygame.K_RIGHT:
                forward = (event.key == pygame.K_RIGHT) is not self.stage.rtl
                self.chosen = self._chosen + (1 if forward else -1)
            case key if key in PRESSES:
                self._open()
            case _:
                return False
        return True

    def process_event(self, event: pygame.event.Event) -> bool:
        """The mouse chooses the nearest answer; a click opens it."""
        if event.type == pygame.MOUSEMOTION and self.hover_point(*event.pos):
            x = event.pos[0] - int(self.rect.x)
            self.chosen = min(range(len(self._mood)), key=lambda one: abs(self._x(one) - x))
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self.hover_point(*event.pos):
            self._open()
            return True
        return False

    def _open(self) -> None:
        if self._mood[self._chosen].turn:
            self._press(self._chosen)

    @property
    def _field(self) -> Rect:
        """Where the lines are, in the widget's own pixels."""
        px = self.stage.px
        area = Area(Rect(0, 0, self.rect.w, px(CHART)), self.stage.rtl)
        area.start(px(40))
        area.end(px(16))
        area.top(px(14))
        area.bottom(px(30))
        return area.rect

    def _x(self, place: int) -> float:
        field, last = self._field, max(1, len(self._mood) - 1)
        share = place / last
        return field.right - share * field.w if self.stage.rtl else field.x + share * field.w

    def _y(self, level: float) -> float:
        field = self._field
        return field.bottom - field.h * level / MOST

    def paint(self) -> Surface:
        """The lines, the answer that is chosen, and what moved the mood then."""
        stage, theme, px = self.stage, self.stage.theme, self.stage.px
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        field, x = self._field, round(self._x(self._chosen))
        band = Rect(0, 0, px(28), field.h + px(16))
        band.center = (x, field.centery)
        picture.blit(shapes.box(band.size, px(8), theme["accent_soft"]), band)
        if self._lines is None:
            self._lines = self._drawn()
        picture.blit(self._lines, (0, 0))
        self._numbers(picture)
        self._told(picture, Area(Rect(0, px(CHART + GAP), self.rect.w, self.rect.h - px(CHART + GAP)), stage.rtl))
        return picture

    def _drawn(self) -> Surface:
        """Grid, lines and marks: circles for anger and squares for trust, so that they differ without their colours."""
        theme, size = self.stage.theme, (int(self.rect.w), self.stage.px(CHART))
        field, pen = self._field, self.stage.px(3)
        svg = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" fill="none">']
        svg += [f'<line x1="{field.x}" x2="{field.right}" y1="{self._y(level):.1f}" y2="{self._y(level):.1f}" '
                f'stroke="{_hex(theme["line"])}" stroke-width="1"/>' for level in LEVELS]  # fmt: skip
        for name, colour in (("trust", _hex(theme["accent"])), ("anger", _hex(theme["bad"]))):
            places = [(self._x(at), self._y(getattr(one, name))) for at, one in enumerate(self._mood)]
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            svg.append(f'<polyline points="{line}" stroke="{colour}" stroke-width="{pen}" stroke-linejoin="round"/>')
            half = self.stage.px(5)
            svg += [
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half}" fill="{colour}"/>' if name == "anger" else
                f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half}" height="{2 * half}" fill="{colour}"/>'
                for x, y in places
            ]  # fmt: skip
        return shapes.drawn("".join([*svg, "</svg>"]), size)

    def _numbers(self, picture: Surface) -> None:
        """Levels at the side, answers below."""
        stage, type_, words = self.stage, self.stage.type, self.stage.words
        high, field, muted = type_.height("caption"), self._field, stage.theme["muted"]
        for level in LEVELS:
            text = figure(level, words.language)
            x = field.right + stage.px(10) if stage.rtl else field.x - stage.px(10) - type_.width(text, "caption")
            type_.draw(picture, text, "caption", muted, (x, round(self._y(level)) - high // 2))
        for place, one in enumerate(self._mood):
            text = words.number(one.answer) if one.answer else words("result.start")
            wide = type_.width(text, "caption")
            x = min(max(0, round(self._x(place)) - wide // 2), int(self.rect.w) - wide)
            ink = stage.theme["accent_text" if place == self._chosen else "muted"]
            type_.draw(picture, text, "caption", ink, (x, field.bottom + stage.px(8)))

    def _told(self, picture: Surface, area: Area) -> None:
        type_, theme = self.stage.type, self.stage.theme
        for text, style, colour in told(self.stage.words, self._mood, self._chosen):
            for line in type_.wrap(text, style, area.rect.w):
                place = area.top(type_.height(style)).start(type_.width(line, style)).rect
                type_.draw(picture, line, style, theme[colour], place.topleft)


def curve_height(stage: Stage, mood: Sequence[Moved], width: int) -> int:
    """Pixels of the drawing with the longest text that can be below it."""
    high, wrap = stage.type.height, stage.type.wrap
    texts = (sum(high(style) * len(wrap(text, style, width)) for text, style, _ in told(stage.words, mood, at))
             for at in range(len(mood)))  # fmt: skip
    return stage.px(CHART + GAP) + max(texts)


def told(words: Words, mood: Sequence[Moved], place: int) -> list[Text]:
    """The mood after an answer in words, and what moved it."""
    one = mood[place]
    if not one.answer:
        levels = words(
            "result.at_start", anger=figure(one.anger, words.language), trust=figure(one.trust, words.language)
        )
        return [(levels, "strong", "ink"), (words("result.curve_help"), "small", "muted")]
    before = mood[place - 1]
    parts = [f"{words('result.answer_n', number=one.answer)}."]
    for name, was, now in (("anger", before.anger, one.anger), ("trust", before.trust, one.trust)):
        how = "moved" if was != now else "same"
        parts.append(words(f"result.{name}_{how}", before=figure(was, words.language), now=figure(now, words.language)))
    lines: list[Text] = [(" ".join(parts), "strong", "ink")]
    for because, quote, anger, trust in one.shifts:
        changes = [words(f"result.{name}_by", change=signed(change, words.language))
                   for name, change in (("anger", anger), ("trust", trust)) if change]  # fmt: skip
        said = f" {quoted(quote, words.language)}" if quote else ""
        lines.append((f"{because}:{said} {words('result.and').join(changes)}", "body", "ink"))
    return lines if one.shifts else [*lines, (words("result.unmoved"), "body", "muted")]


def _hex(colour: Color) -> str:
    return f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"
