"""When somebody talks on a track, as stretches of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from trainer.delivery.intervals import Stretches, joined
from trainer.ear.activity import FRAME_SECONDS, voiced_frames

if TYPE_CHECKING:
    from trainer.sound import Clip

BRIDGE_S: Final = 0.25
"""Silences shorter than this are part of talking: the closure of a "t", a breath.  Source: Goldman-Eisler,
Psycholinguistics (1968), and after her most measures of articulation rate."""
CLICK_S: Final = 0.06
"""What is shorter than this is no voice: a click, a keystroke."""


def stretches(clip: Clip) -> Stretches:
    """When there is a voice on a track, in seconds; silences shorter than BRIDGE_S are bridged.

    Voices are found by trainer.ear.activity in frames of 20 ms, which sets how exact the ends are.
    """
    voiced = np.concatenate([[False], voiced_frames(clip), [False]])
    edges = np.flatnonzero(voiced[1:] != voiced[:-1]).reshape(-1, 2)
    found = ((int(start) * FRAME_SECONDS, int(end) * FRAME_SECONDS) for start, end in edges)
    return tuple(one for one in joined(found, BRIDGE_S) if one[1] - one[0] > CLICK_S)
