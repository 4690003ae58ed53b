"""What was said in a call, by whom and when; and what was written down after it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from sim.errors import Problem, ScenarioError
from sim.schema import Part
from sim.wording import problems_of
from sim.yamlfile import parse_yaml, read_text
from trainer.errors import TranscriptError

Speaker = Literal["customer", "trainee"]
LARGEST = 5_000_000
"""Bytes of a file with transcripts."""


Confidence = Annotated[float, Field(ge=0, le=1)]


class Turn(Part):
    """One person's speaking until the other's.

    ``start``, ``end``: seconds since the call began, where somebody measured them.  ``words``: what the recognizer
    heard, with its confidence from 0 to 1.  ``move``: the customer's move, where the customer was ours.
    """

    speaker: Speaker
    text: str
    start: float | None = Field(None, ge=0)
    end: float | None = Field(None, ge=0)
    words: tuple[tuple[str, Confidence], ...] = ()
    move: str = ""
    interrupted: bool = False
    """The trainee began before the customer had finished."""
    transfer: str = ""
    """The summary with which the trainee passed the call on."""
    hangs_up: bool = False

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError(f"ends at {self.end:g} s, before it starts at {self.start:g} s; check the times")
        return self


class WrapUp(Part):
    """The form filled in after the call."""

    disposition: str = ""
    notes: str = ""
    follow_up: bool = False
    seconds: float | None = Field(None, ge=0)
    """How long it took."""


class Transcript(Part):
    """A call, written down."""

    dialogue: str = ""
    trainee: str = ""
    customer: str = ""
    """The caller's name, where it is another than the persona's."""
    turns: tuple[Turn, ...] = Field(min_length=1)
    wrap_up: WrapUp | None = None


def parse_transcript(raw: Any, place: str) -> Transcript:
    """A transcript from what a file holds.  Raises TranscriptError with every problem at once."""
    try:
        return Transcript.model_validate(raw)
    except ValidationError as error:
        raise TranscriptError(problems_of(error, place, raw if isinstance(raw, dict) else {}, Transcript)) from None


def read_mapping(path: Path) -> dict[str, Any]:
    """What a YAML or JSON file holds.  Raises TranscriptError."""
    try:
        text = read_text(path, LARGEST)
        if path.suffix == ".json":
            raw = json.loads(text)
            return raw if isinstance(raw, dict) else {"transcripts": raw}
        return parse_yaml(text, path.name, "docs/coach.md")
    except ScenarioError as error:
        raise TranscriptError(
            Problem(one.place, one.problem, "check the path") if one.problem == "no such file" else one
            for one in error.problems
        ) from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise TranscriptError([Problem(path.name, f"not JSON ({error})", "see docs/coach.md")]) from None


def read_transcript(path: Path) -> Transcript:
    """The transcript in a YAML or JSON file.  Raises TranscriptError."""
    return parse_transcript(read_mapping(path), path.name)
