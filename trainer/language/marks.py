"""The values in what somebody says: money, percentages, days, times, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from trainer.language.lexicon import Lexicon
from trainer.language.numbers import Counted, find_numbers
from trainer.language.patterns import Matcher, compile_pattern
from trainer.language.spelling import spelled
from trainer.language.stems import stems
from trainer.language.utterance import Mark, Utterance, Word
from trainer.language.values import HOURS, Amount, Kind, Span

Marks = dict[str, list[Mark]]

DEADLINES = ("date", "weekday", "day", "time", "duration")
"""Values that can say by when."""
_DATE_IN_DIGITS = re.compile(r"(\d{1,2})[./](\d{2})(?:[./](\d{2,4}))?")
_BEFORE_A_MONTH = frozenset({"of", "th", "st", "nd", "rd", "de"})
"""Words between a day and its month: the 12th of May."""
_TIME_IN_DIGITS = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₴": "UAH", "₽": "RUB"}


class Values:
    """Finds values in the words of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.language = lexicon.language
        self.months, self.weekdays = _calendar(self.language)
        self.currencies = {stem: code for code, names in lexicon.currencies.items() for name in names
                           for stem in lexicon.stems(name)} | _SIGNS  # fmt: skip
        self.cents = self._stems(lexicon.cents)
        self.percent = self._stems(lexicon.percent) | {"%"}
        self.ranges = {spelled(word, self.language) for word in lexicon.ranges}
        self.single = {spelled(word, self.language) for word in lexicon.single}
        self.afternoon = self._stems(lexicon.afternoon)
        self.clock = [compile_pattern(phrase, lexicon) for phrase in lexicon.clock]
        self.days = {number: [compile_pattern(phrase, lexicon) for phrase in phrases]
                     for number, phrases in lexicon.days.items()}  # fmt: skip
        self.units = [(unit, [[lexicon.stems(word) for word in name.split()] for name in names])
                      for unit, names in lexicon.units.items()]  # fmt: skip
        self.matcher = Matcher({}, lexicon.soft_words)

    def _stems(self, words: Sequence[str]) -> set[str]:
        return {stem for word in words for stem in self.lexicon.stems(word)}

    def find(self, words: tuple[Word, ...]) -> Marks:
        """Every value, by kind; a length of time is one of the "deadline" kinds too."""
        marks: Marks = {}
        texts = [word.text for word in words]
        numbers = find_numbers(texts, self.language)
        for kind, mark in (*self._counted(words, numbers), *self._days(words), *self._dates(words, numbers)):
            marks.setdefault(kind, []).append(mark)
        marks["number"] = [Mark(one.start, one.end, Amount("number", one.value)) for one in numbers]
        marks.setdefault("time", []).extend(self._times(words, marks))
        marks["deadline"] = sorted(
            (mark for kind in DEADLINES for mark in marks.get(kind, [])), key=lambda mark: (mark.start, -mark.end)
        )
        return marks

    def _counted(self, words: tuple[Word, ...], numbers: list[Counted]) -> Iterator[tuple[Kind, Mark]]:
        """Numbers with what they count: money, percentages, lengths of time."""
        for place, one in enumerate(numbers):
            before = numbers[place - 1] if place else None
            after = numbers[place + 1] if place + 1 < len(numbers) else None
            yield from self._money(words, one, after)
            if one.end < len(words) and self._is(words[one.end], self.percent):
                yield "percent", Mark(one.start, one.end + 1, Amount("percent", one.value))
            if (unit := self._unit(words, one.end)) is not None:
                name, end = unit
                hours = HOURS[name.removeprefix("working ")]
                joined = before is not None and one.start - before.end <= 1 and (
                    one.start == before.end or words[before.end].text in self.ranges)  # fmt: skip
                least = before if joined and before is not None else one
                span = Span(least.value * hours, one.value * hours, name.startswith("working"))
                yield "duration", Mark(least.start, end, span)
        for start, word in enumerate(words):  # "within an hour", "за годину": one of a unit
            if (unit := self._unit(words, start)) is not None and not any(one.end == start for one in numbers):
                hours = HOURS[unit[0].removeprefix("working ")]
                first = start - 1 if start and words[start - 1].sentence == word.sentence else start
                rate = first > 0 and self._counts(words, first - 1)  # 418 pounds a year
                if words[first].text in self.single and not rate:
                    yield "duration", Mark(first, unit[1], Span(hours, hours, unit[0].startswith("working")))

    def _money(self, words: tuple[Word, ...], one: Counted, after: Counted | None) -> Iterator[tuple[Kind, Mark]]:
        code, start, end = "", one.start, one.end
        if one.end < len(words) and (found := self._currency(words[one.end])):
            code, end = found, one.end + 1
        elif one.start and (found := _SIGNS.get(words[one.start - 1].text, "")):
            code, start = found, one.start - 1
        value = one.value
        if code and after is not None and after.value < 100 and after.start - end <= 1 and "." not in one.written:
            cents = after.end < len(words) and self._is(words[after.end], self.cents)
            if cents or (after.start == end and not self._unit(words, after.end)):
                value, end = value + after.value / 100, after.end + cents
        elif not code and after is not None and after.start == one.end and not one.in_digits and not after.in_digits:
            if not (10 <= after.value < 100 and 0 < one.value < 1000) or one.ordinal or after.ordinal:
                return
            value, end = value + after.value / 100, after.end  # forty-nine ninety
            if end < len(words) and (found := self._currency(words[end])):
                code, end = found, end + 1
        elif not code and not re.fullmatch(r"\d+[.,]\d\d", one.written):
            return
        yield "money", Mark(start, end, Amount("money", value, code))

    def _currency(self, word: Word) -> str:
        return next((self.currencies[stem] for stem in (word.text, *word.stems) if stem in self.currencies), "")

    @staticmethod
    def _is(word: Word, those: set[str]) -> bool:
        return not those.isdisjoint(word.stems)

    def _unit(self, words: tuple[Word, ...], at: int) -> tuple[str, int] | None:
        """The unit of time named at a word, and where its name ends; the longest name first."""
        found = [
            (unit, at + len(name))
            for unit, names in self.units
            for name in names
            if at + len(name) <= len(words)
            and all(not part.isdisjoint(words[at + step].stems) for step, part in enumerate(name))
        ]
        return max(found, key=lambda one: one[1], default=None)

    def _days(self, words: tuple[Word, ...]) -> Iterator[tuple[Kind, Mark]]:
        said = Utterance("", words)
        for number, phrases in self.days.items():
            for phrase in phrases:
                for place in self.matcher.find(phrase, said):
                    yield "day", Mark(place[0], place[-1] + 1, Amount("day", Decimal(number)))
        for at, word in enumerate(words):
            weekday = next((self.weekdays[stem] for stem in word.stems if stem in self.weekdays), None)
            if weekday is not None:
                yield "weekday", Mark(at, at + 1, Amount("weekday", Decimal(weekday)))

    def _dates(self, words: tuple[Word, ...], numbers: list[Counted]) -> Iterator[tuple[Kind, Mark]]:
        for at, word in enumerate(words):
            found = _DATE_IN_DIGITS.fullmatch(word.text)
            if found and 1 <= int(found[1]) <= 31 and 1 <= int(found[2]) <= 12 and not self._counts(words, at + 1):
                yield "date", Mark(at, at + 1, _date(int(found[1]), int(found[2]), found[3] or ""))
        for place, one in enumerate(numbers):
            if not 1 <= one.value <= 31 or one.value % 1:
                continue
            after = one.end
            while after < len(words) and words[after].text in _BEFORE_A_MONTH:
                after += 1
            if after < len(words) and (month := self._month(words[after])):
                year = next((n for n in numbers[place + 1 :] if n.start == after + 1 and 1900 <= n.value <= 2100), None)
                end = year.end if year else after + 1
                yield "date", Mark(one.start, end, _date(int(one.value), month, str(year.value) if year else ""))
            elif one.start and (month := self._month(words[one.start - 1])) and self.language == "en":
                yield "date", Mark(one.start - 1, one.end, _date(int(one.value), month, ""))

    def _counts(self, words: tuple[Word, ...], at: int) -> bool:
        """Whether the word there makes a number before it an amount: 12.05 euros is no date."""
        return at < len(words) and bool(self._currency(words[at]) or self._is(words[at], self.percent))

    def _month(self, word: Word) -> int:
        return next((self.months[stem] for stem in (word.text, *word.stems) if stem in self.months), 0)

    def _times(self, words: tuple[Word, ...], marks: Mapping[str, list[Mark]]) -> Iterator[Mark]:
        for at, word in enumerate(words):
            if (found := _TIME_IN_DIGITS.fullmatch(word.text)) and (":" in word.text):
                yield Mark(at, at + 1, Amount("time", Decimal(int(found[1]) * 60 + int(found[2]))))
        said = Utterance("", words, marks={kind: tuple(found) for kind, found in marks.items()})
        taken = {at for kind in ("money", "date", "duration", "percent") for mark in marks.get(kind, [])
                 for at in range(mark.start, mark.end)}  # fmt: skip
        for phrase in self.clock:
            for place in self.matcher.find(phrase, said):
                number = next((mark for mark in marks["number"] if mark.start in place), None)
                if (
                    number is None
                    or taken & set(range(number.start, number.end))
                    or not isinstance(number.value, Amount)
                ):
                    continue
                hour = number.value.number
                if 0 <= hour <= 24 and not hour % 1:
                    later = any(self._is(word, self.afternoon) for word in words[number.end : number.end + 2])
                    yield Mark(place[0], place[-1] + 1, Amount("time", (hour + 12 * (later and hour < 12)) * 60))


def _date(day: int, month: int, year: str) -> Amount:
    return Amount("date", Decimal(month * 100 + day), f"20{year}" if len(year) == 2 else year)


@lru_cache
def _calendar(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Months 1 to 12 and weekdays 0 (Monday) to 6 by their stems, from the Unicode locale data."""
    from babel import Locale

    locale = Locale.parse(language)
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for number, name in locale.months[form]["wide"].items():
            months |= dict.fromkeys(stems(spelled(name, language), language), int(number))
        for number, name in locale.days[form]["wide"].items():
            weekdays |= dict.fromkeys(stems(spelled(name, language), language), int(number))
    if language == "fa":  # Iran's calendar stands beside the other; a date in it is compared by its own months
        months |= {spelled(name, language): 20 + number for number, name in enumerate(_IRANIAN, 1)}
    return months, weekdays


_IRANIAN = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
