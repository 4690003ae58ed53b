"""One moment of a recorded call, both voices as they were heard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from trainer.recording.recorder import CUSTOMER, TRAINEE
from trainer.sound import Clip, read_wav

if TYPE_CHECKING:
    from trainer.transcript import Turn

MARGIN_S: Final = 0.15
"""Added before and after a turn, so that no sound is cut."""


def moment(folder: Path, turn: Turn) -> Clip | None:
    """Both tracks of a call in this folder, mixed, while a turn lasted; None where nobody timed the turn.

    Raises SoundError where the tracks cannot be read.
    """
    if turn.start is None or turn.end is None:
        return None
    start, end = turn.start - MARGIN_S, turn.end + MARGIN_S
    one, other = (read_wav(folder / name).between(start, end) for name in (CUSTOMER, TRAINEE))
    mixed = np.zeros(max(len(one.samples), len(other.samples)), np.int32)
    for side in (one, other):
        mixed[: len(side.samples)] += side.samples
    return Clip(np.clip(mixed, -32768, 32767).astype(np.int16), one.rate)
