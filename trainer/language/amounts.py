"""How much and how long: money, percentages and lengths of time in what somebody says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from trainer.language.lexicon import Lexicon
from trainer.language.months import month_names
from trainer.language.numbers import Counted, half_after
from trainer.language.spelling import spelled
from trainer.language.utterance import Mark, Word
from trainer.language.values import MINUTES, Amount, Kind, Span

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₴": "UAH", "₽": "RUB", "₸": "KZT"}
_HALF = Decimal("0.5")
_YEARS = range(1900, 2101)
"""Numbers that "year" makes the name of one, not so many of them: 1984 года."""


class Amounts:
    """Finds what numbers count in the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.months = month_names(lexicon.language).keys()
        self.currencies = {stem: code for code, names in lexicon.currencies.items() for name in names
                           for stem in lexicon.stems(name)} | _SIGNS  # fmt: skip
        self.cents = {stem for word in lexicon.cents for stem in lexicon.stems(word)}
        self.percents = [self._parts(name) for name in (*lexicon.percent, "%")]
        self.ranges = {spelled(word, lexicon.language) for word in lexicon.ranges}
        self.single = {spelled(word, lexicon.language) for word in lexicon.single}
        self.half = {spelled(word, lexicon.language) for word in lexicon.half}
        self.units: dict[str, list[tuple[str, list[frozenset[str]]]]] = {}
        """Names of units by every form of their first word."""
        for unit, names in lexicon.units.items():
            for parts in map(self._parts, names):
                for form in parts[0]:
                    self.units.setdefault(form, []).append((unit, parts))

    def _parts(self, name: str) -> list[frozenset[str]]:
        return [self.lexicon.stems(word) for word in name.split()]

    def find(self, words: Sequence[Word], numbers: Sequence[Counted]) -> Iterator[tuple[Kind, Mark]]:
        """Every amount, with its kind."""
        for place, one in enumerate(numbers):
            before = numbers[place - 1] if place else None
            after = numbers[place + 1] if place + 1 < len(numbers) else None
            if money := self._money(words, one, after):
                yield "money", money
            if end := self._percent(words, one.end):
                yield "percent", Mark(one.start, end, Amount("percent", one.value))
            if length := self._length(words, one, before):
                yield "duration", length
        ends = {one.end for one in numbers}
        singles = (self._one(words, start) for start in range(len(words)) if start not in ends)
        for single in dict.fromkeys(filter(None, singles)):
            yield "duration", single

    def counts(self, words: Sequence[Word], at: int) -> bool:
        """Whether the word there makes a number before it an amount: 12.05 euros is no date."""
        return at < len(words) and bool(self._currency(words[at]) or self._percent(words, at))

    def _money(self, words: Sequence[Word], one: Counted, after: Counted | None) -> Mark | None:
        code, start, end = "", one.start, one.end
        if one.end < len(words) and (found := self._currency(words[one.end])):
            code, end = found, one.end + 1
        elif one.start and (found := _SIGNS.get(words[one.start - 1].text, "")):
            code, start = found, one.start - 1
        value = one.value
        if code:
            if after is not None and (cents := self._cents(words, end, one, after)):
                value, end = value + after.value / 100, cents
        elif self._is_price(one, after) and after is not None:
            value, end = value + after.value / 100, after.end  # forty-nine ninety
            if end < len(words) and (found := self._currency(words[end])):
                code, end = found, end + 1
        elif not re.fullmatch(r"\d+[.,]\d\d", one.written):
            return None
        return Mark(start, end, Amount("money", value, code))

    def _cents(self, words: Sequence[Word], end: int, one: Counted, after: Counted) -> int:
        """Where the cents after an amount end; 0 where the next number is none of its: "349 hryvnias, 12 May"."""
        if after.value >= 100 or after.ordinal or after.start - end > 1 or value_has_cents(one) or not self.cents:
            return 0
        if after.end < len(words) and not self.cents.isdisjoint(words[after.end].stems):
            return after.end + 1
        counts = after.end < len(words) and (self._unit(words, after.end) or self.counts(words, after.end))
        month = after.end < len(words) and not self.months.isdisjoint({words[after.end].text, *words[after.end].stems})
        return after.end if after.start == end and after.value >= 10 and not counts and not month else 0

    @staticmethod
    def _is_price(one: Counted, after: Counted | None) -> bool:
        """Forty-nine ninety: two numbers in words, side by side."""
        if after is None or after.start != one.end or one.in_digits or after.in_digits or one.ordinal or after.ordinal:
            return False
        return 10 <= after.value < 100 and 0 < one.value < 1000

    def _currency(self, word: Word) -> str:
        return next((self.currencies[stem] for stem in (word.text, *word.stems) if stem in self.currencies), "")

    def _percent(self, words: Sequence[Word], at: int) -> int:
        """Where a word for per cent ends that begins here ("la sută" is two); 0 where none does."""
        return next((at + len(name) for name in self.percents if _stands(name, words, at)), 0)

    def _unit(self, words: Sequence[Word], at: int) -> tuple[str, int] | None:
        """The unit of time named at a word, and where its name ends; the longest name first."""
        if at >= len(words):
            return None
        named = [one for form in words[at].stems for one in self.units.get(form, ())]
        found = [(unit, at + len(name)) for unit, name in named if _stands(name, words, at)]
        return max(found, key=lambda one: one[1], default=None)

    def _length(self, words: Sequence[Word], one: Counted, before: Counted | None) -> Mark | None:
        if (unit := self._unit(words, one.end)) is None:
            return None
        name, end = unit
        if name == "year" and one.value in _YEARS:
            return None
        least = before if before is not None and self._is_range(words, before, one) else one
        half, end = self._half(words, end)
        return Mark(least.start, end, _span(least.value + half * (least is one), one.value + half, name))

    def _half(self, words: Sequence[Word], at: int) -> tuple[Decimal, int]:
        """What "and a half" adds there to a unit, and where it ends: an hour and a half."""
        end = half_after([word.text for word in words[at : at + 3]], 0, self.lexicon.language)
        return (_HALF if end else Decimal(0)), at + end

    def _is_range(self, words: Sequence[Word], before: Counted, one: Counted) -> bool:
        """Three to five."""
        if one.start == before.end:
            return before.value < one.value
        return one.start == before.end + 1 and words[before.end].text in self.ranges

    def _one(self, words: Sequence[Word], at: int) -> Mark | None:
        """Within an hour, in half an hour: one of a unit, half or one and a half; not the rate of "5 pounds a year"."""
        if (unit := self._unit(words, at)) is None:
            return None
        name, end = unit
        near = [start for start in (at - 1, at - 2) if start >= 0 and words[start].sentence == words[at].sentence]
        half = next((start for start in near if words[start].text in self.half), None)
        if half is not None:
            return Mark(half, end, _span(_HALF, _HALF, name))
        more, end = self._half(words, end)
        single = bool(near) and words[at - 1].text in self.single and not (at > 1 and self.counts(words, at - 2))
        if not single and not more:
            return None
        return Mark(at - single, end, _span(1 + more, 1 + more, name))


def value_has_cents(one: Counted) -> bool:
    """Whether a number has hundredths already."""
    return one.value % 1 != 0


def _span(least: Decimal, most: Decimal, unit: str) -> Span:
    minutes = MINUTES[unit.removeprefix("working ")]
    return Span(least * minutes, most * minutes, unit.startswith("working"))


def _stands(name: list[frozenset[str]], words: Sequence[Word], at: int) -> bool:
    return at + len(name) <= len(words) and all(
        not part.isdisjoint(words[at + step].stems) for step, part in enumerate(name)
    )
