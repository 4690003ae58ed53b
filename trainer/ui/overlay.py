"""What lies over all widgets: the ring around the one that has the focus, and the tip of the one that is pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect, Surface

from trainer.ui import shapes

if TYPE_CHECKING:
    from trainer.ui.stage import Stage
    from trainer.ui.widgets.base import Widget

PATIENCE = 0.7
"""Seconds for which the mouse or the focus rests before a tip is shown."""


def draw(stage: Stage, window: Surface) -> None:
    """Draws ring and tip where they are due."""
    focused = stage.focused
    if focused is not None and (stage.by_keyboard or focused.always_ringed):
        _ring(stage, window, focused)
    if stage.resting >= PATIENCE and (one := tipped(stage)) is not None:
        _tip(stage, window, one)


def tipped(stage: Stage) -> Widget | None:
    """The widget whose tip is to be shown."""
    for one in stage.widgets:
        if one.tip and one.hovered:
            return one
    focused = stage.focused
    return focused if stage.by_keyboard and focused is not None and focused.tip else None


def _ring(stage: Stage, window: Surface, one: Widget) -> None:
    gap, pen = stage.px(2), max(2, stage.px(2.5))
    around = one.rect.inflate(2 * (gap + pen), 2 * (gap + pen))
    clip, drawn = one.clip, window.get_clip()
    if not drawn.colliderect(around):
        return
    ring = shapes.box(around.size, one.radius + gap + pen, None, stage.theme["focus"], pen)
    window.set_clip(drawn if clip is None or clip.contains(one.rect) else drawn.clip(clip))
    window.blit(ring, around)
    window.set_clip(drawn)


def _tip(stage: Stage, window: Surface, one: Widget) -> None:
    theme, pad = stage.theme, stage.px(10)
    lines = stage.type.wrap(one.tip, "small", stage.px(320))
    high = stage.type.height("small")
    size = (max(stage.type.width(line, "small") for line in lines) + 2 * pad, high * len(lines) + pad)
    place = Rect((0, 0), size)
    place.midtop = (one.rect.centerx, one.rect.bottom + stage.px(8))
    if place.bottom > window.get_height():
        place.bottom = one.rect.top - stage.px(8)
    place.clamp_ip(window.get_rect())
    window.blit(shapes.box(size, stage.px(6), theme["ink"]), place)
    for number, line in enumerate(lines):
        x = place.right - pad - stage.type.width(line, "small") if stage.rtl else place.x + pad
        stage.type.draw(window, line, "small", theme["surface"], (x, place.y + pad // 2 + number * high))
