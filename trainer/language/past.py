"""Times that are told and not promised: "I called you yesterday at three", "I am on holiday until Friday"."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.language.lexicon import Lexicon
from trainer.language.matching import Matcher
from trainer.language.patterns import GAP, compile_pattern
from trainer.language.utterance import Mark, Utterance

_BEHIND = 3
"""Words from a time to what it is told of, where that comes after: "on 12 May you were charged"."""


class Past:
    """Finds times that tell of what was, or of when somebody is away, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.past = [compile_pattern(phrase, lexicon) for phrase in lexicon.past]
        self.ahead = [compile_pattern(phrase, lexicon) for phrase in lexicon.ahead]
        self.matcher = Matcher({}, lexicon.soft_words)

    def tells(self, said: Utterance, times: Sequence[Mark]) -> frozenset[Mark]:
        """Those of these times beside which, in their clause, such a phrase stands and nothing turns to what is to come
        in between."""
        told = [place for phrase in self.past for place in self.matcher.find(phrase, said)] if times else []
        if not told:
            return frozenset()
        ahead = {place[0] for phrase in self.ahead for place in self.matcher.find(phrase, said)}
        return frozenset(mark for mark in times if any(_beside(place, mark, said, ahead) for place in told))


def _beside(place: tuple[int, ...], mark: Mark, said: Utterance, ahead: set[int]) -> bool:
    after = place[0] >= mark.end
    between = range(mark.end, place[0]) if after else range(place[-1] + 1, mark.start)
    same = said.words[mark.start].clause == said.words[place[0 if after else -1]].clause
    return same and len(between) <= (_BEHIND if after else GAP) and ahead.isdisjoint(between)
