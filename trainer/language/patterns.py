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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from trainer.language.spelling import spelled

if TYPE_CHECKING:
    from trainer.language.lexicon import Lexicon
    from trainer.language.utterance import Utterance, Word

GAP = 6
"""Words that ``...`` may stand for."""
SOFT = 3
"""Soft words in a row that any phrase may hold."""
_ALIKE = 50.0
"""Per cent of letters that a doubted word shares with what it may have been."""
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
        """Whether a word that the recognizer doubted may have been one that may stand there: it is a little like it."""
        return not word.sure and any(fuzz.ratio(word.text, text) >= _ALIKE for text in (*self.texts, *self.prefixes))


@dataclass(frozen=True, eq=False)
class Pattern:
    """A phrase: parts that must all be in one sentence, each a row of items."""

    written: str
    parts: tuple[tuple[Item, ...], ...]
    question: bool = False


@dataclass(frozen=True)
class _Need:
    """Words of which one must be there, or the beginnings of such words."""

    words: frozenset[str]
    prefixes: tuple[str, ...]


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


class Matcher:
    """Finds phrases in utterances of one language, with these concepts.

    ``lenient``: a word that the recognizer doubted may be any word that is a little like it.
    """

    def __init__(
        self, concepts: Mapping[str, tuple[Pattern, ...]], soft: frozenset[str], *, lenient: bool = False
    ) -> None:
        self.concepts = concepts
        self.soft = soft
        self.lenient = lenient
        self._needs: dict[Pattern, tuple[_Need, ...]] = {}
        self._words: dict[Item, _Need | None] = {}

    def _may_stand(self, pattern: Pattern, said: Utterance) -> bool:
        """Whether the utterance has a word for every place of the phrase: most phrases are ruled out by this alone."""
        if self.lenient:
            return True
        needs = self._needs.get(pattern)
        if needs is None:
            items = (item for part in pattern.parts for item in part if not item.optional)
            needs = self._needs[pattern] = tuple(need for item in items if (need := self._words_for(item)) is not None)
        return all(
            not need.words.isdisjoint(said.vocabulary) or (need.prefixes and said.begins_with(need.prefixes))
            for need in needs
        )

    def _words_for(self, item: Item) -> _Need | None:
        """Words one of which must be there for this item; None: it cannot be told by words."""
        if item not in self._words:
            self._words[item] = self._worked_out(item)
        return self._words[item]

    def _worked_out(self, item: Item) -> _Need | None:
        if item.mark:
            return None
        if not item.concept:
            return _Need(item.stems | item.texts, item.prefixes)
        starts = (pattern.parts[0] for pattern in self.concepts[item.concept])
        firsts = [next((one for one in start if not one.optional), None) for start in starts]
        needs = [self._words_for(one) if one is not None and not one.concept else None for one in firsts]
        known = [need for need in needs if need is not None]
        if len(known) < len(needs):
            return None
        words = frozenset().union(*(need.words for need in known))
        return _Need(words, tuple(prefix for need in known for prefix in need.prefixes))

    def _first_words(self, item: Item, said: Utterance) -> Iterable[int]:
        """The words at which a phrase that begins so may begin."""
        if self.lenient or item.optional:
            return range(len(said.words))
        if item.mark:
            return sorted(mark.start for mark in said.marks.get(item.mark, ()))
        need = self._words_for(item)
        if need is None:
            return range(len(said.words))
        places = said.places_of(need.words)
        if need.prefixes and said.begins_with(need.prefixes):
            return sorted({*places, *said.beginning_with(need.prefixes)})
        return places

    def find(self, pattern: Pattern, said: Utterance) -> Iterator[tuple[int, ...]]:
        """The words of each place where the phrase stands: their indexes, one place for each first word."""
        if not self._may_stand(pattern, said):
            return
        first, *others = pattern.parts
        for start in self._first_words(first[0], said):
            if pattern.question and said.words[start].sentence not in said.questions:
                continue
            found = next(self._row(first, 0, start, said), None)
            if found is None:
                continue
            rest = self._others(others, said, said.words[start].sentence, set(found))
            if rest is not None:
                yield tuple(sorted(rest))

    def _others(self, parts: list[tuple[Item, ...]], said: Utterance, sentence: int, used: set[int]) -> set[int] | None:
        for part in parts:
            places = (
                set(found)
                for start, word in enumerate(said.words)
                if word.sentence == sentence and start not in used
                for found in self._row(part, 0, start, said)
            )
            place = next((place for place in places if not place & used), None)
            if place is None:
                return None
            used |= place
        return used

    def _row(self, items: tuple[Item, ...], number: int, at: int, said: Utterance) -> Iterator[tuple[int, ...]]:
        """The words by which items[number:] are said from word ``at`` on."""
        if number == len(items):
            yield ()
            return
        item = items[number]
        for start in self._starts(item, number, at, said):
            for used in self._item(item, start, said):
                for rest in self._row(items, number + 1, used[-1] + 1, said):
                    yield used + rest
        if item.optional:
            yield from self._row(items, number + 1, at, said)

    def _starts(self, item: Item, number: int, at: int, said: Utterance) -> Iterator[int]:
        """Where an item may begin: here, or after words that may be skipped."""
        words = said.words
        if at >= len(words) or (number and words[at].sentence != words[at - 1].sentence):
            return
        yield at
        soft, gap = (SOFT, item.gap) if number else (0, 0)
        for start in range(at + 1, len(words)):
            if words[start].sentence != words[at].sentence:
                return
            if words[start - 1].text in self.soft and soft:
                soft -= 1
            elif gap:
                gap -= 1
            else:
                return
            yield start

    def _item(self, item: Item, at: int, said: Utterance) -> Iterator[tuple[int, ...]]:
        if item.mark:
            for mark in said.marks.get(item.mark, ()):
                if mark.start == at:
                    yield tuple(range(mark.start, mark.end))
        elif item.concept:
            for pattern in self.concepts[item.concept]:
                if self.lenient or pattern.parts[0][0].may_begin(said.words[at]):
                    yield from self._row(pattern.parts[0], 0, at, said)
        elif item.is_word(said.words[at]) or (self.lenient and item.may_be(said.words[at])):
            yield (at,)
