"""The list of checks: each a small function with a name, a section, and a definition an author can read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.rubric.score import Finding

if TYPE_CHECKING:
    from trainer.rubric.call import Call

BY_CALLERS = ("support", "complaint", "sales", "retention")
"""Kinds of call in which the customer calls."""
BY_US = ("outbound", "survey")
EVERY_KIND = (*BY_CALLERS, *BY_US)
COMPLAINTS = ("complaint", "support")
NOT_SURVEYS = (*BY_CALLERS, "outbound")

Look = Callable[["Call"], Finding]


@dataclass(frozen=True)
class Check:
    """One question about a call that yes or no answers."""

    name: str
    section: str
    definition: str
    look: Look
    kinds: tuple[str, ...] = EVERY_KIND
    """The kinds of call it is asked of."""


class Checks:
    """The checks of one section, in the order in which they are shown."""

    def __init__(self, section: str) -> None:
        self.section = section
        self.all: list[Check] = []

    def __call__(self, name: str, definition: str, kinds: tuple[str, ...] = EVERY_KIND) -> Callable[[Look], Look]:
        """Registers a function as the check of this name."""

        def register(look: Look) -> Look:
            self.all.append(Check(name, self.section, definition, look, kinds))
            return look

        return register
