"""The customer's portrait in a ring that has the colour of the mood."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pygame
from pygame import Color, Surface

from trainer.ui.area import Area
from trainer.ui.portrait.features import Mien, features
from trainer.ui.portrait.head import body, head
from trainer.ui.portrait.look import Look, look_of
from trainer.ui.shapes import drawn
from trainer.ui.stage import Stage
from trainer.ui.widgets.base import Widget

if TYPE_CHECKING:
    from trainer.dialogue.schema import Persona

CALM, TENSE, ANGRY = Color("#3FB68B"), Color("#F2B441"), Color("#E5484D")
GROUND: Final = "#DCE4F1"
EASE: Final = 0.6
"""Seconds in which two thirds of a change of mood are shown."""
FACE: Final = (62, 68, 76, 72)
"""The part of the drawing that moves: x, y, width, height."""
CLOSER: Final = 'transform="translate(100 107) scale(1.2) translate(-100 -100)"'
_MOODS: Final = ((7.0, "furious"), (4.5, "angry"), (2.5, "tense"))


class Portrait(Widget):
    """``mood`` sets where the face is going, ``loudness`` (0 to 1) how far the mouth is open now."""

    role = "image"

    def __init__(self, stage: Stage, area: Area, persona: Persona, anger: float, trust: float) -> None:
        self._look = look_of(persona)
        self._anger, self._trust = anger, trust
        self._felt, self._trusted = anger, trust
        self.loudness = 0.0
        self._mouth = 0.0
        self._chance = np.random.default_rng(list(persona.name.encode()))
        self._blink, self._gaze, self._look_away = 2.0, 0.0, 3.0
        self._shown: tuple[Mien, int] | None = None
        super().__init__(stage, area, name=persona.name)

    @property
    def value(self) -> str:
        """The mood in a word."""
        name = next((name for least, name in _MOODS if self._anger >= least), "")
        name = name or ("warm" if self._trust >= 6.5 else "calm")
        return self.stage.words(f"call.{name}")

    def mood(self, anger: float, trust: float) -> None:
        """The face turns to this mood, 0 to 10 each."""
        self._anger, self._trust = anger, trust

    def update(self, time_delta: float) -> None:
        """The face moves; it is drawn again where that can be seen."""
        share = 1 - math.exp(-time_delta / EASE)
        self._felt += share * (self._anger - self._felt)
        self._trusted += share * (self._trust - self._trusted)
        self._mouth += min(1.0, time_delta * 22) * (self.loudness - self._mouth)
        self._eyes(time_delta)
        now = self._mien(), round(self._mouth * 6)
        if now != self._shown:
            self._shown = now
            self.repaint()
        super().update(time_delta)

    def _eyes(self, seconds: float) -> None:
        self._blink -= seconds
        if self._blink < -0.16:
            self._blink = float(self._chance.uniform(2.2, 5.5))
        self._look_away -= seconds
        if self._look_away < 0:
            self._look_away = float(self._chance.uniform(1.2, 4.0))
            self._gaze = float(self._chance.choice((0.0, 0.0, 0.0, -0.7, 0.7)))

    def _mien(self) -> Mien:
        """In steps that the eye can just tell apart, so that a face at rest is not drawn again."""
        lids = math.sin(math.pi * min(1.0, -self._blink / 0.16)) if self._blink < 0 else 0.0
        return Mien(round(self._felt / 10, 2), round(self._trusted / 10, 2), round(self._mouth * 12) / 12,
                    round(lids * 3) / 3, self._gaze)  # fmt: skip

    def paint(self) -> Surface:
        """Ring, person, and what moves of the face, on the ground of the rail."""
        mien, pulse = self._shown or (self._mien(), 0)
        side = min(int(self.rect.w), int(self.rect.h))
        picture = Surface(self.rect.size)  # opaque: on alpha the blits below take five times as long
        picture.fill(self.stage.theme["rail"])
        left, top = (int(self.rect.w) - side) // 2, (int(self.rect.h) - side) // 2
        picture.blit(_ring(side, _hex(mood_colour(self._felt, self._trusted)), pulse), (left, top))
        inner = round(side * 0.86)
        at = left + (side - inner) // 2, top + (side - inner) // 2
        picture.blit(_person(self._look, inner), at)
        x, y, wide, high = FACE
        scale = inner / 200
        place = math.floor(x * scale), math.floor(y * scale)
        size = math.ceil(wide * scale), math.ceil(high * scale)
        box = f"{place[0] / scale} {place[1] / scale} {size[0] / scale} {size[1] / scale}"
        face = drawn(_svg(box, f"<g {CLOSER}>{features(self._look, mien)}</g>"), size)
        picture.blit(face, (at[0] + place[0], at[1] + place[1]))
        return picture.convert_alpha()


def mood_colour(anger: float, trust: float) -> Color:
    """Green where all is well, yellow in between, red for anger; trust (0 to 10) soothes a little."""
    share = min(1.0, max(0.0, (anger - 0.25 * (trust - 5)) / 8))
    return CALM.lerp(TENSE, share * 2) if share < 0.5 else TENSE.lerp(ANGRY, share * 2 - 1)


def _hex(colour: Color) -> str:
    return f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"


def _svg(box: str, inner: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{inner}</svg>'


@lru_cache(8)
def _person(look: Look, side: int) -> Surface:
    """All that does not move, cut to a circle."""
    inner = f'<circle cx="100" cy="100" r="99" fill="{GROUND}"/><g {CLOSER}>{body(look)}{head(look)}</g>'
    picture = drawn(_svg("0 0 200 200", inner), (side, side))
    mask = drawn(_svg("0 0 200 200", '<circle cx="100" cy="100" r="99" fill="#FFFFFF"/>'), (side, side))
    picture.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return picture


@lru_cache(16)
def _ring(side: int, colour: str, pulse: int) -> Surface:
    """``pulse``: 0 to 6, how loud the voice is: a halo around the ring."""
    halo = f'<circle cx="100" cy="100" r="{91.5 + 1.0 * pulse}" fill="{colour}" fill-opacity="0.250"/>' if pulse else ""
    return drawn(_svg("0 0 200 200", f'{halo}<circle cx="100" cy="100" r="91" fill="{colour}"/>'
                      '<circle cx="100" cy="100" r="87.500" fill="#131F38"/>'), (side, side))  # fmt: skip
