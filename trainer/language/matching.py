"""Looking for phrases in what was said: which words say it, with soft words and gaps in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.language.patterns import Item, Pattern

if TYPE_CHECKING:
    from trainer.language.utterance import Utterance, Word

NAMES = ("trainee", "customer", "company")
SOFT = 3
"""Soft words in a row that any phrase may hold."""


@dataclass(frozen=True)
class _Need:
    """Words of which one must be there, or the beginnings of such words."""

    words: frozenset[str]
    prefixes: tuple[str, ...]


class Matcher:
    """Finds phrases in utterances of one language, with these concepts.

    ``by_ear``: a word that the recognizer doubted may be any word that is a little like it, and any word that it heard
    may be one that sounds nearly the same.
    """

    def __init__(
        self,
        concepts: Mapping[str, tuple[Pattern, ...]],
        soft: frozenset[str],
        *,
        by_ear: bool = False,
    ) -> None:
        self.concepts = concepts
        self.soft = soft
        self.by_ear = by_ear
        self.known: frozenset[str] = frozenset()
        """Words that are no names."""
        self._needs: dict[Pattern, tuple[_Need, ...]] = {}
        self._marks: dict[Pattern, frozenset[str]] = {}
        self._words: dict[Item, _Need | None] = {}

    def may_be_name(self, word: Word) -> bool:
        """Whether a heard word may be a name: recognizers seldom spell one, and make a word of it that nobody uses."""
        return self.by_ear and not word.typed and word.stems.isdisjoint(self.known) and word.text not in self.known

    def _may_stand(self, pattern: Pattern, said: Utterance) -> bool:
        """Whether the utterance has a word or mark for every place of the phrase: most phrases are ruled out so."""
        if self.by_ear:
            return True
        needs = self._needs.get(pattern)
        if needs is None:
            items = [item for part in pattern.parts for item in part if not item.optional]
            needs = self._needs[pattern] = tuple(need for item in items if (need := self._words_for(item)) is not None)
            self._marks[pattern] = frozenset(item.mark for item in items if item.mark)
        return self._marks[pattern] <= said.marks.keys() and all(
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
        if self.by_ear or item.optional:
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
        search = _Search(self, said)
        for start in self._first_words(first[0], said):
            sentence = said.words[start].sentence
            if pattern.question and sentence not in said.questions:
                continue
            if not all(search.standing(part, sentence) for part in others):
                continue
            found = search.first(first, start)
            rest = None if found is None else search.with_others(others, sentence, set(found))
            if rest is not None:
                yield tuple(sorted(rest))

    def places(self, part: tuple[Item, ...], said: Utterance, sentence: int) -> Iterator[int]:
        """The words of a sentence at which a part of a phrase may begin."""
        return (at for at in self._first_words(part[0], said) if said.words[at].sentence == sentence)


class _Search:
    """One phrase looked for in one utterance.  What was found to lead nowhere is not tried again, so that the work
    grows with the length of the utterance and not with the ways in which its words could be skipped."""

    def __init__(self, matcher: Matcher, said: Utterance, taken: frozenset[int] = frozenset()) -> None:
        self.matcher = matcher
        self.said = said
        self.taken = taken
        """Words that other parts of the phrase use."""
        self._standing: dict[tuple[tuple[Item, ...], int], tuple[int, ...]] = {}
        self._dead: set[tuple[tuple[Item, ...], int, int]] = set()

    def first(self, part: tuple[Item, ...], start: int) -> tuple[int, ...] | None:
        """The first way in which a part of the phrase stands at this word."""
        return next(self._row(part, 0, start), None)

    def standing(self, part: tuple[Item, ...], sentence: int) -> tuple[int, ...]:
        """The words of a sentence at which a part stands."""
        if (part, sentence) not in self._standing:
            places = self.matcher.places(part, self.said, sentence)
            self._standing[part, sentence] = tuple(at for at in places if self.first(part, at) is not None)
        return self._standing[part, sentence]

    def with_others(self, parts: list[tuple[Item, ...]], sentence: int, used: set[int]) -> set[int] | None:
        """These words and those of the other parts, none of them used twice."""
        for part in parts:
            free = _Search(self.matcher, self.said, frozenset(used))
            ways = (free.first(part, at) for at in self.standing(part, sentence))
            place = next((way for way in ways if way is not None), None)
            if place is None:
                return None
            used |= set(place)
        return used

    def _row(self, items: tuple[Item, ...], number: int, at: int) -> Iterator[tuple[int, ...]]:
        """The words by which items[number:] are said from word ``at`` on."""
        if number == len(items):
            yield ()
            return
        if (items, number, at) in self._dead:
            return
        item, alive = items[number], False
        for start in self._starts(item, number, at):
            for used in self._item(item, start):
                for rest in self._row(items, number + 1, used[-1] + 1):
                    alive = True
                    yield used + rest
        if item.optional:
            for rest in self._row(items, number + 1, at):
                alive = True
                yield rest
        if not alive:
            self._dead.add((items, number, at))

    def _starts(self, item: Item, number: int, at: int) -> Iterator[int]:
        """Where an item may begin: here, or after words that may be skipped."""
        words = self.said.words
        if at >= len(words) or (number and words[at].sentence != words[at - 1].sentence):
            return
        yield at
        soft, gap = (SOFT, item.gap) if number else (0, 0)
        for start in range(at + 1, len(words)):
            if words[start].sentence != words[at].sentence:
                return
            if words[start - 1].text in self.matcher.soft and soft:
                soft -= 1
            elif gap:
                gap -= 1
            else:
                return
            yield start

    def _item(self, item: Item, at: int) -> Iterator[tuple[int, ...]]:
        matcher, word = self.matcher, self.said.words[at]
        if item.mark:
            for mark in self.said.marks.get(item.mark, ()):
                if mark.start == at and self.taken.isdisjoint(range(mark.start, mark.end)):
                    yield tuple(range(mark.start, mark.end))
            if item.mark in NAMES and at not in self.taken and matcher.may_be_name(word):
                yield (at,)
        elif item.concept:
            for pattern in matcher.concepts[item.concept]:
                if matcher.by_ear or pattern.parts[0][0].may_begin(word):
                    yield from self._row(pattern.parts[0], 0, at)
        elif at not in self.taken and (item.is_word(word) or self._may_be(item, word)):
            yield (at,)

    def _may_be(self, item: Item, word: Word) -> bool:
        return self.matcher.by_ear and item.may_be(word)
