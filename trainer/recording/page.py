"""One page that shows a coach the whole call: what happened, what was heard, what to do better.

It loads nothing from elsewhere.  The sound of every turn is in it where that stays small enough to mail.
"""

from __future__ import annotations

import base64
import io
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.version import __version__
from trainer.coach import advise, load_wording
from trainer.coach.reasons import reason
from trainer.delivery import figures
from trainer.language.figures import clock, figure, signed
from trainer.language.quotes import quoted
from trainer.recording.curve import curve
from trainer.recording.recorder import CUSTOMER, TRAINEE
from trainer.recording.words import page_words
from trainer.sound import read_wav

if TYPE_CHECKING:
    from jinja2 import Environment

    from trainer.dialogue import Dialogue
    from trainer.rubric import Score
    from trainer.session import Followed
    from trainer.sound import Clip
    from trainer.transcript import Transcript, Turn

MOST_EMBEDDED: Final = 10_000_000
"""Bytes of sound in a page; beyond that it refers to the tracks beside it."""
_MARGIN_S: Final = 0.15
"""Added before and after a turn, so that no sound is cut."""


@dataclass(frozen=True)
class Shown:
    """A turn as the page shows it.  ``sound``: what an audio element plays; "" where the turn has no times."""

    number: int
    turn: Turn
    at: str
    sound: str
    words: tuple[tuple[str, bool], ...]
    """The text in pieces, and whether each was heard clearly."""

    @property
    def doubted(self) -> bool:
        """Whether some of it was not."""
        return not all(clear for _, clear in self.words)


def page(folder: Path, dialogue: Dialogue, transcript: Transcript, score: Score, mood: Followed) -> str:
    """The page of a recorded call.  Raises SoundError where its tracks cannot be read."""
    wording = load_wording(dialogue.language)
    turns = _shown(folder, transcript, dialogue.language)
    answers = [number for number, turn in enumerate(transcript.turns, start=1) if turn.speaker == "trainee"]
    return (
        _environment()
        .get_template("result.html.j2")
        .render(
            words=page_words(dialogue.language),
            language=dialogue.language,
            wording=wording,
            rtl=dialogue.language == "fa",
            dialogue=dialogue,
            ending=dialogue.endings.get(transcript.ending) or dialogue.endings[mood.ending],
            transcript=transcript,
            score=score,
            advice=advise(score, wording),
            turns=turns,
            curve=curve(mood, answers),
            voice=figures(transcript),
            folder=folder.name,
            version=__version__,
            tracks={"customer": CUSTOMER, "trainee": TRAINEE},
        )
    )


def _shown(folder: Path, transcript: Transcript, language: str) -> list[Shown]:
    tracks = {"customer": read_wav(folder / CUSTOMER), "trainee": read_wav(folder / TRAINEE)}
    each = [_turn_of(tracks[turn.speaker], turn) for turn in transcript.turns]
    embedded = sum(0 if clip is None else len(clip.samples) * 8 / 3 for clip in each) <= MOST_EMBEDDED
    files = {"customer": CUSTOMER, "trainee": TRAINEE}
    return [
        Shown(number, turn, _at(turn.start, language), _sound(clip, turn, files[turn.speaker], embedded=embedded),
              _words(turn))
        for number, (turn, clip) in enumerate(zip(transcript.turns, each, strict=True), start=1)
    ]  # fmt: skip


def _at(seconds: float | None, language: str) -> str:
    """Minutes and seconds since the call began; "" where nobody measured."""
    return "" if seconds is None else clock(seconds, language)


def _turn_of(track: Clip, turn: Turn) -> Clip | None:
    if turn.start is None or turn.end is None or turn.measured is None:
        return None
    return track.between(turn.start - _MARGIN_S, turn.end + _MARGIN_S)


def _sound(clip: Clip | None, turn: Turn, file: str, *, embedded: bool) -> str:
    if clip is None or turn.start is None or turn.end is None:
        return ""
    if not embedded:
        return f"{file}#t={max(0.0, turn.start - _MARGIN_S):.2f},{turn.end + _MARGIN_S:.2f}"
    whole = io.BytesIO()
    with wave.open(whole, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(clip.rate)
        wav.writeframes(clip.samples.astype("<i2").tobytes())
    return f"data:audio/wav;base64,{base64.b64encode(whole.getvalue()).decode()}"


def _words(turn: Turn) -> tuple[tuple[str, bool], ...]:
    """The text cut at its spaces, where the recognizer doubted a word; else whole."""
    doubted = {word.casefold().strip(".,!?؟،") for word in turn.doubted}
    if not doubted:
        return ((turn.text, True),)
    return tuple((f"{word} ", word.casefold().strip(".,!?؟،") not in doubted) for word in turn.text.split())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("trainer.recording"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "at": _at, "figure": figure, "quoted": quoted, "reason": reason, "signed": signed,
    }  # fmt: skip
    return made
