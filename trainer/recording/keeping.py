"""What is written beside the tracks of a call: the transcript, the score, the page; and reading a call again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.errors import Problem
from trainer.delivery import measure
from trainer.errors import SoundError
from trainer.recording.page import page
from trainer.recording.recorder import CUSTOMER, TRAINEE
from trainer.rubric import as_mapping
from trainer.sound import read_wav
from trainer.transcript import read_transcript

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.rubric import Score
    from trainer.session import Followed
    from trainer.transcript import Transcript

TRANSCRIPT: Final = "transcript.json"
SCORE: Final = "score.json"
PAGE: Final = "result.html"


def keep_said(folder: Path, transcript: Transcript) -> None:
    """Keeps the words of a call that goes on: should it break off, it can be scored as far as it came.

    Raises SoundError.
    """
    _write(folder / TRANSCRIPT, transcript.model_dump_json(indent=1, exclude_defaults=True))


def measured(folder: Path, transcript: Transcript) -> Transcript:
    """The transcript with its turns measured from the tracks of its folder.  Raises SoundError."""
    return measure(transcript, read_wav(folder / CUSTOMER), read_wav(folder / TRAINEE))


def read_recorded(folder: Path) -> Transcript:
    """The transcript of a recorded call, measured again.  Raises TranscriptError or SoundError."""
    return measured(folder, read_transcript(folder / TRANSCRIPT))


def keep_result(folder: Path, dialogue: Dialogue, transcript: Transcript, score: Score, mood: Followed) -> None:
    """Writes the score with its evidence, the page to send to a coach, and the transcript that both are of.

    The transcript comes last: where it is still the old one, all three are to be written again.  Raises SoundError.
    """
    _write(folder / SCORE, json.dumps(as_mapping(score), ensure_ascii=False, indent=1))
    _write(folder / PAGE, page(folder, dialogue, transcript, score, mood))
    keep_said(folder, transcript)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: what was there stays until the new text is on disk."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise SoundError([Problem(str(path), f"cannot be written ({error.strerror})", "free some space")]) from None
