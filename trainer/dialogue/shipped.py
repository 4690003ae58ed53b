"""Opening a dialogue: a shipped one by name, one's own by its path."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from sim.errors import Problem, ScenarioError
from sim.wording import nearest, problems_of
from sim.yamlfile import parse_yaml, read_text
from trainer.dialogue.mistakes import mistakes
from trainer.dialogue.schema import Dialogue
from trainer.errors import DialogueError
from trainer.language import LANGUAGES

GUIDE = "docs/authors.md"


def shipped_dialogues() -> dict[str, Path]:
    """The calls that come with callfloor: "double_charged" for English, "uk/double_charged" for other languages."""
    root = Path(str(resources.files("scenarios"))) / "dialogues"
    return {
        path.stem if language == "en" else f"{language}/{path.stem}": path
        for language in LANGUAGES
        for path in sorted((root / language).glob("*.yaml"))
    }


def dialogue_file(name: str) -> Path:
    """The file of a shipped call's name or of a path.  Raises DialogueError."""
    shipped = shipped_dialogues()
    if name in shipped:
        return shipped[name]
    path = Path(name)
    if name and (path.suffix in (".yaml", ".yml") or path.is_file()):
        return path
    raise DialogueError([Problem(name, "no such call", nearest(name, shipped, "calls"))])


@dataclass(frozen=True)
class DialogueFile:
    """A dialogue file as read: its name, its mapping, and a hash of its text to cite a result by."""

    name: str
    place: str
    raw: Mapping[str, Any]
    fingerprint: str

    def build(self) -> Dialogue:
        """The checked dialogue.  Raises DialogueError with every problem at once."""
        problems: list[Problem] = []
        dialogue = None
        try:
            dialogue = Dialogue.model_validate(self.raw)
        except ValidationError as error:
            problems += problems_of(error, self.place, self.raw, Dialogue)
        problems += mistakes(self.raw, dialogue, self.place)
        if dialogue is None or problems:
            raise DialogueError(problems)
        return dialogue


def read_dialogue(name: str | Path) -> DialogueFile:
    """The file of a shipped call's name or of a path.  Raises DialogueError."""
    path = dialogue_file(str(name))
    try:
        text = read_text(path)
        raw = parse_yaml(text, path.name, GUIDE)
    except ScenarioError as error:
        raise DialogueError(
            Problem(one.place, one.problem, "see `python run_sim.py train` for the shipped ones")
            if one.problem == "no such file" else one
            for one in error.problems
        ) from None  # fmt: skip
    shipped = next((known for known, file in shipped_dialogues().items() if file == path), str(path))
    return DialogueFile(shipped, path.name, raw, hashlib.sha256(text.encode()).hexdigest()[:16])


@dataclass(frozen=True)
class Listed:
    """A line of the list of calls."""

    name: str
    title: str
    level: int
    kind: str
    language: str
    about: str


def listing() -> list[Listed]:
    """The shipped calls, in the order of their numbers, English first.

    Of each file only what stands before the persona is read: to read them whole takes a second.
    """
    lines = []
    for name, path in shipped_dialogues().items():
        raw = parse_yaml(read_text(path).partition("\npersona:")[0], path.name, GUIDE)
        line = Listed(name, raw["title"], raw["level"], raw["kind"], raw["language"], raw["about"])
        lines.append((LANGUAGES.index(line.language), raw["number"], line))
    return [line for *_, line in sorted(lines, key=lambda one: one[:2])]


def load_dialogue(name: str | Path) -> Dialogue:
    """The checked dialogue of a shipped name or a path.  Raises DialogueError with every problem at once."""
    return read_dialogue(name).build()
