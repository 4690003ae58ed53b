"""How a mood sounds: anger is quicker, higher, livelier and louder; sorrow slow, low, flat and soft."""

from __future__ import annotations

from dataclasses import astuple

from trainer.voice.voice import CALM, Manner

FASTEST = 215
"""Words a minute beyond which the words of a synthetic voice run together.

A recognizer (Moonshine tiny) misses 21 of 100 words at 175 and at 215 words a minute, 28 at 228 and 38 at 240:
20 lines of callers, two voices of espeak-ng.
"""
ANGRY = Manner(FASTEST, 58, 85, 150)
ANXIOUS = Manner(FASTEST, 72, 75, 100)
SAD = Manner(135, 38, 20, 70)
FEELINGS = {"worry": ANXIOUS, "sadness": SAD, "shame": SAD}
"""What a cue of a dialogue sounds like; "anger" is in the mood already."""
MOST, NEUTRAL_TRUST = 10.0, 5.0
RESIGNED = 1 / 3
"""How far a customer without any trust has gone from the feeling towards sorrow: such a person expects nothing."""


def manner_of(anger: float, trust: float, cue: str = "") -> Manner:
    """How a customer in this mood (0 to 10 each) speaks, who gives this cue.

    Where there is neither anger nor a cue, and trust is 5 or more: `CALM`.  Below 5, trust goes towards `SAD`.  From
    there every figure rises evenly with anger until it is that of `ANGRY`; one that is above it already stays, so
    that more anger never sounds like less.
    """
    doubt = 1 - min(max(trust, 0.0), NEUTRAL_TRUST) / NEUTRAL_TRUST
    feeling = _between(astuple(FEELINGS.get(cue, CALM)), astuple(SAD), RESIGNED * doubt)
    furious = tuple(max(pair) for pair in zip(feeling, astuple(ANGRY), strict=True))
    rate, pitch, range_, volume = _between(feeling, furious, min(max(anger, 0.0), MOST) / MOST)
    return Manner(round(rate), round(pitch), round(range_), round(volume))


def _between(one: tuple[float, ...], other: tuple[float, ...], share: float) -> tuple[float, ...]:
    return tuple(a + share * (b - a) for a, b in zip(one, other, strict=True))
