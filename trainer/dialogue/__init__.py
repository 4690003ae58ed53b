"""One difficult call, written down by an author who need not program, and checked before anybody plays it."""

from trainer.dialogue.conditions import Circumstances, Condition, Tense
from trainer.dialogue.facts import Fact, Knowledge
from trainer.dialogue.schema import RELATIVE, Dialogue, Ending, MoodRule, Move, ScriptLine
from trainer.dialogue.shipped import load_dialogue, read_dialogue, shipped_dialogues

__all__ = [
    "RELATIVE",
    "Circumstances",
    "Condition",
    "Dialogue",
    "Ending",
    "Fact",
    "Knowledge",
    "MoodRule",
    "Move",
    "ScriptLine",
    "Tense",
    "load_dialogue",
    "read_dialogue",
    "shipped_dialogues",
]
