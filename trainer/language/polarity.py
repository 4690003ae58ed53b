"""Whether what was said was said to be so: "I will refund you" and "I will not refund you" are opposites.

A negation denies what follows it in its clause (in Persian, whose verbs stand last, all of its clause), and a phrase
that it cuts in two ("I will not, whatever you say, refund").  A denial ("I don't think") denies the rest of its clause
and the clauses that "that" hangs on it.  What the phrase itself denies ("do not worry") is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.language.patterns import Matcher, Pattern
from trainer.language.utterance import Utterance


@dataclass(frozen=True)
class Denials:
    """The phrases that deny, in one language."""

    negations: tuple[Pattern, ...]
    denials: tuple[Pattern, ...]
    not_negations: tuple[Pattern, ...]
    answers: tuple[Pattern, ...]
    after: bool
    """Whether a negation reaches back to the start of its clause."""
    that: frozenset[str]
    """Words that hang a clause on the one before it."""


@dataclass(frozen=True)
class Polarity:
    """The words of one utterance that deny."""

    said: Utterance
    negations: frozenset[int]
    denials: frozenset[int]
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
            if clause in last and first < at < final and _ends_clause(self.said, at):
                return True
        return any(at < final and self._reaches(at, clauses) for at in self.denials - place)

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
    negations = {at for pattern in phrases.negations for place in matcher.find(pattern, said) for at in place}
    denials = {place[-1] for pattern in phrases.denials for place in matcher.find(pattern, said)
               if not harmless & set(place)}  # fmt: skip
    return Polarity(said, frozenset(negations - harmless), frozenset(denials), phrases.after, phrases.that)
