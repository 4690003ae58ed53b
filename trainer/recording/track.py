"""One side of a call as a WAV file that grows while the call goes on, and is a whole file at every moment.

A call may end by a power cut.  So what is heard goes to the file at once, and its header is written anew each time: it
never claims more sound than is there.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Final

from sim.errors import Problem
from trainer.errors import SoundError
from trainer.sound.clip import RATE, Clip

JITTER_S: Final = 0.1
"""A piece that begins within this of the end of what is there is joined on: a device's clock and ours never agree."""
LONGEST_S: Final = 2 * 3600
"""A clock that jumps, as after a laptop's sleep, must not fill the disk."""
_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_BYTES: Final = 2


class Track:
    """A WAV file of 16,000 samples a second, 16 bits, one channel; silence where nothing was put.

    Every method raises SoundError where the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._samples = 0
        try:
            self._file = io.FileIO(path, "x+")
        except OSError as error:
            raise self._unwritable(error) from None
        self._say_how_long()

    @property
    def seconds(self) -> float:
        """How long it is by now."""
        return self._samples / RATE

    def put(self, clip: Clip, at: float) -> None:
        """Puts sound at the second ``at`` of the call.  What is there already stays; silence fills a gap."""
        samples = clip.at(RATE).samples
        start = max(0, round(at * RATE))
        if abs(start - self._samples) <= JITTER_S * RATE:
            start = self._samples
        samples = samples[max(0, self._samples - start) :]
        if not len(samples):
            return
        self._extend_to(start)
        self._append(samples.astype("<i2").tobytes())

    def cut(self, at: float) -> None:
        """Takes away what was put after the second ``at``: it was never heard."""
        if (keep := max(0, round(at * RATE))) < self._samples:
            self._resize(keep)

    def fill(self, at: float) -> None:
        """Silence up to the second ``at``, where the track is shorter."""
        self._extend_to(round(at * RATE))

    def close(self) -> None:
        """Ends the track."""
        self._file.close()

    def _extend_to(self, samples: int) -> None:
        if samples > LONGEST_S * RATE:
            raise SoundError([Problem(self.path.name, "is longer than two hours", "begin another call")])
        if samples > self._samples:
            self._resize(samples)

    def _resize(self, samples: int) -> None:
        try:
            self._file.truncate(_HEADER.size + samples * _BYTES)
        except OSError as error:
            raise self._unwritable(error) from None
        self._samples = samples
        self._say_how_long()

    def _append(self, raw: bytes) -> None:
        try:
            self._file.seek(_HEADER.size + self._samples * _BYTES)
            self._write(raw)
        except OSError as error:
            raise self._unwritable(error) from None
        self._samples += len(raw) // _BYTES
        self._say_how_long()

    def _say_how_long(self) -> None:
        size = self._samples * _BYTES
        header = _HEADER.pack(b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * _BYTES, _BYTES, 16,
                              b"data", size)  # fmt: skip
        try:
            self._file.seek(0)
            self._write(header)
        except OSError as error:
            raise self._unwritable(error) from None

    def _write(self, raw: bytes) -> None:
        """A nearly full disk takes a part; the rest of it says why."""
        while raw:
            raw = raw[self._file.write(raw) :]

    def _unwritable(self, error: OSError) -> SoundError:
        return SoundError([Problem(self.path.name, f"cannot be written ({error.strerror})", "free some space")])
