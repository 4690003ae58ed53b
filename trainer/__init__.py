"""An operator, trained: difficult customers who speak, and a score that rests on what was heard."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.coach import advise
    from trainer.dialogue import Dialogue, load_dialogue, shipped_dialogues
    from trainer.history import History
    from trainer.rubric import Score, score
    from trainer.session import Session, replayed
    from trainer.transcript import Transcript, Turn, WrapUp, read_transcript

__all__ = [
    "Dialogue",
    "History",
    "Score",
    "Session",
    "Transcript",
    "Turn",
    "WrapUp",
    "advise",
    "load_dialogue",
    "read_transcript",
    "replayed",
    "score",
    "shipped_dialogues",
]

_HOME = {
    "trainer.coach": ("advise",),
    "trainer.dialogue": ("Dialogue", "load_dialogue", "shipped_dialogues"),
    "trainer.history": ("History",),
    "trainer.rubric": ("Score", "score"),
    "trainer.session": ("Session", "replayed"),
    "trainer.transcript": ("Transcript", "Turn", "WrapUp", "read_transcript"),
}
"""Where the public names live: each room is opened when something in it is first asked for."""


def __getattr__(name: str) -> object:
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'trainer' has no attribute '{name}'")
