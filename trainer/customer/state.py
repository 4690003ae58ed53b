"""What the customer feels, knows and has said: all that decides what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.dialogue import Tense

MOST = 10.0


@dataclass(frozen=True)
class Shift:
    """A move of the mood, and what moved it.

    ``words``: the trainee's words that did; "" where it was something else.
    """

    anger: float
    trust: float
    because: str
    words: str = ""


@dataclass
class State:
    """A customer's side of a call so far.  Conditions of a dialogue are asked of it."""

    anger: float
    trust: float
    floor: float = 0.0
    """Anger under which this customer does not come."""
    turn: int = 0
    move: str = ""
    now: frozenset[str] = frozenset()
    """Acts of the trainee's last answer."""
    ever: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    said: Counter[str] = field(default_factory=Counter)
    """Moves, and reactions as "reaction:NAME", with how often each was said."""
    once: set[str] = field(default_factory=set)
    """Rules that move the mood once, and have."""
    formulas: list[str] = field(default_factory=list)
    """Sentences of sympathy the trainee has used."""
    cue: str = ""
    """The feeling shown and not yet answered."""
    hardened: set[str] = field(default_factory=set)
    """Objections that have come back harder."""

    def names(self, tense: Tense) -> Collection[str]:
        """The names that a condition in this tense asks about."""
        match tense:
            case "now":
                return self.now
            case "ever":
                return self.ever
            case "told":
                return self.told
            case "stated":
                return self.stated
            case "asked":
                return self.asked
            case "said":
                return {name for name, times in self.said.items() if times}

    def feel(self, shift: Shift) -> None:
        """Moves the mood; it stays between 0 and 10."""
        self.anger = min(MOST, max(self.floor, self.anger + shift.anger))
        self.trust = min(MOST, max(0.0, self.trust + shift.trust))
