"""The names that a dialogue file gives and uses: what its other parts may speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.errors import Problem
from sim.wording import dotted, nearest
from trainer.language import Lexicon
from trainer.language.marks import KINDS

ENGINE_ACTS = frozenset({"names_issue", "forbidden", "jargon", "long", "rambling", "empty", "unclear", "asked_again",
                         "formula", "interrupted", "transferred", "cold_transfer", "hung_up"})  # fmt: skip
"""Acts that no phrase means: the engine finds them."""
MARKS = KINDS | {"trainee", "customer", "company"}
"""Values that phrases can name without a fact."""
SLOT = re.compile(r"\{(\w+)\}|<([\w:]+)>")
"""A value or a concept in a phrase."""


@dataclass(frozen=True)
class Known:
    """Every name that a dialogue file gives, whether or not the rest of it is right."""

    place: str
    raw: Mapping[str, Any]
    lexicon: Lexicon

    def names(self, section: str) -> list[str]:
        """The names that a section gives."""
        found = self.raw.get(section)
        return [str(name) for name in found] if isinstance(found, dict) else []

    @property
    def acts(self) -> list[str]:
        """Every act there is."""
        return sorted({*self.names("acts"), *self.lexicon.acts, *ENGINE_ACTS})

    def problem(self, path: Iterable[object], problem: str, remedy: str = "") -> Problem:
        """A problem at a path of the file."""
        return Problem(f"{self.place}: {dotted(path)}", problem, remedy)

    def unknown(self, path: Iterable[object], name: str, names: list[str], what: str) -> Iterator[Problem]:
        """The problem of a name that is none of these, if it is."""
        if name not in names:
            yield self.problem(path, f"no {what} named '{name}'", nearest(name, names, f"{what}s"))
