"""A part of the screen that can be scrolled, with its bar."""

from __future__ import annotations

import pygame
from pygame import Rect, Surface

from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.widgets.base import Widget
from trainer.ui.widgets.sheet import LONG, Sheet

BAR = 12
"""Design pixels of the bar's column."""
NOTCH = 72
"""Design pixels for one notch of the wheel."""


class Scroller(Widget):
    """Lay out in ``inner``, pass ``sheet`` as ``inside``, and say with ``end`` how far down it goes.

    ``name``: where it was scrolled to is remembered under it when the screen is built again.
    """

    role = ""

    def __init__(self, stage: Stage, area: Area, name: str) -> None:
        bar = Area(area.rect.copy(), area.rtl)
        super().__init__(stage, bar.end(stage.px(BAR)), name=name)
        self._held: int | None = None
        self.sheet = Sheet(area.rect.copy(), stage.manager, stage.inside, self._moved)
        inner = Area(Rect(area.rect.x, area.rect.y, area.rect.w, LONG), area.rtl)
        inner.end(stage.px(BAR + 8))
        self.inner = inner

    def end(self, bottom: int) -> None:
        """The sheet ends at this line of the window, as it was laid out."""
        self.sheet.cut(bottom - self.sheet.window.top)
        self.sheet.scroll(self.stage.scrolled.get(self.name, 0))
        self.repaint()

    def _moved(self) -> None:
        self.stage.scrolled[self.name] = self.sheet.offset
        self.stage.changed = True
        self.repaint()

    @property
    def _thumb(self) -> Rect:
        """The handle, in the bar's own pixels."""
        track = self.rect.h
        high = max(self.stage.px(32), track * self.sheet.window.h // max(1, int(self.sheet.rect.h)))
        y = (track - high) * self.sheet.offset // max(1, self.sheet.farthest)
        wide = self.stage.px(6)
        return Rect((self.rect.w - wide) // 2, y, wide, high)

    def paint(self) -> Surface:
        """The handle, where there is something to scroll."""
        picture = Surface(self.rect.size, pygame.SRCALPHA)
        if self.sheet.farthest:
            colour = self.stage.theme["muted" if self.hovered or self._held is not None else "outline"]
            picture.blit(shapes.box(self._thumb.size, self._thumb.w // 2, colour), self._thumb)
        return picture

    def process_event(self, event: pygame.event.Event) -> bool:
        """The wheel over the sheet, and the mouse on the bar."""
        sheet = self.sheet
        match event.type:
            case pygame.MOUSEWHEEL if sheet.window.collidepoint(self.stage.manager.mouse_position):
                sheet.scroll(sheet.offset - round(event.y * self.stage.px(NOTCH)))
                return True
            case pygame.MOUSEBUTTONDOWN if event.button == 1 and self.rect.collidepoint(event.pos) and sheet.farthest:
                thumb = self._thumb.move(self.rect.topleft)
                if not thumb.collidepoint(thumb.centerx, event.pos[1]):
                    thumb.centery = event.pos[1]
                    self._to(thumb.top)
                self._held = event.pos[1] - thumb.top
                return True
            case pygame.MOUSEMOTION if self._held is not None:
                self._to(event.pos[1] - self._held)
                return True
            case pygame.MOUSEBUTTONUP if self._held is not None:
                self._held = None
                self.repaint()
                return True
        return False

    def kill(self) -> None:
        """Takes it, and its sheet, off the screen."""
        super().kill()
        if self.sheet.alive():
            self.sheet.kill()

    def read_on(self, pages: float) -> bool:
        """Scrolls so many pages down; whether it did."""
        before = self.sheet.offset
        self.sheet.scroll(before + round(pages * self.sheet.window.h))
        return self.sheet.offset != before

    def _to(self, top: int) -> None:
        room = max(1, self.rect.h - self._thumb.h)
        self.sheet.scroll(round((top - self.rect.top) / room * self.sheet.farthest))
