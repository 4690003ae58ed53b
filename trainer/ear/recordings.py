"""Recordings in the microphone's place: a call is answered from a folder, without a person."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sim.errors import Problem
from trainer.ear.activity import FRAME, FRAME_SECONDS
from trainer.errors import SoundError
from trainer.sound import Clip, read_wav, silence
from trainer.sound.clip import RATE


class Recordings:
    """A Source: the WAV files of a folder in their natural order (2 before 10), one for each ``cue``.

    Before the first and after each file there is silence.  A cue that finds no file left is like a microphone that is
    unplugged for good: no other takes its place.
    ``clock``: seconds, by which frames come in real time; without it they come as fast as they are read.
    """

    def __init__(self, folder: Path, clock: Callable[[], float] | None = None) -> None:
        """Reads all files, so that a broken one is known before the call.  Raises SoundError."""
        self.name = f"the recordings in {folder.absolute().name}"
        self.clock = clock
        self._clips = iter(read_recordings(folder))
        self._playing: Clip | None = silence(0)
        self._at = 0
        self._read = 0
        self._began = 0.0

    def start(self) -> None:
        """Silence begins.  Raises SoundError when all files have been used."""
        self._there()
        self._read = 0
        self._began = self.clock() if self.clock else 0.0

    def cue(self) -> None:
        """The next file begins."""
        self._playing, self._at = next(self._clips, None), 0

    def read(self) -> Clip:
        """The next 20 ms.  Raises SoundError when all files have been used."""
        frame = self._there().samples[self._at : self._at + FRAME]
        self._at += FRAME
        self._read += 1
        if self.clock:
            time.sleep(max(0.0, self._began + self._read * FRAME_SECONDS - self.clock()))
        return Clip(np.pad(frame, (0, FRAME - len(frame))), RATE)

    def _there(self) -> Clip:
        if self._playing is None:
            raise SoundError([Problem(self.name, "are used up", "type the rest, or hang up")])
        return self._playing

    def stop(self) -> None:
        """Silence ends."""

    def close(self) -> None:
        """Nothing is held."""


def read_recordings(folder: Path) -> list[Clip]:
    """The WAV files of a folder in their natural order.  Raises SoundError with every one that cannot be read."""
    files = sorted(folder.glob("*.[wW][aA][vV]"), key=_naturally) if folder.is_dir() else []
    if not files:
        raise SoundError([Problem(str(folder), "has no WAV files", "put one there for each answer")])
    clips: list[Clip] = []
    problems: list[Problem] = []
    for file in files:
        try:
            clips.append(read_wav(file).at(RATE))
        except SoundError as error:
            problems += error.problems
    if problems:
        raise SoundError(problems)
    return clips


def _naturally(file: Path) -> tuple[tuple[int, str], ...]:
    """Runs of digits count as numbers: answer2 before answer10."""
    parts = re.findall(r"\d+|\D+", file.stem.lower())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
