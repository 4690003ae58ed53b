"""A field to type in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

import pygame
from pygame import Rect, Surface

from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.text import is_rtl
from trainer.ui.widgets.base import Inside, Widget
from trainer.ui.widgets.editing import Editing, caret_place, letter_places, rows

BLINK: Final = 0.53
"""Seconds for which the caret is seen, and then is not."""


@dataclass(frozen=True)
class Look:
    """The colours of a field."""

    ground: str = "surface"
    ink: str = "ink"
    border: str = "outline"
    hint: str = "muted"
    selected: str = "accent_soft"


FIELD: Final = Look()
ON_RAIL: Final = Look("rail_hover", "rail_ink", "rail_muted", "rail_muted", "accent")


class Entry(Widget):
    """A field of one line, or of as many as fit its place.

    ``change`` hears the text after every key.  ``submit`` is called on Enter (Shift and Enter then begins a new line);
    without it, Enter begins a new line where there is room for several.  ``most``: letters it takes.
    """

    role = "entry"
    focusable: ClassVar[bool] = True
    always_ringed: ClassVar[bool] = True

    def __init__(
        self, stage: Stage, area: Area, name: str, text: str = "", *, hint: str = "",
        change: Callable[[str], None] = lambda _: None, submit: Callable[[], None] | None = None, most: int = 2000,
        look: Look = FIELD, inside: Inside = None, tip: str = "",
    ) -> None:  # fmt: skip
        self._editing = Editing(text, most)
        self._hint, self._change, self._submit, self._look = hint, change, submit, look
        self._pad = stage.px(12)
        self._several = area.rect.h >= 3 * stage.type.height("body")
        self._shift = 0
        """Pixels, of the line or of the rows, that are out of sight."""
        self._blink = 0.0
        self._dragging = False
        super().__init__(stage, area, inside=inside, name=name, tip=tip)

    @property
    def value(self) -> str:
        """What is in it."""
        return self._editing.text

    @property
    def text(self) -> str:
        """What is in it."""
        return self._editing.text

    @text.setter
    def text(self, text: str) -> None:
        self._editing.select_all()
        self._editing.insert(text)
        self.repaint()

    @property
    def states(self) -> tuple[str, ...]:
        """A hint stands in it as long as it is empty."""
        hint = [self.stage.words("spoken.hint", hint=self._hint)] if self._hint and not self.text else []
        return (*super().states, *hint)

    def focus(self) -> None:
        """Typing goes here."""
        super().focus()
        pygame.key.start_text_input()
        pygame.key.set_text_input_rect(Rect(self.rect))

    def unfocus(self) -> None:
        """Typing goes elsewhere."""
        super().unfocus()
        pygame.key.stop_text_input()

    def typed(self, text: str) -> None:
        """Letters come in."""
        self._editing.insert(text if self._several else " ".join(text.split("\n")))
        self._changed()

    def key(self, event: pygame.event.Event) -> bool:
        """What the keys do in every field of every program."""
        mod = event.mod
        word, shift = bool(mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT)), bool(mod & pygame.KMOD_SHIFT)
        back = 1 if self._rtl else -1
        edit = self._editing
        match event.key:
            case pygame.K_LEFT | pygame.K_RIGHT:
                edit.move(back if event.key == pygame.K_LEFT else -back, word=word, select=shift)
            case pygame.K_UP | pygame.K_DOWN if self._several:
                self._to_row(-1 if event.key == pygame.K_UP else 1, select=shift)
            case pygame.K_HOME | pygame.K_END:
                edit.to(0 if event.key == pygame.K_HOME else len(edit.text), select=shift)
            case pygame.K_BACKSPACE | pygame.K_DELETE:
                edit.erase(-1 if event.key == pygame.K_BACKSPACE else 1, word=word)
                self._changed()
            case pygame.K_RETURN | pygame.K_KP_ENTER:
                return self._entered(shift)
            case pygame.K_a | pygame.K_c | pygame.K_x | pygame.K_v if mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
                self._clipboard(event.key)
            case _:
                # Letters arrive as text; a key that makes one is used up here all the same.
                return bool(event.unicode.isprintable() and event.unicode and not word)
        self._blink = 0.0
        self.repaint()
        return True

    def _entered(self, shift: bool) -> bool:
        if self._submit is not None and not shift:
            self._submit()
            return True
        if self._several:
            self.typed("\n")
        return self._several

    def _clipboard(self, key: int) -> None:
        edit = self._editing
        if key == pygame.K_a:
            edit.select_all()
        elif key == pygame.K_v:
            self.typed(pygame.scrap.get_text().replace("\r\n", "\n"))
        elif edit.selected:
            pygame.scrap.put_text(edit.selected)
            if key == pygame.K_x:
                edit.insert("")
                self._changed()

    def _changed(self) -> None:
        self._blink = 0.0
        self.repaint()
        self._change(self.text)

    @property
    def _rtl(self) -> bool:
        return is_rtl(self.text) if self.text else self.stage.rtl

    @property
    def _room(self) -> int:
        return int(self.rect.w) - 2 * self._pad

    def _measure(self, text: str) -> int:
        return self.stage.type.measure(text, "body")

    @property
    def _rows(self) -> list[tuple[int, int]]:
        return rows(self.text, self._room, self._measure) if self._several else [(0, len(self.text))]

    def _row_of_caret(self, found: list[tuple[int, int]]) -> int:
        return max(n for n, (start, _) in enumerate(found) if start <= self._editing.caret)

    def _place(self, row: tuple[int, int], at: int) -> int:
        """The pixel of the caret within its row."""
        text = self.text[row[0] : row[1]]
        return caret_place(text, at - row[0], letter_places(text, self._measure, rtl=self._rtl), rtl=self._rtl)

    def _to_row(self, step: int, *, select: bool) -> None:
        found = self._rows
        now = self._row_of_caret(found)
        if 0 <= now + step < len(found):
            x = self._left(found[now]) + self._place(found[now], self._editing.caret)
            self._editing.to(self._nearest(found[now + step], x), select=select)

    def _left(self, row: tuple[int, int]) -> int:
        """The pixel of the field at which a row's picture begins."""
        width = self._measure(self.text[row[0] : row[1]])
        if self._several:
            return int(self.rect.w) - self._pad - width if self._rtl else self._pad
        return int(self.rect.w) - self._pad - width + self._shift if self._rtl else self._pad - self._shift

    def _nearest(self, row: tuple[int, int], x: int) -> int:
        last = row[1] if row[1] == len(self.text) or self.text[row[1]] == "\n" else row[1] - 1
        left = self._left(row)
        return min(range(row[0], max(row[0], last) + 1), key=lambda at: abs(left + self._place(row, at) - x))

    def process_event(self, event: pygame.event.Event) -> bool:
        """The mouse puts the caret somewhere, and selects."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self.hover_point(*event.pos):
            self._point(event.pos, select=bool(pygame.key.get_mods() & pygame.KMOD_SHIFT))
            self._dragging = True
            return True
        if event.type == pygame.MOUSEMOTION and self._dragging:
            self._point(event.pos, select=True)
            return True
        if event.type == pygame.MOUSEBUTTONUP and self._dragging:
            self._dragging = False
            return True
        return False

    def _point(self, position: tuple[int, int], *, select: bool) -> None:
        found, high = self._rows, self.stage.type.height("body")
        top = self._top(len(found))
        number = min(max(0, (position[1] - int(self.rect.y) - top) // high), len(found) - 1)
        self._editing.to(self._nearest(found[number], position[0] - int(self.rect.x)), select=select)
        self._blink = 0.0
        self.repaint()

    def _top(self, count: int) -> int:
        high = self.stage.type.height("body")
        return self.stage.px(8) - self._shift if self._several else (int(self.rect.h) - high * count) // 2

    def update(self, time_delta: float) -> None:
        """The caret blinks."""
        if self.is_focused:
            before = self._blink % (2 * BLINK) < BLINK
            self._blink += time_delta
            if (self._blink % (2 * BLINK) < BLINK) is not before:
                self.repaint()
        super().update(time_delta)

    def paint(self) -> Surface:
        """The text, or the hint, with the selection and the caret."""
        stage, theme, look = self.stage, self.stage.theme, self._look
        size, high = (int(self.rect.w), int(self.rect.h)), self.stage.type.height("body")
        picture = shapes.box(size, self.radius, theme[look.ground], theme[look.border])
        picture.set_clip(picture.get_rect().inflate(-2 * self._pad + 4, -4))
        found = self._rows
        self._bring_caret_into_sight(found)
        if not self.text and self._hint:
            most = max(1, (size[1] - 2 * stage.px(8)) // high) if self._several else 1
            for number, line in enumerate(stage.type.wrap(self._hint, "body", self._room, most)):
                x = size[0] - self._pad - self._measure(line) if stage.rtl else self._pad
                stage.type.draw(picture, line, "body", theme[look.hint], (x, self._top(1) + number * high))
        for number, row in enumerate(found):
            y = self._top(len(found)) + number * high
            self._select(picture, row, y)
            stage.type.draw(picture, self.text[row[0] : row[1]], "body", theme[look.ink], (self._left(row), y))
        if self.is_focused and self._blink % (2 * BLINK) < BLINK:
            number = self._row_of_caret(found)
            x = self._left(found[number]) + self._place(found[number], self._editing.caret)
            y = self._top(len(found)) + number * high
            picture.fill(theme[look.ink], Rect(x, y + high // 8, max(2, stage.px(1.5)), high - high // 4))
        picture.set_clip(None)
        return picture

    def _select(self, picture: Surface, row: tuple[int, int], y: int) -> None:
        start, end = self._editing.selection
        places = letter_places(self.text[row[0] : row[1]], self._measure, rtl=self._rtl) if start < end else []
        for n in range(max(start, row[0]), min(end, row[1])):
            left, right = places[n - row[0]]
            place = Rect(self._left(row) + left, y, right - left, self.stage.type.height("body"))
            picture.fill(self.stage.theme[self._look.selected], place)

    def _bring_caret_into_sight(self, found: list[tuple[int, int]]) -> None:
        number, high = self._row_of_caret(found), self.stage.type.height("body")
        if self._several:
            room = int(self.rect.h) - 2 * self.stage.px(8)
            self._shift = min(max(self._shift, (number + 1) * high - room), number * high)
            return
        self._shift = 0 if self._measure(self.text) <= self._room else self._shift
        x = self._left(found[0]) + self._place(found[0], self._editing.caret)
        over, under = x - (int(self.rect.w) - self._pad), self._pad - x
        if over > 0 or under > 0:
            self._shift += (-over if over > 0 else under) if self._rtl else (over if over > 0 else -under)
