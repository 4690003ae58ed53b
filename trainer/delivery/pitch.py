"""How high a voice is, and how much it moves.

The autocorrelation of a windowed frame, divided by the window's own, has its highest peak at the voice's period.
Source: Boersma, "Accurate short-term analysis of the fundamental frequency" (1993).  In place of his search for a path
the voice is looked at twice, the second time only where this speaker's pitch can be: De Looze and Hirst, "Detecting
changes in key and range" (2008).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from trainer.sound.clip import RATE

if TYPE_CHECKING:
    from trainer.sound import Clip

LOWEST_HZ: Final = 60.0
HIGHEST_HZ: Final = 500.0
_WINDOW: Final = round(3 / LOWEST_HZ * RATE)
"""Samples: three periods of the lowest voice."""
_HOP: Final = RATE // 100
_LAGS: Final = int(RATE / LOWEST_HZ) + 4
"""Shifts that are looked at: up to a period of the lowest voice."""
_PADDED: Final = 1080
"""At least _WINDOW and _LAGS together, and a size that is quickly transformed."""
_PERIODIC: Final = 0.45
"""Autocorrelation from which on a frame counts as voiced."""
_OCTAVE_COST: Final = 0.01
"""Taken off for each octave lower: of equal peaks the shortest period is the voice's."""
_BELOW: Final = 0.75
_ABOVE: Final = 1.5
"""Of the first look's lower and upper quarter: where the second look ends."""
_SOFT: Final = 0.03
"""Share of the loudest frame's amplitude under which a frame is not looked at."""
_AT_ONCE: Final = 1024
"""Frames in one piece of work."""
_LEAST: Final = 10
"""Periodic frames, 0.1 s, without which nothing is said about pitch."""


@dataclass(frozen=True)
class Pitch:
    """``median``: in Hz.  ``range``: between the 10th and the 90th percentile, in semitones."""

    median: float
    range: float


def pitch_of(clips: Sequence[Clip]) -> Pitch | None:
    """The pitch of a voice in pieces of 16,000 samples a second; None where nothing in them is periodic."""
    pieces = [piece for clip in clips for piece in _frames(clip)]
    loudest = max((float(np.abs(piece, dtype=np.int32).max()) for piece in pieces), default=0.0)
    likeness = [_likeness(piece, _SOFT * loudest) for piece in pieces]
    first = _pitches(likeness, LOWEST_HZ, HIGHEST_HZ)
    if len(first) < _LEAST:
        return None
    quarter, three_quarters = np.percentile(first, (25, 75))
    found = _pitches(likeness, max(LOWEST_HZ, _BELOW * quarter), min(HIGHEST_HZ, _ABOVE * three_quarters))
    if len(found) < _LEAST:
        return None
    low, median, high = np.percentile(found, (10, 50, 90))
    return Pitch(float(median), float(12 * np.log2(high / low)))


def _frames(clip: Clip) -> Iterator[NDArray[np.int16]]:
    """Overlapping frames, so many at once; shape (n, _WINDOW).  They are views: nothing is copied."""
    if len(clip.samples) >= _WINDOW:
        frames = np.lib.stride_tricks.sliding_window_view(clip.samples, _WINDOW)[::_HOP]
        yield from (frames[at : at + _AT_ONCE] for at in range(0, len(frames), _AT_ONCE))


def _likeness(piece: NDArray[np.int16], soft: float) -> NDArray[np.float32]:
    """How like itself every frame that is not soft is, so many samples later; shape (n, _LAGS)."""
    frames = piece.astype(np.float32)
    frames = frames[np.abs(frames).max(axis=1) > soft]
    window = np.hanning(_WINDOW).astype(np.float32)
    found = _autocorrelation((frames - frames.mean(axis=1, keepdims=True)) * window)
    return found / _autocorrelation(window[None, :])


def _autocorrelation(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of every row, 1 at lag 0."""
    power = np.abs(np.fft.rfft(frames, _PADDED)) ** 2
    found = np.fft.irfft(power, _PADDED)[:, :_LAGS]
    return np.asarray(found / np.maximum(found[:, :1], 1e-9), np.float32)


def _pitches(likeness: Sequence[NDArray[np.float32]], lowest: float, highest: float) -> NDArray[np.float64]:
    """The pitch, between these, of every frame that has one, in Hz."""
    return np.concatenate([np.empty(0), *(_highest_peaks(rows, lowest, highest) for rows in likeness)])


def _highest_peaks(likeness: NDArray[np.float32], lowest: float, highest: float) -> NDArray[np.float64]:
    lags = np.arange(int(RATE / highest) - 1, min(int(RATE / lowest) + 3, _LAGS))
    likeness = likeness[:, lags]
    before, here, after = likeness[:, :-2], likeness[:, 1:-1], likeness[:, 2:]
    peak = (here > before) & (here >= after) & (here > _PERIODIC)
    # A parabola through three points: a period is seldom a whole number of samples.
    bend = np.where(peak, 2 * here - before - after, 1.0)
    shift = 0.5 * (after - before) / bend
    height = here + 0.25 * (after - before) * shift
    best = np.where(peak, height - _OCTAVE_COST * np.log2(lags[1:-1]), -np.inf).argmax(axis=1)
    rows = np.flatnonzero(peak.any(axis=1))
    return np.asarray(RATE / (lags[1:-1][best[rows]] + shift[rows, best[rows]]), np.float64)
