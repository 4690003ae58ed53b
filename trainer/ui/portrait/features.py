"""What of a face moves, on a field of 200 by 200: brows, eyes, cheeks and mouth, by the mood and the voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.ui.portrait.look import Look

DARK = "#2A2322"


@dataclass(frozen=True)
class Mien:
    """A moment of a face, each from 0 to 1.  ``mouth``: how far it is open; ``lids``: how far they are shut."""

    anger: float = 0.0
    trust: float = 0.5
    mouth: float = 0.0
    lids: float = 0.0
    gaze: float = 0.0
    """To which side the eyes look, from -1 to 1."""


def features(look: Look, mien: Mien) -> str:
    """The inside of an SVG."""
    return "".join([
        *_cheeks(mien),
        *(_eye(look, mien, side) for side in (-1, 1)),
        *(_brow(look, mien, side) for side in (-1, 1)),
        _frown(look, mien),
        _mouth(look, mien),
        _glasses() if look.glasses else "",
    ])  # fmt: skip


def _cheeks(mien: Mien) -> list[str]:
    strength = 0.09 + 0.20 * max(0.0, mien.anger - 0.3)
    return [f'<ellipse cx="{100 + 20 * side}" cy="107" rx="9" ry="5.500" fill="#D8402F" fill-opacity="{strength:.3f}"/>'
            for side in (-1, 1)]  # fmt: skip


def _eye(look: Look, mien: Mien, side: int) -> str:
    """Almond, iris, and the lids: narrowed by anger, wide where there is neither anger nor trust."""
    x, y = 100 + 15 * side, 93.0
    worry = max(0.0, 1 - mien.trust - mien.anger)
    wide = (1 - 0.42 * mien.anger + 0.18 * worry) * (1 - mien.lids)
    up, down = 5.4 * wide, 4.2 * wide * (1 - 0.25 * mien.anger)
    inner, outer = x - 7.2 * side, x + 7.2 * side
    slant = 1.6 * mien.anger
    lid = f"M{inner} {y + slant:.2f}Q{x} {y - 2 * up + slant:.2f} {outer} {y - 0.6:.2f}"
    if wide < 0.12:
        return f'<path d="M{inner} {y}Q{x} {y + 3} {outer} {y}" {_pen(DARK, 2.2)}/>'
    radius = min(3.7, 0.92 * (up + down) / 2 + 0.5)
    gaze = x + 1.8 * mien.gaze
    lashes = f'<path d="M{outer} {y - 0.6}l{2.4 * side} -2" {_pen(DARK, 1.8)}/>' if look.woman else ""
    return (
        f'<path d="{lid}Q{x} {y + 2 * down:.2f} {inner} {y + slant:.2f}Z" fill="#FFFFFF"/>'
        f'<circle cx="{gaze:.2f}" cy="{y - 0.3 + 0.4 * slant:.2f}" r="{radius:.2f}" fill="#3B2A22"/>'
        f'<circle cx="{gaze + 1.1:.2f}" cy="{y - 1.6 + 0.4 * slant:.2f}" r="1.050" fill="#FFFFFF"/>'
        f'<path d="{lid}" {_pen(DARK, 2.3)}/>{lashes}'
    )


def _brow(look: Look, mien: Mien, side: int) -> str:
    """Anger draws the inner end down; worry lifts it; trust rounds the whole."""
    worry = max(0.0, 1 - mien.trust - mien.anger)
    inner_x, outer_x = 100 + (7.5 - 1.5 * mien.anger) * side, 100 + 25.5 * side
    inner_y = 82.5 + 5.5 * mien.anger - 4.5 * worry
    outer_y = 83.0 - 3.0 * mien.anger + 1.5 * worry
    top = 77.5 + 3.5 * mien.anger - 1.5 * mien.trust - worry
    colour = "#8C8D91" if look.older else look.hair_colour[0]
    width = (3.0 if look.woman else 4.2) + 0.6 * mien.anger
    return (f'<path d="M{inner_x:.2f} {inner_y:.2f}Q{100 + 17 * side} {top:.2f} {outer_x:.2f} {outer_y:.2f}" '
            f'{_pen(colour, width)}/>')  # fmt: skip


def _frown(look: Look, mien: Mien) -> str:
    strength = max(0.0, mien.anger - 0.45) * 1.6
    if not strength:
        return ""
    return (f'<path d="M97 78L98 84M103 78L102 84" fill="none" stroke="{look.skin[1]}" stroke-width="1.800" '
            f'stroke-linecap="round" stroke-opacity="{min(1.0, strength):.3f}"/>')  # fmt: skip


def _mouth(look: Look, mien: Mien) -> str:
    """A line that trust bends up and anger down; open while there is a voice."""
    bend = 1.3 * mien.trust - 1.25 * mien.anger - 0.15
    half = 11.5 - 1.5 * mien.anger - 2.5 * mien.mouth
    y = 120.5
    corner = y - 3.2 * bend
    lip = "#A8514A" if look.woman else "#8E4A40"
    if mien.mouth < 0.08:
        under = (f'<path d="M94 {y + 8.5:.2f}Q100 {y + 10.5:.2f} 106 {y + 8.5:.2f}" {_pen(look.skin[1], 1.8)}/>'
                 if not look.beard else "")  # fmt: skip
        return (f'<path d="M{100 - half:.2f} {corner:.2f}Q100 {y + 3.4 * bend:.2f} {100 + half:.2f} {corner:.2f}" '
                f'{_pen(lip, 3.0)}/>{under}')  # fmt: skip
    open_ = 3.0 + 15 * mien.mouth
    top, bottom = y - 0.22 * open_ + 1.6 * bend, y + open_ + 1.6 * bend
    left, right = f"{100 - half:.2f} {corner:.2f}", f"{100 + half:.2f} {corner:.2f}"
    teeth = half * 0.72
    return (
        f'<path d="M{left}Q100 {top - 2:.2f} {right}Q100 {bottom:.2f} {left}Z" fill="#5A1F22" stroke="{lip}" '
        'stroke-width="2.600" stroke-linejoin="round"/>'
        f'<path d="M{100 - teeth:.2f} {corner - 0.2:.2f}Q100 {top - 0.6:.2f} {100 + teeth:.2f} {corner - 0.2:.2f}'
        f'Q100 {top + 2.2:.2f} {100 - teeth:.2f} {corner - 0.2:.2f}Z" fill="#FFFFFF" fill-opacity="0.900"/>'
    )


def _glasses() -> str:
    return ('<g fill="#FFFFFF" fill-opacity="0.120" stroke="#39404E" stroke-width="2.200">'
            '<rect x="72.500" y="83" width="24" height="20" rx="8"/><rect x="103.500" y="83" width="24" height="20" '
            'rx="8"/></g><path d="M96.500 91Q100 88.500 103.500 91M72.500 91L67 89M127.500 91L133 89" fill="none" '
            'stroke="#39404E" stroke-width="2.200"/>')  # fmt: skip


def _pen(colour: str, width: float) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width:.2f}" stroke-linecap="round"'
