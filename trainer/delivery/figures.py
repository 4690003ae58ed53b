"""A whole call's delivery in a few figures, for the result: what the checks rest on, and what is advice only."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from trainer.transcript import Measured, Transcript

SOFT_DB: Final = -38.0
"""dB under full scale under which a voice is advised to come nearer; a convention of this house."""
FLAT_SEMITONES: Final = 3.0
"""Range of pitch under which a voice is advised to move; a convention of this house, as no norm is agreed on."""


@dataclass(frozen=True)
class Figures:
    """The trainee's voice over a call.

    ``latency``: the median reply, in seconds.  ``loudness``: median of the turns, in dB under full scale.  ``pitch``:
    in Hz, ``pitch_range``: in semitones, both the median of the turns.  None where nothing was measured.
    """

    latency: float | None
    loudness: float | None
    pitch: float | None
    pitch_range: float | None

    @property
    def advice(self) -> tuple[str, ...]:
        """What to try: "louder", "livelier"; never worth a point."""
        soft = self.loudness is not None and self.loudness < SOFT_DB
        flat = self.pitch_range is not None and self.pitch_range < FLAT_SEMITONES
        return (*(("louder",) if soft else ()), *(("livelier",) if flat else ()))


def figures(transcript: Transcript) -> Figures | None:
    """The figures of a call whose turns have been measured; None where none of the trainee's was."""
    measured = [turn.measured for turn in transcript.turns if turn.speaker == "trainee" and turn.measured is not None]
    if not measured:
        return None
    return Figures(*(_middle(measured, name) for name in ("latency", "loudness", "pitch", "pitch_range")))


def _middle(measured: list[Measured], name: str) -> float | None:
    values = [value for one in measured if (value := getattr(one, name)) is not None]
    return round(median(values), 3) if values else None
