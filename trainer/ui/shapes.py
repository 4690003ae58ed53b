"""Rounded boxes and their shadows: a small picture of the corners, stretched to any size."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pygame
from pygame import Color, Rect, Surface

_SHADOW = 0.10
"""How dark the shadow of a card is at its edge."""


def drawn(svg: str, size: tuple[int, int]) -> Surface:
    """An SVG as a picture of this size, its colours in the order of all other pictures: others are slow to draw."""
    picture = pygame.image.load_sized_svg(BytesIO(svg.encode()), size)
    return picture.convert(Surface((1, 1), pygame.SRCALPHA))


def box(size: tuple[int, int], radius: int, fill: Color | None, border: Color | None = None, width: int = 1) -> Surface:
    """A box with round corners, of any size, filled or with a border or both.  ``radius``, ``width``: pixels."""
    radius = max(0, min(radius, min(size) // 2))
    if not border and fill is not None and radius == 0:
        plain = Surface(size, pygame.SRCALPHA)
        plain.fill(fill)
        return plain
    line = width if border else 0
    return _stretched(_corners(radius, _hex(fill), _hex(border), line), size, max(radius, line) + 1)


def shadow(size: tuple[int, int], radius: int, depth: int, colour: Color) -> Surface:
    """The soft shadow of such a box: ``depth`` pixels larger on every side."""
    edge = 2 * depth + radius + 1
    return _stretched(_soft_corners(radius, depth, (colour.r, colour.g, colour.b)),
                      (size[0] + 2 * depth, size[1] + 2 * depth), edge)  # fmt: skip


def _hex(colour: Color | None) -> str:
    return "none" if colour is None else f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"


@lru_cache(500)
def _corners(radius: int, fill: str, border: str, width: int) -> Surface:
    side = 2 * (max(radius, width) + 1) + 1
    inner, half = side - width, width / 2
    return drawn(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect x="{half}" y="{half}" width="{inner}" '
        f'height="{inner}" rx="{max(0, radius - half)}" fill="{fill}" stroke="{border}" stroke-width="{width}"/></svg>',
        (side, side),
    )


@lru_cache(50)
def _soft_corners(radius: int, depth: int, colour: tuple[int, int, int]) -> Surface:
    edge = 2 * depth + radius + 1
    side = 2 * edge + 1
    hard = Surface((side, side), pygame.SRCALPHA)
    hard.fill((*colour, 0))
    inner = side - 2 * depth
    hard.blit(box((inner, inner), radius, Color(*colour)), (depth, depth + depth // 3))
    soft = pygame.transform.gaussian_blur(hard, max(1, depth // 2))
    soft.fill((*colour, 0), special_flags=pygame.BLEND_RGB_MAX)
    soft.set_alpha(round(255 * _SHADOW))
    return soft


def _stretched(tile: Surface, size: tuple[int, int], edge: int) -> Surface:
    """The tile with its corners as they are and its middle row and column repeated."""
    picture = Surface(size, pygame.SRCALPHA)
    width, height = size
    across, down = tile.get_width() - 2 * edge, tile.get_height() - 2 * edge
    cut_x, cut_y = min(edge, width // 2), min(edge, height // 2)
    for x, w, from_x, from_w in ((0, cut_x, 0, cut_x), (cut_x, width - 2 * cut_x, edge, across),
                                 (width - cut_x, cut_x, tile.get_width() - cut_x, cut_x)):  # fmt: skip
        for y, h, from_y, from_h in ((0, cut_y, 0, cut_y), (cut_y, height - 2 * cut_y, edge, down),
                                     (height - cut_y, cut_y, tile.get_height() - cut_y, cut_y)):  # fmt: skip
            if w > 0 and h > 0 and from_w > 0 and from_h > 0:
                piece = tile.subsurface(Rect(from_x, from_y, from_w, from_h))
                alpha = tile.get_alpha()
                piece = piece if (from_w, from_h) == (w, h) else pygame.transform.scale(piece, (w, h))
                piece.set_alpha(alpha)
                picture.blit(piece, (x, y), special_flags=0)
    return picture
