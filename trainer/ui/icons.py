"""Signs: drawings of lines on a field of 24 by 24, in any size and colour."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pygame
from pygame import Color, Surface

from trainer.ui.shapes import drawn

ICONS: Final = {
    "calls": '<path d="M4 13a8 8 0 0 1 16 0"/><rect x="3" y="13" width="4" height="7" rx="1.6"/>'
    '<rect x="17" y="13" width="4" height="7" rx="1.6"/>',
    "progress": '<path d="M4 20h16M6 16v-4M11 16V6M16 16V9"/>',
    "settings": '<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.6"/>'
    '<circle cx="8" cy="17" r="2.6"/>',
    "back": '<path d="M20 12H5M11 5l-7 7 7 7"/>',
    "forward": '<path d="M4 12h15M13 5l7 7-7 7"/>',
    "down": '<path d="M6 9.5l6 6 6-6"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "dot": '<circle cx="12" cy="12" r="7.5"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>',
    "book": '<path d="M12 6.5C10 5 7 4.7 4 5v13.5c3-.3 6 0 8 1.5 2-1.5 5-1.8 8-1.5V5c-3-.3-6 0-8 1.5v13"/>',
    "file": '<path d="M6 3.5h8l4.5 4.5v12.5H6z M14 3.5V8h4.5 M9 12.5h6 M9 16.5h6"/>',
    "quote": '<path d="M4 5h16v11h-8l-5 4v-4H4z M8 9h8 M8 12.5h5"/>',
    "stop": '<circle cx="12" cy="12" r="8.5"/><path d="M6 6l12 12"/>',
    "scale": '<path d="M12 4v16M7 20h10M4.5 7h15M4.5 7L2.5 13h4.8zM19.5 7l-2 6h4.8z"/>',
    "target": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3.5"/>',
    "microphone": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
    "loudspeaker": '<path d="M4 9.5h3.5L12 5.5v13l-4.5-4H4z M15.5 9a4 4 0 0 1 0 6 M18 6.5a7.5 7.5 0 0 1 0 11"/>',
    "keyboard": '<rect x="3" y="6" width="18" height="12" rx="2"/>'
    '<path d="M7 10h.1M11 10h.1M15 10h.1M18 10h.1M8 14h8"/>',
    "ear": '<path d="M7 10a5 5 0 0 1 10 0c0 4-4 4.5-4 8a2.8 2.8 0 0 1-5.300 1M10 10.5a2 2 0 0 1 4 0c0'
    ' 1.5-1.5 2-1.5 3.5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.5l3.5 2"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "shield": '<path d="M12 3l7.5 3v5.5c0 5-3.5 8-7.5 9.5-4-1.5-7.5-4.5-7.5-9.5V6z M8.5 12l2.5 2.5 4.5-5"/>',
    "eye": '<path d="M2.5 12C6 5.5 18 5.5 21.5 12 18 18.5 6 18.5 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
    "disk": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3" fill="currentColor"/>',
    "replay": '<path d="M4 12a8 8 0 1 0 2.5-5.8M4 4v5h5"/>',
    "flag": '<path d="M5.5 21V4M5.5 4.5h12l-2.5 4 2.5 4h-12"/>',
    "hang_up": '<path d="M2.5 14.5c5-5.5 14-5.5 19 0l-2.5 3-4-2v-3c-2-.7-4-.7-6 0v3l-4 2z"/>',
    "hold": '<path d="M8.5 5v14M15.5 5v14"/>',
    "transfer": '<path d="M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4"/>',
    "question": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.8a2.5 2.5 0 1 1 3.7 2.2c-.8.4-1.2.9-1.2 1.7'
    'M12 16.6v.1"/>',
    "minus": '<path d="M6 12h12"/>',
}
"""Inside of an SVG; everything is drawn with a round pen 1.8 wide."""
POINTS: Final = {"back", "forward", "transfer", "quote"}
"""Signs that point along the line, and are mirrored with it."""


@lru_cache(500)
def _icon(name: str, size: int, colour: str, mirrored: bool) -> Surface:
    picture = drawn(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="1.8" '
        f'stroke-linecap="round" stroke-linejoin="round">{ICONS[name].replace("currentColor", colour)}</svg>',
        (size, size),
    )
    return pygame.transform.flip(picture, True, False) if mirrored else picture


def icon(name: str, size: int, colour: Color, *, rtl: bool = False) -> Surface:
    """A sign as a picture of ``size`` pixels; it is shared, so it must not be drawn on."""
    return _icon(name, size, f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}", rtl and name in POINTS)
