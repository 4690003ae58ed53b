"""Whether what was said was said to be so: "I will refund you" and "I will not refund you" are opposites.

A negation denies what follows it in its clause (in Persian, whose verbs stand last, all of its clause), and a phrase
that it cuts in two ("I will not, whatever you say, refund").  A denial ("I don't think") denies the rest of its clause
and the clauses that "that" hangs on it.  A closing ("nothing", last in its clause) denies what was said before it, and
a reversal ("cancel your") what it acts upon.  What the phrase itself denies ("do not worry") is meant.

What is asked, or told as somebody else's words ("you think"), is not denied; but no statement is made by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from trainer.language.matching import Matcher
from trainer.language.patterns import Pattern
from trainer.language.utterance import Utterance, Word


@dataclass(frozen=True)
class Denials:
    """The phrases that deny, in one language."""

    negations: tuple[Pattern, ...]
    denials: tuple[Pattern, ...]
    not_negations: tuple[Pattern, ...]
    answers: tuple[Pattern, ...]
    closings: tuple[Pattern, ...]
    reversals: tuple[Pattern, ...]
    reports: tuple[Pattern, ...]
    after: bool
    """Whether a negation reaches back to the start of its clause."""
    that: frozenset[str]
    """Words that hang a clause on the one before it."""


@dataclass(frozen=True)
class Polarity:
    """The words of one utterance that deny.

    ``closed``: clauses that a closing denies, each with the words of the closing.  ``reversed``: what a reversal acts
    upon, by the reversal's first word.  ``reports``: words after which others speak.
    """

    said: Utterance
    negations: frozenset[int]
    denials: frozenset[int]
    closed: Mapping[int, frozenset[int]]
    reversed: Mapping[int, frozenset[int]]
    reports: frozenset[int]
    after: bool
    that: frozenset[str]

    def denied(self, used: Iterable[int], *, in_parts: bool = False) -> bool:
        """Whether a phrase found at these words is denied by others.

        ``in_parts``: the words stand apart, so that one may break off before its negation: "I can | not ... by three".
        """
        place = set(used)
        words = self.said.words
        clauses = {words[at].clause for at in place}
        last = {clause: max(at for at in place if words[at].clause == clause) for clause in clauses}
        first, final = min(place), max(place)
        for at in self.negations - place:
            clause = words[at].clause
            if clause in last and (self.after or at < last[clause] + (2 if in_parts else 0)):
                return True
            if first < at < final and (_ends_clause(self.said, at) if clause in last else clause in self._denying):
                return True
        if any(verb not in place and not place.isdisjoint(objects) for verb, objects in self.reversed.items()):
            return True
        if place.isdisjoint(self.closed.get(words[final].clause, place)):
            return True
        return any(at < final and self._reaches(at, clauses) for at in self.denials - place)

    def stated(self, used: Iterable[int]) -> bool:
        """Whether who says these words says them as his own, and does not ask: what a sentence asks stands in its
        last clause ("I will refund you, is that all right?")."""
        place = set(used)
        words = self.said.words
        final = max(place)
        if words[final].sentence in self.said.questions and words[final].clause in self._ends:
            return False
        clauses = {words[at].clause for at in place}
        return not any(at < final and self._reaches(at, clauses) for at in self.reports - place)

    @cached_property
    def _denying(self) -> frozenset[int]:
        """Clauses that do nothing but deny: "I will, under no circumstances, refund you"."""
        speaking = {word.clause for at, word in enumerate(self.said.words) if at not in self.negations}
        return frozenset(word.clause for word in self.said.words) - speaking

    @cached_property
    def _ends(self) -> frozenset[int]:
        """The last clause of each sentence."""
        return frozenset({word.sentence: word.clause for word in self.said.words}.values())

    def _reaches(self, at: int, clauses: set[int]) -> bool:
        """Whether what a denial denies reaches into one of these clauses."""
        words = self.said.words
        reach = words[at].clause
        for word in words[at + 1 :]:
            if word.sentence != words[at].sentence or (word.clause > reach and word.text not in self.that):
                break
            reach = word.clause
        return any(words[at].clause <= clause <= reach for clause in clauses)


def _opens_sentence(said: Utterance, at: int) -> bool:
    return at == 0 or said.words[at - 1].sentence != said.words[at].sentence


def _ends_clause(said: Utterance, at: int) -> bool:
    return at + 1 == len(said.words) or said.words[at + 1].clause != said.words[at].clause


def find_polarity(said: Utterance, phrases: Denials, matcher: Matcher) -> Polarity:
    """Which words of an utterance deny."""
    harmless = {at for pattern in phrases.not_negations for place in matcher.find(pattern, said) for at in place}
    for pattern in phrases.answers:
        for place in matcher.find(pattern, said):
            if _opens_sentence(said, place[0]) and (len(place) > 1 or _ends_clause(said, place[0])):
                harmless |= set(place)

    def found(patterns: Iterable[Pattern]) -> Iterator[tuple[int, ...]]:
        places = (place for pattern in patterns for place in matcher.find(pattern, said))
        return (place for place in places if harmless.isdisjoint(place))

    negations = {at for pattern in phrases.negations for place in matcher.find(pattern, said) for at in place}
    return Polarity(
        said,
        frozenset(negations - harmless),
        frozenset(place[-1] for place in found(phrases.denials)),
        {said.words[place[-1]].clause: frozenset(place) for place in found(phrases.closings)
         if all(word.text in matcher.soft for word in _rest_of_clause(said, place[-1]))},
        {place[0]: _acted_upon(said, place, matcher.soft) for place in found(phrases.reversals)},
        frozenset(place[-1] for place in found(phrases.reports)),
        phrases.after,
        phrases.that,
    )  # fmt: skip


def _rest_of_clause(said: Utterance, at: int) -> Iterator[Word]:
    return takewhile(lambda word: word.clause == said.words[at].clause, said.words[at + 1 :])


def _acted_upon(said: Utterance, reversal: tuple[int, ...], soft: frozenset[str]) -> frozenset[int]:
    """The word that follows a reversal, with the soft words before it; a time ("cancel it today") is not acted upon."""
    objects = set(reversal[1:])
    times = {mark.start for mark in said.marks.get("deadline", ())}
    for at, word in enumerate(_rest_of_clause(said, reversal[-1]), reversal[-1] + 1):
        if at in times:
            break
        objects.add(at)
        if word.text not in soft:
            break
    return frozenset(objects)
