"""Each turn measured: from both tracks of a call, on the call's one clock.

Definitions, in seconds unless said otherwise; "voice" is what ``trainer.delivery.voicing.stretches`` finds.

- *voiced*: voice within the turn, breaths and closures of under 0.25 s included: what articulation rate divides by
  (Goldman-Eisler 1968).
- *latency*: from the end of the other's voice to the beginning of this one's; negative where they overlap.
  Conversation analysis calls it the gap, or floor transfer offset (Stivers et al., PNAS 2009).
- *pause*: the longest silence of both within the turn, between two stretches of its voice.
- *overlap*: the longest stretch of the turn in which both voices are heard.  "Mm-hm" during the other's turn is no
  turn, and no overlap.
- *loudness*: root mean square of the voice, in dB under full scale; *pitch*: see ``trainer.delivery.pitch``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from trainer.delivery.intervals import Stretches, common, gaps, joined, length, longest, within
from trainer.delivery.pitch import pitch_of
from trainer.delivery.voicing import stretches
from trainer.sound.clip import RATE, Clip
from trainer.transcript import Measured

if TYPE_CHECKING:
    from trainer.transcript import Transcript, Turn


class _Side:
    """One speaker's track."""

    def __init__(self, track: Clip) -> None:
        self.track = track.at(RATE)
        self.finished: float | None = None
        """When the last turn's voice ended."""

    @cached_property
    def voice(self) -> Stretches:
        return stretches(self.track)


def measure(transcript: Transcript, customer: Clip, trainee: Clip) -> Transcript:
    """The transcript with every turn measured that has times and a voice in them; others are left unmeasured.

    The same tracks and times always give the same figures.  Times are rounded to milliseconds, decibels, Hz and
    semitones to tenths.
    """
    sides = {"customer": _Side(customer), "trainee": _Side(trainee)}
    turns = []
    for turn in transcript.turns:
        mine = sides[turn.speaker]
        other = sides["customer" if turn.speaker == "trainee" else "trainee"]
        turns.append(turn.model_copy(update={"measured": _measured(turn, mine, other)}))
    return transcript.model_copy(update={"turns": tuple(turns)})


def _measured(turn: Turn, mine: _Side, other: _Side) -> Measured | None:
    if turn.start is None or turn.end is None:
        return None
    voice = within(mine.voice, turn.start, turn.end)
    if not voice:
        return None
    mine.finished = voice[-1][1]
    either = within(joined((*voice, *other.voice)), voice[0][0], voice[-1][1])
    pieces = [mine.track.between(*one) for one in voice]
    pitch = pitch_of(pieces)
    whole = sum(pieces[1:], pieces[0])
    return Measured(
        voiced=round(length(voice), 3),
        latency=None if other.finished is None else round(voice[0][0] - other.finished, 3),
        pause=round(longest(gaps(either)), 3),
        overlap=round(longest(common(voice, other.voice)), 3),
        loudness=round(whole.level, 1),
        pitch=round(pitch.median, 1) if pitch else None,
        pitch_range=round(pitch.range, 1) if pitch else None,
    )
