"""Is that a voice, and how loud is the room?

WebRTC's detector (mode 2, frames of 20 ms) knows a voice by its spectrum, but takes a fan or a hum for one now and
then; an energy floor that follows the room keeps those out and says where a word really ends, which the detector, made
for telephones, says some 100 ms late.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trainer.sound.clip import RATE, Clip

if TYPE_CHECKING:
    from webrtcvad import Vad

FRAME = RATE // 50
"""Samples in a frame: 20 ms."""
FRAME_SECONDS = FRAME / RATE
MODE = 2
"""How strict WebRTC's detector is, 0 to 3; mode 2 was right in 95 % of frames, and holds at 10 dB of white noise."""
ABOVE_FLOOR = 4.0
"""dB by which a voice is louder than the room."""
QUIETEST = -60.0
"""dB under full scale: nothing softer than this is taken for a voice, and no room for quieter."""
SMOOTHED = 5
"""Frames over which levels are averaged before the quietest is looked for."""
REMEMBERED = 250
"""Frames, 5 s, of which the quietest moment is the room: nobody speaks that long without a gap."""
ACQUAINTED = 50
"""Frames, 1 s, before which somebody may have spoken all the time: the room is taken for no louder than usual."""
USUAL_ROOM = -45.0
"""dB under full scale that a room is at most, before it is known."""
USUAL_VOICE = -25.0
"""dB under full scale of a person at a microphone, before one is heard."""
GOOD_ROOM = 12.0
"""dB between a voice and its room, under which words are lost: at 10 dB of noise every tenth, at 5 dB most."""


class Activity:
    """Follows one microphone frame by frame, and remembers the room."""

    def __init__(self) -> None:
        self.floor = QUIETEST
        """How loud the room is without a voice: dB under full scale."""
        self.voice = USUAL_VOICE
        """How loud the voice is: dB under full scale, averaged over its last second or so."""
        self._recent: deque[float] = deque(maxlen=SMOOTHED)
        self._quiet: deque[float] = deque(maxlen=REMEMBERED)

    @cached_property
    def _detector(self) -> Vad:
        from webrtcvad import Vad

        return Vad(MODE)

    def voiced(self, frame: Clip) -> bool:
        """Whether there is a voice in the next 20 ms.  Raises ValueError for a frame of another length or rate."""
        if len(frame.samples) != FRAME or frame.rate != RATE:
            raise ValueError(f"a frame is {FRAME} samples at {RATE} Hz, not {len(frame.samples)} at {frame.rate}")
        level = frame.level
        self._learn(level)
        # The detector learns from every frame, so it is asked about every one.
        detected = self._detector.is_speech(frame.samples.astype("<i2").tobytes(), RATE)
        voiced = bool(detected) and level > max(QUIETEST, self.floor + ABOVE_FLOOR)
        if voiced:
            self.voice += 0.03 * (level - self.voice)
        return voiced

    @property
    def too_loud(self) -> bool:
        """Whether the room drowns the voice: the trainee is better off with a headset, or in another room."""
        return self.voice - self.floor < GOOD_ROOM

    def _learn(self, level: float) -> None:
        """The room is the quietest tenth of a second that is remembered."""
        self._recent.append(level)
        self._quiet.append(sum(self._recent) / len(self._recent))
        loudest = USUAL_ROOM if len(self._quiet) < ACQUAINTED else 0.0
        self.floor = max(QUIETEST, min(loudest, *self._quiet))


def voiced_frames(clip: Clip) -> NDArray[np.bool_]:
    """For every whole 20 ms of a clip whether there is a voice in it; shape (n,).

    The detector begins anew with every clip, so that the same clip always gives the same answer.
    """
    activity, heard = Activity(), clip.at(RATE).samples
    frames = [Clip(heard[at : at + FRAME]) for at in range(0, len(heard) - FRAME + 1, FRAME)]
    return np.fromiter((activity.voiced(frame) for frame in frames), np.bool_, len(frames))


def voiced_seconds(clip: Clip) -> float:
    """How long somebody speaks in a clip."""
    return float(np.count_nonzero(voiced_frames(clip))) * FRAME_SECONDS
