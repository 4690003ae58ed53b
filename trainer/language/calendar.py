"""When: dates, weekdays, days from today and times of day in what somebody says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from trainer.language.lexicon import Lexicon
from trainer.language.matching import Matcher
from trainer.language.months import month_names, weekday_names
from trainer.language.numbers import Counted
from trainer.language.patterns import compile_pattern
from trainer.language.spelling import spelled
from trainer.language.utterance import Mark, Utterance, Word
from trainer.language.values import Amount, Kind

_DATE_IN_DIGITS = re.compile(r"(\d{1,2})[./](\d{2})(?:[./](\d{2,4}))?")
_TIME_IN_DIGITS = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
_BEFORE_A_MONTH = frozenset({"of", "th", "st", "nd", "rd", "de"})
"""Words between a day and its month: the 12th of May."""

_HOURS = frozenset(map(Decimal, range(25))) | frozenset(hour + Decimal("0.5") for hour in range(1, 24))
_DAY = 1440
"""Minutes."""

Counts = Callable[[Sequence[Word], int], bool]


class Calendar:
    """Finds days and times in the words of one language."""

    def __init__(self, lexicon: Lexicon, counts: Counts) -> None:
        self.language = lexicon.language
        self.counts = counts
        self.months, self.weekdays = month_names(self.language), weekday_names(self.language)
        self.joints = {spelled(word, self.language) for word in lexicon.ranges}
        self.afternoon = {stem for word in lexicon.afternoon for stem in lexicon.stems(word)}
        self.clock = [(0, compile_pattern(phrase, lexicon)) for phrase in (*lexicon.clock, *lexicon.clock_last)]
        self.last, self.opening = frozenset(lexicon.clock_last), lexicon.opening
        self.clock += [(minutes, compile_pattern(phrase, lexicon)) for minutes, phrases in lexicon.from_hour.items()
                       for phrase in phrases]  # fmt: skip
        self.hours = [(minutes, compile_pattern(phrase, lexicon)) for minutes, phrases in lexicon.hours.items()
                      for phrase in phrases]  # fmt: skip
        self.days = [(number, compile_pattern(phrase, lexicon)) for number, phrases in lexicon.days.items()
                     for phrase in phrases]  # fmt: skip
        self.matcher = Matcher({}, lexicon.soft_words)

    def find(self, words: tuple[Word, ...], numbers: Sequence[Counted]) -> Iterator[tuple[Kind, Mark]]:
        """Every day, with its kind."""
        said = Utterance("", words)
        for number, phrase in self.days:
            for place in self.matcher.find(phrase, said):
                yield "day", Mark(place[0], place[-1] + 1, Amount("day", Decimal(number)))
        for at, word in enumerate(words):
            weekday = next((self.weekdays[form] for form in (word.text, *word.stems) if form in self.weekdays), None)
            if weekday is not None:
                yield "weekday", Mark(at, at + 1, Amount("weekday", Decimal(weekday)))
            found = _DATE_IN_DIGITS.fullmatch(word.text)
            if found and 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12 and not self.counts(words, at + 1):
                yield "date", Mark(at, at + 1, _date(Decimal(found[1]), int(found[2]), found[3] or ""))
        for mark in self._dates(words, numbers):
            yield "date", mark

    def _dates(self, words: Sequence[Word], numbers: Sequence[Counted]) -> Iterator[Mark]:
        """From the last to the first, for a month may stand for two days: the 11th and the 13th of May."""
        month, start = 0, len(words)
        for place in range(len(numbers) - 1, -1, -1):
            one = numbers[place]
            if not 1 <= one.value <= 31 or one.value % 1:
                continue
            after = one.end
            while after < len(words) and words[after].text in _BEFORE_A_MONTH:
                after += 1
            if after < len(words) and (found := self._month(words[after])):
                month, start = found, one.start
                year = next((n for n in numbers[place + 1 :] if n.start == after + 1 and 1900 <= n.value <= 2100), None)
                end = year.end if year else after + 1
                yield Mark(one.start, end, _date(one.value, month, str(year.value) if year else ""))
            elif month and one.end < start and all(word.text in self.joints for word in words[one.end : start]):
                start = one.start
                yield Mark(one.start, one.end, _date(one.value, month, ""))
            elif self.language == "en" and one.start and (found := self._month(words[one.start - 1])):
                yield Mark(one.start - 1, one.end, _date(one.value, found, ""))

    def _month(self, word: Word) -> int:
        return next((self.months[form] for form in (word.text, *word.stems) if form in self.months), 0)

    def times(self, words: tuple[Word, ...], marks: Mapping[str, Sequence[Mark]]) -> Iterator[Mark]:
        """Times of day; a number that counts something else is none, unless the clock's phrase holds all of it."""
        found = [*self._named(words), *self._in_digits(words), *self._from_hours(words, marks)]
        return (mark for mark in found if not any(_more(other, mark) for other in found))

    def _named(self, words: tuple[Word, ...]) -> Iterator[Mark]:
        for minutes, phrase in self.hours:
            for place in self.matcher.find(phrase, Utterance("", words)):
                yield Mark(place[0], place[-1] + 1, Amount("time", Decimal(minutes)))

    def _in_digits(self, words: Sequence[Word]) -> Iterator[Mark]:
        for at, word in enumerate(words):
            if found := _TIME_IN_DIGITS.fullmatch(word.text):
                yield Mark(at, at + 1, self._time(Decimal(found[1]), int(found[2]), words, at + 1))

    def _from_hours(self, words: tuple[Word, ...], marks: Mapping[str, Sequence[Mark]]) -> Iterator[Mark]:
        said = Utterance("", words, marks={"number": tuple(marks["number"])})
        others = [mark for kind in ("money", "date", "duration", "percent") for mark in marks.get(kind, ())]
        for minutes, phrase in self.clock:
            for place in self.matcher.find(phrase, said):
                number = next((mark for mark in reversed(marks["number"]) if mark.start in place), None)
                if number is None or not isinstance(number.value, Amount):
                    continue
                if phrase.written in self.last and not self._stops(words, place[-1] + 1):
                    continue
                overlapping = [one for one in others if one.start < number.end and number.start < one.end]
                hour = number.value.number
                if all(set(range(one.start, one.end)) <= set(place) for one in overlapping) and hour in _HOURS:
                    yield Mark(place[0], place[-1] + 1, self._time(hour, minutes, words, number.end))

    def _stops(self, words: Sequence[Word], at: int) -> bool:
        """Whether a clause ends before a word, and by no word that may be counted: "раз" is "times" and "since"."""
        return at == len(words) or (words[at].clause != words[at - 1].clause and words[at].text not in self.opening)

    def _time(self, hour: Decimal, minutes: int, words: Sequence[Word], end: int) -> Amount:
        """The time of day of an hour whose words end there; the hour before one in the afternoon is noon's."""
        later = any(not self.afternoon.isdisjoint(word.stems) for word in words[end : end + 2])
        return Amount("time", ((hour + 12 * (later and hour < 12)) * 60 + minutes) % _DAY)


def _date(day: Decimal, month: int, year: str) -> Amount:
    return Amount("date", month * 100 + day, f"20{year}" if len(year) == 2 else year)


def _more(one: Mark, other: Mark) -> bool:
    """Whether one is another time, overlaps the other and is said in more words: "three and a quarter" is not three."""
    overlap = one.start < other.end and other.start < one.end
    return one.value != other.value and overlap and one.end - one.start > other.end - other.start
