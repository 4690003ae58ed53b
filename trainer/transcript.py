"""What was said in a call, by whom and when; and what was written down after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from sim.errors import Problem, ScenarioError
from sim.schema import Part
from sim.wording import problems_of
from sim.yamlfile import LONGEST_NUMBER, parse_yaml, read_text
from trainer.errors import TranscriptError
from trainer.language.utterance import SURE

Speaker = Literal["customer", "trainee"]
LARGEST = 5_000_000
"""Bytes of a file with transcripts."""


def _storable(text: str) -> str:
    """Without what no file and no database takes: halves of a character, and nothing as a character."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


Text = Annotated[str, AfterValidator(_storable)]
"""What somebody said or wrote."""
Confidence = Annotated[float, Field(ge=0, le=1)]


class Measured(Part):
    """What the sound of a turn tells; trainer.delivery defines and measures it."""

    voiced: float = Field(ge=0)
    """Seconds of voice."""
    latency: float | None = None
    """Seconds from the end of the other's voice to the beginning of this one; less than 0: began before."""
    pause: float = Field(0.0, ge=0)
    """The longest silence within the turn, in seconds."""
    overlap: float = Field(0.0, ge=0)
    """The longest stretch, in seconds, in which both talked."""
    loudness: float | None = None
    """Of the voiced parts, in dB under full scale."""
    pitch: float | None = Field(None, gt=0)
    """The median, in Hz."""
    pitch_range: float | None = Field(None, ge=0)
    """Between the 10th and the 90th percentile, in semitones."""


class Turn(Part):
    """One person's speaking until the other's.

    ``start``, ``end``: seconds since the call began, where somebody measured them.  ``words``: what the recognizer
    heard, with its confidence from 0 to 1, whatever the trainee says of it.  ``move``: the customer's move, where the
    customer was ours.
    """

    speaker: Speaker
    text: Text
    start: float | None = Field(None, ge=0)
    end: float | None = Field(None, ge=0)
    words: tuple[tuple[Text, Confidence], ...] = ()
    move: Text = ""
    interrupted: bool = False
    """The trainee began before the customer had finished."""
    transfer: Text = ""
    """The summary with which the trainee passed the call on."""
    hangs_up: bool = False
    measured: Measured | None = None
    """Where there was sound and somebody measured it."""
    heard: Text | None = None
    """What the recognizer made of it, where the trainee has said since that ``text`` is right; None where not."""

    @property
    def corrected(self) -> bool:
        """Whether the trainee has put another text in the place of what was heard."""
        return self.heard not in (None, self.text)

    @property
    def recognized(self) -> tuple[tuple[str, float], ...]:
        """``words``, where the text rests on nothing else."""
        return self.words if self.heard is None else ()

    @property
    def doubted(self) -> tuple[str, ...]:
        """The words of the text of which the recognizer was unsure."""
        return tuple(word for word, confidence in self.recognized if confidence < SURE)

    def put_right(self, text: str) -> Turn:
        """The turn with what was really said, by the trainee's own word; nothing in it is doubted any more."""
        return self.model_copy(update={"text": text, "heard": self.text if self.heard is None else self.heard})

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"ends at {self.end:g} s, before it starts at {self.start:g} s; check the times")
        return self


class WrapUp(Part):
    """The form filled in after the call."""

    disposition: Text = ""
    notes: Text = ""
    follow_up: bool = False
    seconds: float | None = Field(None, ge=0)
    """How long it took."""


class Transcript(Part):
    """A call, written down."""

    dialogue: Text = ""
    trainee: Text = ""
    customer: Text = ""
    """The caller's name, where it is another than the persona's."""
    ending: Text = ""
    """The name of the ending, where the customer was ours."""
    turns: tuple[Turn, ...] = Field(min_length=1)
    wrap_up: WrapUp | None = None
    recognizer: Text = ""
    """The name of the engine that heard the trainee; "" where the answers were typed."""
    keeps_fillers: bool = False
    """Whether that engine writes down "um" and "uh"."""
    ear_shut: bool = False
    """Whether nobody listened while the customer spoke, so that it is not known whether the trainee did too."""


def parse_transcript(raw: Any, place: str) -> Transcript:
    """A transcript from what a file holds.  Raises TranscriptError with every problem at once."""
    try:
        return Transcript.model_validate(raw)
    except ValidationError as error:
        raise TranscriptError(problems_of(error, place, raw if isinstance(raw, dict) else {}, Transcript)) from None


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def read_mapping(path: Path) -> dict[str, Any]:
    """What a YAML or JSON file holds.  Raises TranscriptError."""
    try:
        text = read_text(path, LARGEST)
        if path.suffix == ".json":
            raw = json.loads(text, parse_int=_whole)
            return raw if isinstance(raw, dict) else {"transcripts": raw}
        return parse_yaml(text, path.name, "docs/coach.md")
    except ScenarioError as error:
        raise TranscriptError(
            Problem(one.place, one.problem, "check the path") if one.problem == "no such file" else one
            for one in error.problems
        ) from None
    except (ValueError, RecursionError) as error:
        raise TranscriptError([Problem(path.name, f"not JSON ({error})", "see docs/coach.md")]) from None


def read_transcript(path: Path) -> Transcript:
    """The transcript in a YAML or JSON file.  Raises TranscriptError."""
    return parse_transcript(read_mapping(path), path.name)
