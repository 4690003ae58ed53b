"""What the checks are called, and what to do about them, in the trainee's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sim.schema import Part
from trainer.language import Language
from trainer.language.reading import shipped_words


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
    return shipped_words(f"coach/wording/{language}.yaml", Wording)
