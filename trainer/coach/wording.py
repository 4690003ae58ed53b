"""What the checks are called, and what to do about them, in the trainee's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from sim.errors import ScenarioError
from sim.schema import Part
from sim.wording import problems_of
from sim.yamlfile import parse_yaml, read_text
from trainer.errors import DialogueError
from trainer.language import Language


class CheckWording(Part):
    """What a check asks, and what to do where it fails."""

    asks: str
    advice: str


class Wording(Part):
    """A language's file."""

    language: Language
    sections: Mapping[str, str]
    checks: Mapping[str, CheckWording]

    def asks(self, name: str, otherwise: str) -> str:
        """What a check asks; a script's line has its own definition."""
        return self.checks[name].asks if name in self.checks else otherwise

    def advice(self, name: str) -> str:
        """What to do where a check fails."""
        return self.checks[name if name in self.checks else "script"].advice


@lru_cache
def load_wording(language: str) -> Wording:
    """The words for the checks in a language.  Raises DialogueError where the file has mistakes."""
    path = Path(str(resources.files("trainer"))) / "coach" / "wording" / f"{language}.yaml"
    raw: dict[str, object] = {}
    try:
        raw = parse_yaml(read_text(path), path.name)
        return Wording.model_validate(raw)
    except ScenarioError as error:
        raise DialogueError(error.problems) from None
    except ValidationError as error:
        raise DialogueError(problems_of(error, path.name, raw, Wording)) from None
