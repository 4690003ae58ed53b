"""What somebody said in one go: its words, sentences and clauses, and the values in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from trainer.language.spelling import spelled
from trainer.language.stems import stems

if TYPE_CHECKING:
    from trainer.language.lexicon import Lexicon
    from trainer.language.values import Amount, Span

LONGEST = 10_000
"""Letters of one answer that are looked at."""
_TYPED_IN_HASTE = re.compile(r"(?:(?<=\w{4}[.])|(?<=[!?؟]))\s+(?=\w)")
"""Where a sentence ends that is followed by a small letter, which sentencex takes for going on; not after a short
word, which may be an abbreviation."""
SURE = 0.6
"""Confidence from which on a recognized word is taken as said."""
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%€$£₴₽]|[^\w\s]")
_WORD = re.compile(r"[\w%€$£₴₽]")
_BREAK = re.compile(r"[,;:()–—…]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word in the language's one spelling."""

    text: str
    stems: frozenset[str]
    sentence: int
    clause: int
    """Counted through the utterance: a clause of one sentence is none of the next."""
    sure: bool = True
    """Whether the recognizer was."""
    typed: bool = True
    """Whether no recognizer was asked."""


@dataclass(frozen=True)
class Mark:
    """Something found at words [start, end): a value, a name, a fact of the story."""

    start: int
    end: int
    value: Amount | Span | None = None


@dataclass(frozen=True)
class Utterance:
    """What somebody said in one go.

    ``marks``: what was found, by kind: "money", "date", "deadline", "trainee", "fact:amount" and so on.
    """

    text: str
    words: tuple[Word, ...]
    sentences: tuple[str, ...] = ()
    """As they were written."""
    questions: frozenset[int] = frozenset()
    """Sentences that end with a question mark."""
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word and stem in it."""
        return frozenset().union(*(word.stems for word in self.words), (word.text for word in self.words))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            for form in word.stems | {word.text}:
                places.setdefault(form, []).append(at)
        return places

    def places_of(self, forms: frozenset[str]) -> list[int]:
        """Where any of these words or stems stands."""
        return sorted({at for form in forms & self.vocabulary for at in self._places[form]})

    @cached_property
    def _beginnings(self) -> dict[tuple[str, ...], bool]:
        return {}

    def begins_with(self, prefixes: tuple[str, ...]) -> bool:
        """Whether any word begins so; asked of the same prefixes by many phrases."""
        known = self._beginnings
        if prefixes not in known:
            known[prefixes] = any(word.text.startswith(prefixes) for word in self.words)
        return known[prefixes]

    def beginning_with(self, prefixes: tuple[str, ...]) -> list[int]:
        """Where words begin so."""
        return [at for at, word in enumerate(self.words) if word.text.startswith(prefixes)]

    @cached_property
    def unsure(self) -> bool:
        """Whether the recognizer doubted any word."""
        return not all(word.sure for word in self.words)

    def said(self, indexes: Iterable[int]) -> str:
        """The words from the first to the last of these, as they are compared."""
        numbers = sorted(indexes)
        return " ".join(word.text for word in self.words[numbers[0] : numbers[-1] + 1]) if numbers else ""

    def sentence(self, at: int) -> str:
        """The sentence of a word, as it was written."""
        return self.sentences[self.words[at].sentence].strip()


def split_words(
    text: str, lexicon: Lexicon, confidences: Sequence[tuple[str, float]] = ()
) -> tuple[tuple[Word, ...], tuple[str, ...], frozenset[int]]:
    """The words of a text, its sentences, and which of them are questions.

    ``confidences``: recognized words and how sure the recognizer was, 0 to 1, in order.
    """
    import sentencex

    language = lexicon.language
    text = text[:LONGEST].encode("utf-8", "replace").decode()
    doubts = _Doubts(confidences, language)
    words: list[Word] = []
    questions: set[int] = set()
    clause = -1
    pieces = [piece for one in sentencex.segment(language, text) for piece in _TYPED_IN_HASTE.split(one)]
    for sentence, piece in enumerate(pieces):
        clause += 1
        opened = True
        line = spelled(piece, language)
        for token in _TOKEN.findall(line):
            if not _WORD.match(token):
                if _BREAK.match(token) and not opened:
                    clause, opened = clause + 1, True
                continue
            for part in lexicon.taken_apart(token):
                if lexicon.opens_clause(part) and not opened:
                    clause += 1
                words.append(Word(part, stems(part, language), sentence, clause, doubts.sure(token), not confidences))
                opened = False
        if line.rstrip(" \"'»)").endswith("?"):
            questions.add(sentence)
    return tuple(words), tuple(pieces), frozenset(questions)


class _Doubts:
    """Which words the recognizer was unsure of: looked up in order, for texts may be punctuated anew."""

    def __init__(self, confidences: Sequence[tuple[str, float]], language: str) -> None:
        self.left = [
            (token, confidence)
            for word, confidence in confidences
            for token in _TOKEN.findall(spelled(word, language))
            if _WORD.match(token)
        ]

    def sure(self, token: str) -> bool:
        for at, (word, confidence) in enumerate(self.left[:5]):
            if word == token:
                del self.left[: at + 1]
                return confidence >= SURE
        return True
