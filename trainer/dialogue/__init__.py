"""One difficult call, written down by an author who need not program, and checked before anybody plays it."""

from trainer.dialogue.conditions import Circumstances, Condition, Tense
from trainer.dialogue.facts import Fact, Knowledge
from trainer.dialogue.schema import Dialogue, Move, MoodRule

__all__ = ["Circumstances", "Condition", "Dialogue", "Fact", "Knowledge", "MoodRule", "Move", "Tense"]
