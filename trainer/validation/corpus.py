"""Transcripts with people's verdicts: what people found, check by check, in calls that the program scores too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from sim.errors import Problem
from sim.schema import Part
from sim.wording import nearest, problems_of
from trainer.dialogue import Dialogue, load_dialogue, shipped_dialogues
from trainer.errors import DialogueError, TranscriptError
from trainer.rubric import PROFILES, asked_of
from trainer.transcript import Transcript, read_mapping

Verdict = Literal["pass", "fail"]


class Verdicts(Part):
    """One person's verdicts on one call.  A check left out was not judged."""

    checks: Mapping[str, Verdict] = Field(default_factory=dict)
    total: float | None = Field(None, ge=0, le=100)
    """The whole call's points, where the person gave any."""


class Rated(Part):
    """A transcript and what people found in it."""

    name: str
    dialogue: str
    level: str = ""
    """What kind of trainee it shows: good, middling, bad."""
    unseen: bool = False
    """Kept away from whoever tunes the checks."""
    transcript: Transcript
    verdicts: Mapping[str, Verdicts] = Field(min_length=1)
    """By the name of the person."""


class Corpus(Part):
    """A file of rated transcripts.  ``about`` says who rated them, and when."""

    about: str
    transcripts: tuple[Rated, ...] = Field(min_length=1)


def read_corpus(path: Path) -> Corpus:
    """The corpus in a file, or in all files of a folder.  Raises TranscriptError with every problem at once."""
    if path.is_dir():
        parts = [read_corpus(file) for file in sorted(path.rglob("*.yaml"))]
        if not parts:
            raise TranscriptError([Problem(str(path), "no corpus files here", "a corpus is made of .yaml files")])
        return Corpus(about=parts[0].about, transcripts=tuple(one for part in parts for one in part.transcripts))
    raw: Any = read_mapping(path)
    try:
        corpus = Corpus.model_validate(raw)
    except ValidationError as error:
        raise TranscriptError(problems_of(error, path.name, raw, Corpus)) from None
    problems = [
        problem
        for number, rated in enumerate(corpus.transcripts)
        for problem in _mistakes(rated, f"{path.name}: transcripts[{number}]")
    ]
    if problems:
        raise TranscriptError(problems)
    return corpus


def _mistakes(rated: Rated, place: str) -> list[Problem]:
    try:
        dialogue = load_dialogue(rated.dialogue)
    except DialogueError:
        return [
            Problem(
                f"{place}.dialogue",
                f"no call named '{rated.dialogue}'",
                nearest(rated.dialogue, shipped_dialogues(), "calls"),
            )
        ]
    known = check_names(dialogue)
    return [
        Problem(
            f"{place}.verdicts.{person}.checks.{name}", "no such check in this call", nearest(name, known, "checks")
        )
        for person, verdicts in rated.verdicts.items()
        for name in verdicts.checks
        if name not in known
    ]


def check_names(dialogue: Dialogue) -> list[str]:
    """The checks that a call of this dialogue is asked."""
    return [check.name for section in PROFILES[dialogue.kind] for check in asked_of(dialogue, section)]
