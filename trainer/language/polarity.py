"""Whether what was said was said to be so: "I will refund you" and "I will not refund you" are opposites.

A negation denies what follows it in its clause (in Persian, whose verbs stand last, all of its clause), and one that
a comma cuts off ("I will not, whatever you say, ...") denies on.  A denial ("I don't think", "it is not true that",
"I would if I could") reaches to the end of its sentence.  What the phrase itself denies ("do not worry") is meant.
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
    opening: frozenset[str]
    """Words that open a clause, and so end what a negation that a comma cuts off denies."""


@dataclass(frozen=True)
class Polarity:
    """The words of one utterance that deny."""

    said: Utterance
    negations: frozenset[int]
    denials: frozenset[int]
    after: bool
    opening: frozenset[str]

    def denied(self, used: Iterable[int], *, in_parts: bool = False) -> bool:
        """Whether a phrase found at these words is denied by others.

        ``in_parts``: the words stand apart, so that one may break off before its negation: "I can | not ... by three".
        """
        place = set(used)
        words = self.said.words
        clauses = {words[at].clause for at in place}
        last = {clause: max(at for at in place if words[at].clause == clause) for clause in clauses}
        for at in self.negations - place:
            clause = words[at].clause
            if clause in last and (self.after or at < last[clause] + (2 if in_parts else 0)):
                return True
            if self._dangles(at) and any(clause < later <= self._carries_to(at) for later in last):
                return True
        first, final = min(place), max(place)
        return any(words[at].sentence == words[first].sentence and at < final for at in self.denials if at not in place)

    def _dangles(self, at: int) -> bool:
        """Whether a negation is the last word of its clause, and not the only one."""
        words = self.said.words
        return _ends_clause(self.said, at) and at > 0 and words[at - 1].clause == words[at].clause

    def _carries_to(self, at: int) -> int:
        """The last clause that a dangling negation denies: up to the end of the sentence, or to one that opens
        with a word of its own, such as "but"."""
        words = self.said.words
        clause = words[at].clause
        for word in words[at + 1 :]:
            if word.sentence != words[at].sentence or (word.clause > clause and word.text in self.opening):
                break
            clause = word.clause
        return clause


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
    return Polarity(said, frozenset(negations - harmless), frozenset(denials), phrases.after, phrases.opening)
