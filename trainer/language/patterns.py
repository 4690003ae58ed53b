"""Phrases as authors write them, found in what people say: other forms of a word, soft words in between, values.

i will refund            these words, in any form, one after the other
i will ... refund        up to six words in between
refund + today           both in one sentence, in any order
charge/bill twice        either word
so (very) sorry          a word that may be missing
cancel*                  any word that begins so
<sorry> for              a concept of the language or the dialogue
within {duration}        a value: money, percent, date, weekday, day, time, duration, deadline, number; a name:
                         trainee, customer, company; or a fact of the story
what happened ?          only in a question
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from trainer.language.spelling import spelled

if TYPE_CHECKING:
    from trainer.language.lexicon import Lexicon
    from trainer.language.utterance import Word

GAP = 6
"""Words that ``...`` may stand for."""
_ALIKE, _VERY_ALIKE = 50.0, 75.0
"""Per cent of letters that a doubted word shares with what it may have been, and one that was not doubted."""
_TERM = re.compile(r"<[\w:]+>|\{[\w:]+\}|\.\.\.|[?+]|\([^()\s]+\)|[^\s<>{}()?+]+")


@dataclass(frozen=True, eq=False)
class Item:
    """One place in a phrase: words that may stand there, or what is found there."""

    stems: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    concept: str = ""
    mark: str = ""
    gap: int = 0
    """Words that may come before."""
    optional: bool = False

    def is_word(self, word: Word) -> bool:
        """Whether this word may stand there."""
        return (
            word.text in self.texts
            or not self.stems.isdisjoint(word.stems)
            or (bool(self.prefixes) and word.text.startswith(self.prefixes))
        )

    def may_begin(self, word: Word) -> bool:
        """Whether a phrase that begins with this item may begin at this word, as far as the word tells."""
        return self.optional or bool(self.concept or self.mark) or self.is_word(word)

    def may_be(self, word: Word) -> bool:
        """Whether a word that was heard may have been one that may stand there: it is a little like it, if the
        recognizer doubted it, and very much like it, if not.
        """
        if word.typed:
            return False
        least = _VERY_ALIKE if word.sure else _ALIKE
        return any(fuzz.ratio(word.text, text) >= least for text in (*self.texts, *self.prefixes))


@dataclass(frozen=True, eq=False)
class Pattern:
    """A phrase: parts that must all be in one sentence, each a row of items."""

    written: str
    parts: tuple[tuple[Item, ...], ...]
    question: bool = False


def compile_pattern(written: str, lexicon: Lexicon) -> Pattern:
    """The pattern of a phrase.  Raises ValueError where it cannot be read."""
    parts: list[list[Item]] = [[]]
    gap, question = 0, False
    for term in _terms(written):
        if term == "...":
            gap = GAP
        elif term == "+":
            parts.append([])
            gap = 0
        elif term == "?":
            question = True
        else:
            parts[-1].extend(_items(term, gap, lexicon))
            gap = 0
    if not all(any(not item.optional for item in part) for part in parts):
        raise ValueError(f"'{written}' says nothing; write words that are said")
    return Pattern(written, tuple(tuple(part) for part in parts), question)


def _terms(written: str) -> list[str]:
    terms = _TERM.findall(written.replace("…", "..."))
    if "".join(terms) != re.sub(r"\s+", "", written.replace("…", "...")):
        raise ValueError(
            f"'{written}' has a bracket that does not close; see docs/authors.md for how phrases are written"
        )
    return terms


def _items(term: str, gap: int, lexicon: Lexicon) -> list[Item]:
    if term[0] == "<":
        return [Item(concept=term[1:-1], gap=gap)]
    if term[0] == "{":
        return [Item(mark=term[1:-1], gap=gap)]
    if term.strip("()")[:1] == "/" or term.strip("()")[-1:] == "/":
        raise ValueError(f"'{term}': choices are single words; write two phrases instead")
    optional = term[0] == "("
    choices = term.strip("()").split("/")
    # A word that is two, such as "can't", is two places; among choices ("can't/cannot") its first word tells.
    words = [[part for piece in re.findall(r"[\w'*%=]+", spelled(choice, lexicon.language))
              for part in lexicon.taken_apart(piece)] for choice in choices if choice]  # fmt: skip
    if not any(words):
        raise ValueError(f"'{term}' is no word")
    if len(words) == 1:
        return [_word([word], gap if first else 0, optional, lexicon) for first, word in _firsts(words[0])]
    if any(len(one) != 1 for one in words):
        raise ValueError(f"'{term}': choices are single words; write two phrases instead")
    return [_word([one[0] for one in words], gap, optional, lexicon)]


def _firsts(words: list[str]) -> Iterator[tuple[bool, str]]:
    for number, word in enumerate(words):
        yield number == 0, word


def _word(choices: list[str], gap: int, optional: bool, lexicon: Lexicon) -> Item:
    whole = [choice.lstrip("=") for choice in choices if not choice.endswith("*")]
    inflected = [choice for choice in choices if choice[0] != "=" and not choice.endswith("*")]
    return Item(
        stems=frozenset().union(*(lexicon.stems(choice) for choice in inflected)),
        texts=frozenset(whole),
        prefixes=tuple(choice[:-1] for choice in choices if choice.endswith("*")),
        gap=gap,
        optional=optional,
    )
