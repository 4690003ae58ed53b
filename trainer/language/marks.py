"""The values in what somebody says: money, percentages, days, times, lengths of time."""

from __future__ import annotations

from dataclasses import replace

from trainer.language.amounts import Amounts
from trainer.language.calendar import Calendar
from trainer.language.lexicon import Lexicon
from trainer.language.numbers import find_numbers
from trainer.language.past import Past
from trainer.language.utterance import Mark, Utterance, Word
from trainer.language.values import Amount

Marks = dict[str, list[Mark]]

DEADLINES = ("date", "weekday", "day", "time", "duration")
"""Values that can say by when."""
KINDS = frozenset({*DEADLINES, "deadline", "money", "percent", "number"})
"""Every kind of mark that a value makes."""


class Values:
    """Finds values in the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self.amounts = Amounts(lexicon)
        self.calendar = Calendar(lexicon, self.amounts.counts)
        self.past = Past(lexicon)

    def find(self, words: tuple[Word, ...]) -> Marks:
        """Every value, by kind; whatever can say by when is a "deadline" too."""
        marks: Marks = {}
        numbers = find_numbers([word.text for word in words], self.language)
        for kind, mark in (*self.amounts.find(words, numbers), *self.calendar.find(words, numbers)):
            marks.setdefault(kind, []).append(mark)
        marks["number"] = [Mark(one.start, one.end, Amount("number", one.value)) for one in numbers]
        marks["time"] = list(self.calendar.times(words, marks))
        deadlines = [mark for kind in DEADLINES for mark in marks.get(kind, [])]
        marks["deadline"] = sorted(deadlines, key=lambda mark: (mark.start, -mark.end))
        return marks

    def ahead(self, said: Utterance) -> Utterance:
        """The same, without the times that tell of what was or of when somebody is away: they are no deadlines."""
        told = self.past.tells(said, said.marks.get("deadline", ()))
        times = {kind: tuple(mark for mark in said.marks.get(kind, ()) if mark not in told)
                 for kind in (*DEADLINES, "deadline")}  # fmt: skip
        return replace(said, marks={**said.marks, **times}) if told else said
