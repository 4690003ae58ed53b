"""How much of a prescribed line was said, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from trainer.language.utterance import Word


@dataclass(frozen=True)
class Aligned:
    """A prescribed line beside what was said.

    ``share``: of its words, said in their order, 0 to 1.  ``words``: where.  ``doubted``: the share if every doubted
    word were right.
    """

    share: float
    words: tuple[int, ...]
    doubted: float


def alignment(line: Sequence[Word], said: Sequence[Word]) -> Aligned:
    """The longest common subsequence of a line and what was said, over the line's length."""
    if not line or not said:
        return Aligned(0.0, (), 0.0)
    blocks = LCSseq.opcodes([word.text for word in line], [word.text for word in said])
    words = tuple(at for block in blocks if block.tag == "equal" for at in range(block.dest_start, block.dest_end))
    missing = len(line) - len(words)
    doubts = sum(not word.sure for word in said)
    return Aligned(len(words) / len(line), words, (len(words) + min(missing, doubts)) / len(line))
