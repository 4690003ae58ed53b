"""A piece of sound: 16-bit samples of one channel."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from math import gcd
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.errors import Problem
from trainer.errors import SoundError

RATE = 16_000
"""Samples a second of everything that is heard and kept: what recognizers and voice detectors are made for."""


@dataclass(frozen=True, eq=False)
class Clip:
    """``samples``: int16, shape (n,).  ``rate``: samples a second."""

    samples: NDArray[np.int16]
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    @property
    def level(self) -> float:
        """Loudness: root mean square in dB under full scale; -96 for silence."""
        if not len(self.samples):
            return -96.0
        power = float(np.mean(np.square(self.samples.astype(np.float64))))
        return float(max(-96.0, 10 * np.log10(max(power, 1e-9) / 32768**2)))

    def between(self, start: float, end: float) -> Clip:
        """The part from ``start`` to ``end``, in seconds."""
        return Clip(self.samples[max(0, round(start * self.rate)) : max(0, round(end * self.rate))], self.rate)

    def at(self, rate: int) -> Clip:
        """The same sound with so many samples a second."""
        if rate == self.rate or not len(self.samples):
            return Clip(self.samples, rate)
        from scipy.signal import resample_poly

        common = gcd(rate, self.rate)
        samples = resample_poly(self.samples.astype(np.float64), rate // common, self.rate // common)
        return Clip(np.clip(np.rint(samples), -32768, 32767).astype(np.int16), rate)

    def __add__(self, other: Clip) -> Clip:
        return Clip(np.concatenate([self.samples, other.at(self.rate).samples]), self.rate)


def silence(seconds: float, rate: int = RATE) -> Clip:
    """So many seconds of nothing."""
    return Clip(np.zeros(round(seconds * rate), np.int16), rate)


def read_wav(path: Path) -> Clip:
    """The sound in a WAV file of 16-bit samples; several channels are mixed.  Raises SoundError."""
    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                bits = 8 * file.getsampwidth()
                raise SoundError([Problem(path.name, f"has samples of {bits} bits", "save it with 16 bits")])
            channels, rate = file.getnchannels(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except FileNotFoundError:
        raise SoundError([Problem(str(path), "no such file", "check the path")]) from None
    except (wave.Error, EOFError, OSError) as error:
        why = str(error) or "it is cut off"
        raise SoundError([Problem(path.name, f"cannot be read as WAV ({why})", "record or export it again")]) from None
    samples = np.frombuffer(raw[: len(raw) // (2 * channels) * 2 * channels], "<i2").reshape(-1, channels)
    mixed = samples[:, 0] if channels == 1 else np.rint(samples.mean(axis=1))
    return Clip(mixed.astype(np.int16), rate)


def write_wav(path: Path, clip: Clip) -> None:
    """Writes a clip as a WAV file.  Raises SoundError."""
    try:
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(clip.rate)
            file.writeframes(clip.samples.astype("<i2").tobytes())
    except OSError as error:
        raise SoundError([Problem(str(path), f"cannot be written ({error.strerror})", "free some space")]) from None
