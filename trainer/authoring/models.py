"""Model answers that would not pass the check they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.errors import Problem
from trainer.dialogue import RELATIVE
from trainer.dialogue.lines import names_in_lines, spoken
from trainer.rubric import asked_of
from trainer.rubric.call import understand
from trainer.rubric.weights import PROFILES
from trainer.transcript import Transcript, Turn

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue

_TRAINEE = "Ana"
_AT_FIRST = ("greeting", "company", "own_name", "offers_help")
_WRITTEN = ("disposition", "notes", "follow_up", "transfer_summary")
"""Not said on the phone."""
_IN_PIECES = ("framework", "no_formula", "facts", "steps", "all_questions", "identity_first", "asks_once")
"""Of these a model answer shows one piece only."""
_MARK = "…"


def untrue_models(dialogue: Dialogue) -> Iterator[Problem]:
    """Model answers that fail their own check, or say what had better not be said."""
    names = names_in_lines(dialogue, _TRAINEE)
    checks = {check.name: check for section in PROFILES[dialogue.kind] for check in asked_of(dialogue, section)}
    for name, text in dialogue.better.items():
        answer = spoken(text, names, 0, name)
        call = understand(dialogue, _call(dialogue, name, answer))
        for phrase, act in call.reader.forbidden_in(call.answers[-1].heard):
            yield Problem(
                f"better.{name}", f'says "{act.said}", which had better not be said', f"for example: {phrase.better}"
            )
        if name in checks and name not in (*_WRITTEN, *_IN_PIECES) and checks[name].look(call).status == "fail":
            yield Problem(f"better.{name}", "does not pass the check that it is a model for", "mend it, or the phrases")


def _call(dialogue: Dialogue, name: str, answer: str) -> Transcript:
    """The shortest call in which this answer has its place."""
    said = Turn(speaker="trainee", text=answer)
    if name in _AT_FIRST:
        return Transcript(trainee=_TRAINEE, turns=(said,))
    opening = next(
        (move for move in (dialogue.opening, *dialogue.moves) if not move.startswith(RELATIVE)), dialogue.opening
    )
    objection = next((move for move, one in dialogue.moves.items() if one.objection), opening)
    moved = next((move for move, one in dialogue.moves.items() if one.cue), opening)
    at = {"acknowledge": objection, "explore": objection, "respond": objection, "confirm": objection, "timely": moved}
    return Transcript(trainee=_TRAINEE, turns=(
        Turn(speaker="trainee", text=_MARK), Turn(speaker="customer", text=_MARK, move=at.get(name, opening)), said,
    ))  # fmt: skip
