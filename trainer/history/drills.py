"""What a call can measure: found by playing it with a trainee who says next to nothing, and seeing what that costs."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from trainer.dialogue import load_dialogue
from trainer.dialogue.shipped import listing
from trainer.history.progress import Drill
from trainer.rubric import score
from trainer.session import Answered, Session
from trainer.transcript import WrapUp

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue

NEVER_MILD: Final = 3
"""A customer whose anger stays above this will not be talked round: the abusive ones."""


def drill_of(dialogue: Dialogue) -> Drill:
    """A call as something to practise with, typed: what only sound can tell is not among its checks."""
    session = Session(dialogue, seed=0, trainee="Alex")
    session.start()
    while not session.over:
        session.take(Answered(text="…"))
    session.wrap_up = WrapUp()
    checks = score(dialogue, session.transcript).checks.items()
    return Drill(
        dialogue.level,
        dialogue.kind,
        dialogue.language,
        frozenset(name for name, check in checks if check.status in ("pass", "fail")),
        tense=dialogue.persona.never_below > NEVER_MILD or dialogue.resolution.transfer,
    )


def shipped_drills(languages: Collection[str]) -> dict[str, Drill]:
    """The calls that come with callfloor in these languages."""
    return {one.name: drill_of(load_dialogue(one.name)) for one in listing() if one.language in languages}
