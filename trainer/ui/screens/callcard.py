"""A call in the list: how hard it is, what it is about, and how it went so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pygame import Surface

from trainer.dialogue.shipped import Listed
from trainer.history.progress import CallStanding
from trainer.ui import icons, shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.theme import Style
from trainer.ui.widgets.base import Inside
from trainer.ui.widgets.button import Pressable
from trainer.ui.widgets.labels import tag_picture

PAD: Final = 18
ABOUT_LINES: Final = 4
"""Of what a call is about; one less where the title takes two."""
LEVELS: Final = 5


def card_height(stage: Stage) -> int:
    """Pixels of a card."""
    high = stage.type.height
    return stage.px(24 + 10 + 8 + 12) + 2 * stage.px(PAD) + high("heading") + ABOUT_LINES * high("small") + stage.px(24)


class CallCard(Pressable):
    """A card to press.  ``standing``: how it went so far, if it was ever finished."""

    def __init__(
        self, stage: Stage, area: Area, call: Listed, standing: CallStanding | None, press: Callable[[], None], *,
        languages: bool, inside: Inside = None,
    ) -> None:  # fmt: skip
        self.call, self._standing, self._languages = call, standing, languages
        super().__init__(stage, area, press, name=call.title, inside=inside)

    @property
    def radius(self) -> int:
        """As a panel's."""
        return self.stage.px(12)

    @property
    def value(self) -> str:
        """Everything else on it."""
        words, call = self.stage.words, self.call
        parts = [words("calls.level_of", level=call.level), words(f"kinds.{call.kind}")]
        if self._languages:
            parts.append(words(f"languages.{call.language}"))
        return ", ".join([*parts, call.about, *(text for text, _ in self._result())])

    def _result(self) -> list[tuple[str, str]]:
        """The words of the last row, and the kind of tag for each."""
        words, standing = self.stage.words, self._standing
        if standing is None:
            return [(words("calls.new"), "plain")]
        verdict = (words("calls.ready"), "good") if standing.ready else (words("calls.not_ready"), "warn")
        return [(words("calls.best", best=round(standing.best)), "accent"), verdict]

    def paint(self) -> Surface:
        """Tags, title, what it is about, result."""
        stage, theme, call = self.stage, self.stage.theme, self.call
        lit = self.hovered or self.held
        picture = shapes.box((int(self.rect.w), int(self.rect.h)), self.radius, theme["hover" if lit else "surface"],
                             theme["accent" if lit else "line"], stage.px(2) if lit else 1)  # fmt: skip
        area = Area(picture.get_rect(), stage.rtl).inset(stage.px(PAD))
        self._tags(picture, area.top(stage.px(24), stage.px(10)))
        long = stage.type.width(call.title, "heading") > area.rect.w
        self._lines(picture, area, call.title, "heading", "ink", 2)
        area.top(stage.px(2))
        self._lines(picture, area, call.about, "small", "muted", ABOUT_LINES - long)
        row = area.bottom(stage.px(24))
        for text, kind in self._result():
            tag = tag_picture(stage, text, kind)
            picture.blit(tag, row.start(tag.get_width(), stage.px(8)).rect)
        size = stage.px(18)
        sign = icons.icon("forward", size, theme["accent_text" if lit else "muted"], rtl=stage.rtl)
        picture.blit(sign, row.end(size).rect.move(0, stage.px(3)))
        return picture

    def _tags(self, picture: Surface, row: Area) -> None:
        stage, words, call = self.stage, self.stage.words, self.call
        kinds = [(words(f"kinds.{call.kind}"), "accent")]
        if self._languages:
            kinds.append((words(f"languages.{call.language}"), "plain"))
        for text, kind in kinds:
            tag = tag_picture(stage, text, kind)
            picture.blit(tag, row.start(tag.get_width(), stage.px(6)).rect)
        dot, gap = stage.px(9), stage.px(4)
        dots = row.end(LEVELS * dot + (LEVELS - 1) * gap).middle(LEVELS * dot + (LEVELS - 1) * gap, dot)
        for number in range(LEVELS):
            full = number < call.level
            fill, border = (stage.theme["accent"], None) if full else (None, stage.theme["outline"])
            picture.blit(shapes.box((dot, dot), dot // 2, fill, border), dots.start(dot, gap).rect)

    def _lines(self, picture: Surface, area: Area, text: str, style: Style, colour: str, most: int) -> None:
        type_ = self.stage.type
        for line in type_.wrap(text, style, area.rect.w, most):
            place = area.top(type_.height(style)).start(type_.width(line, style)).rect
            type_.draw(picture, line, style, self.stage.theme[colour], place.topleft)
