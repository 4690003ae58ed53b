"""The list of checks: each a small function with a name, a section, and a definition an author can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.rubric.score import Finding

if TYPE_CHECKING:
    from trainer.rubric.call import Call

Look = Callable[["Call"], Finding]


@dataclass(frozen=True)
class Check:
    """One question about a call that yes or no answers."""

    name: str
    section: str
    definition: str
    look: Look


class Checks:
    """The checks of one section, in the order in which they are shown."""

    def __init__(self, section: str) -> None:
        self.section = section
        self.all: list[Check] = []

    def __call__(self, name: str, definition: str) -> Callable[[Look], Look]:
        """Registers a function as the check of this name."""

        def register(look: Look) -> Look:
            self.all.append(Check(name, self.section, definition, look))
            return look

        return register
