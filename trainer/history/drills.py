"""What a call can measure: found by playing it with a trainee who says next to nothing, and seeing what that costs."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from trainer.dialogue import load_dialogue
from trainer.dialogue.shipped import shipped_dialogues
from trainer.errors import DialogueError
from trainer.history.progress import Drill
from trainer.rubric import score
from trainer.session import Answered, Session
from trainer.transcript import WrapUp

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.history.attempt import Attempt

EMPTY_WORD: Final = "Well."
"""An answer that does nothing, in any language."""
NEVER_MILD: Final = 3
"""A customer whose anger stays above this will not be talked round: the abusive ones."""


def drills_for(attempts: Iterable[Attempt], *, measured: bool = True) -> dict[str, Drill]:
    """The calls that come with callfloor in the languages of these attempts, and their own; each by its name.

    ``measured`` False: without their checks, which take a few tenths of a second a call to find.  A call whose file is
    gone or has mistakes is left out.
    """
    made = list(attempts)
    languages = {one.language for one in made}
    shipped = [name for name, path in shipped_dialogues().items() if path.parent.name in languages]
    found = {}
    for name in dict.fromkeys([*shipped, *(one.dialogue for one in made)]):
        with suppress(DialogueError):
            dialogue = load_dialogue(name)
            found[name] = drill_of(dialogue, measurable(dialogue) if measured else frozenset())
    return found


def drill_of(dialogue: Dialogue, checks: frozenset[str]) -> Drill:
    """A call as something to practise with."""
    tense = dialogue.persona.never_below > NEVER_MILD or dialogue.resolution.transfer
    return Drill(dialogue.level, dialogue.kind, dialogue.language, checks, tense=tense)


def measurable(dialogue: Dialogue) -> frozenset[str]:
    """The checks that pass or fail for a trainee who has nothing to say.

    A lower bound: some moves only come to who gets that far, and typed answers do not tell what needs sound.
    """
    session = Session(dialogue, seed=0, trainee="Alex")
    session.start()
    while not session.over:
        session.take(Answered(text=EMPTY_WORD))
    session.wrap_up = WrapUp()
    checks = score(dialogue, session.transcript).checks
    return frozenset(name for name, check in checks.items() if check.status in ("pass", "fail"))
