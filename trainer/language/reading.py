"""Opening the files of words that come with the trainer."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.schema import Part
from sim.wording import problems_of
from sim.yamlfile import parse_yaml, read_text
from trainer.errors import DialogueError

P = TypeVar("P", bound=Part)


def shipped_words(file: str, kind: type[P]) -> P:
    """What a file in the trainer's own folder says.  Raises DialogueError where it has mistakes."""
    path = Path(str(resources.files("trainer"))) / file
    raw: dict[str, object] = {}
    try:
        raw = parse_yaml(read_text(path), path.name)
        return kind.model_validate(raw)
    except ScenarioError as error:
        raise DialogueError(error.problems) from None
    except ValidationError as error:
        raise DialogueError(problems_of(error, path.name, raw, kind)) from None
