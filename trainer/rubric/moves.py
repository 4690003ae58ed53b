"""Which of the author's moves a real customer's words are: for transcripts of calls that were not played here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue

_ALIKE = 70.0
"""Likeness, in per cent, under which a line is nobody's."""


def move_of(text: str, dialogue: Dialogue, before: str) -> str:
    """The move whose lines are most like this; "" where none is.  What a customer says first is the opening."""
    best, likeness = "" if before else dialogue.opening, _ALIKE
    for name, line in _lines(dialogue):
        score = fuzz.token_set_ratio(text, line)
        if score > likeness:
            best, likeness = name, score
    return best


def _lines(dialogue: Dialogue) -> list[tuple[str, str]]:
    found = []
    for name, move in dialogue.moves.items():
        groups = move.says.values() if isinstance(move.says, Mapping) else [move.says]
        found += [(name, re.sub(r"[\[\]|{}]", " ", line)) for group in (*groups, move.harder) for line in group]
    return found
