"""Times of day and lengths of time, as people say them in five languages."""

from __future__ import annotations

from functools import lru_cache

import pytest

from trainer.language import Amount, Span, load_lexicon, parse_span
from trainer.language.marks import Values
from trainer.language.utterance import Mark, split_words


@lru_cache
def values(language: str) -> Values:
    return Values(load_lexicon(language))


def found(language: str, said: str, kind: str) -> list[Mark]:
    return values(language).find(split_words(said, load_lexicon(language))[0]).get(kind, [])


def times(language: str, said: str) -> set[str]:
    """As on a clock."""
    return {
        f"{int(mark.value.number) // 60}:{int(mark.value.number) % 60:02}"
        for mark in found(language, said, "time")
        if isinstance(mark.value, Amount)
    }


@pytest.mark.parametrize(
    ("language", "said", "clock"),
    [
        ("en", "I will call you at half past three", "3:30"),
        ("en", "half past three pm", "15:30"),
        ("en", "by quarter to five", "4:45"),
        ("en", "quarter past ten", "10:15"),
        ("en", "by noon", "12:00"),
        ("en", "before midnight", "0:00"),
        ("en", "at 3:30 pm", "15:30"),
        ("en", "at 3:30", "3:30"),
        ("en", "at 12:30 pm", "12:30"),
        ("ru", "в три часа", "3:00"),
        ("ru", "в 15 часов", "15:00"),
        ("ru", "перезвоню в три", "3:00"),
        ("ru", "в половине четвёртого", "3:30"),
        ("ru", "без четверти пять", "4:45"),
        ("ru", "до полудня", "12:00"),
        ("uk", "о третій", "3:00"),
        ("uk", "о пів на четверту", "3:30"),
        ("uk", "за чверть п'ята", "4:45"),
        ("ro", "vă sun la trei", "3:00"),
        ("ro", "la trei și jumătate", "3:30"),
        ("ro", "la trei și un sfert", "3:15"),
        ("ro", "la patru fără un sfert", "3:45"),
        ("fa", "ساعت سه", "3:00"),
        ("fa", "ساعت سه و نیم", "3:30"),
        ("fa", "ساعت سه و ربع", "3:15"),
        ("fa", "ربع به چهار", "3:45"),
    ],
)
def test_a_time_of_day_however_it_is_said(language: str, said: str, clock: str) -> None:
    assert times(language, said) == {clock}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "at 3 dollars"),
        ("en", "a quarter of that"),
        ("ru", "в пять раз больше"),
        ("ru", "в два раза"),
        ("ru", "через три часа"),
        ("uk", "у три рази"),
        ("ro", "la trei abonamente"),
        ("ro", "la 3 lei"),
        ("ro", "la 30 de zile"),
        ("fa", "سه ساعت"),
    ],
)
def test_what_is_counted_is_no_time_of_day(language: str, said: str) -> None:
    assert times(language, said) == set()


@pytest.mark.parametrize(
    ("language", "said", "length"),
    [
        ("en", "one and a half hours", "90 minutes"),
        ("en", "in an hour and a half", "90 minutes"),
        ("en", "two and a half days", "60 hours"),
        ("en", "within 24h", "24 hours"),
        ("en", "48 hrs", "48 hours"),
        ("ru", "через полтора часа", "90 minutes"),
        ("ru", "через час с половиной", "90 minutes"),
        ("ru", "за два с половиной часа", "150 minutes"),
        ("ru", "24 ч", "24 hours"),
        ("uk", "за півтори години", "90 minutes"),
        ("uk", "за годину з половиною", "90 minutes"),
        ("uk", "дві з половиною години", "150 minutes"),
        ("ro", "într-o oră și jumătate", "90 minutes"),
        ("ro", "două ore și jumătate", "150 minutes"),
        ("ro", "în jumătate de oră", "30 minutes"),
        ("fa", "یک ساعت و نیم", "90 minutes"),
        ("fa", "دو ساعت و نیم", "150 minutes"),
        ("fa", "یک و نیم ساعت", "90 minutes"),
    ],
)
def test_a_length_of_time_with_a_half_or_short(language: str, said: str, length: str) -> None:
    spans = {mark.value for mark in found(language, said, "duration") if isinstance(mark.value, Span)}
    assert [(one.least, one.most) for one in spans] == [(parse_span(length).least, parse_span(length).most)]
