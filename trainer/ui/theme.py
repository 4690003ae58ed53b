"""How the window looks: colours, sizes of text, and how large a design pixel is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final, Literal

from pygame import Color

Style = Literal["caption", "small", "body", "strong", "large", "heading", "title", "display"]

SIZES: Final[Mapping[str, tuple[int, bool]]] = {
    "caption": (13, False),
    "small": (14, False),
    "body": (16, False),
    "strong": (16, True),
    "large": (22, False),
    "heading": (19, True),
    "title": (28, True),
    "display": (40, True),
}
"""Design pixels of each style of text, and whether it is bold."""

TEXT: Final[Mapping[str, float]] = {"normal": 1.0, "large": 1.2, "largest": 1.4}
"""By how much each text size of the settings enlarges everything."""

DESIGNED_FOR: Final = 760
"""Height of the window, in pixels, at which a design pixel is a pixel."""
NARROWEST: Final = 1000
"""Design pixels that a window is wide at least: where a larger text would leave less, it grows less."""


@dataclass(frozen=True)
class Theme:
    """``scale``: pixels of a design pixel."""

    name: Literal["light", "contrast"]
    scale: float

    def __getitem__(self, colour: str) -> Color:
        return _colours(self.name)[colour]

    def px(self, design: float) -> int:
        """Design pixels in pixels."""
        return round(design * self.scale)


def scale_of(size: tuple[int, int], text_size: str) -> float:
    """Pixels of a design pixel in a window of this size: larger on a large screen, by half at most."""
    room: float = min(max(size[1] / DESIGNED_FOR, 1.0), 1.5)
    return min(math.sqrt(room) * TEXT[text_size], max(1.0, size[0] / NARROWEST))


@lru_cache
def _colours(name: str) -> Mapping[str, Color]:
    file = resources.files("trainer") / "ui" / "themes" / f"{name}.json"
    return {colour: Color(value) for colour, value in json.loads(file.read_text(encoding="utf-8")).items()}
