"""How much of a prescribed line was said, word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def alignment(line: Sequence[Word], said: Sequence[Word], numbers: Mapping[str, int]) -> Aligned:
    """The longest common subsequence of a line and what was said, over the line's length.

    ``numbers``: words for numbers, which recognizers write in digits.
    """
    if not line or not said:
        return Aligned(0.0, (), 0.0)
    blocks = LCSseq.opcodes([_written(word, numbers) for word in line], [_written(word, numbers) for word in said])
    words = tuple(at for block in blocks if block.tag == "equal" for at in range(block.dest_start, block.dest_end))
    missing = len(line) - len(words)
    doubts = sum(not word.sure for word in said)
    return Aligned(len(words) / len(line), words, (len(words) + min(missing, doubts)) / len(line))


def _written(word: Word, numbers: Mapping[str, int]) -> str:
    return str(numbers[word.text]) if word.text in numbers else word.text
