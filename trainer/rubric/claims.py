"""Values the trainee named, held against what is true and what may be promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from trainer.language import Amount, Span

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue, Knowledge
    from trainer.language.utterance import Mark, Utterance
    from trainer.understanding import Heard, Reader

_DAY = Decimal(24)


@dataclass(frozen=True)
class Claim:
    """Something said that is not so, or that the trainee may not grant.  ``sure``: the recognizer was."""

    why: str
    beyond_authority: bool = False
    sure: bool = True


def wrong_claims(dialogue: Dialogue, reader: Reader, heard: Heard) -> Iterator[Claim]:
    """Values of an answer that are not true, cannot be kept, or are not the trainee's to grant."""
    yield from _false_facts(dialogue, reader, heard)
    for name, entry in dialogue.knowledge.items():
        yield from _beyond_limits(reader, heard, name, entry)


def _false_facts(dialogue: Dialogue, reader: Reader, heard: Heard) -> Iterator[Claim]:
    said = heard.utterance
    right = {(mark.start, mark.end) for marks in heard.facts.values() for mark in marks}
    for name, fact in dialogue.facts.items():
        for sentence in reader.sentences_about_fact(name, heard):
            for mark in said.marks.get(fact.kind, ()):
                inside = said.words[mark.start].sentence == sentence
                if inside and (mark.start, mark.end) not in right and not _permitted(dialogue, mark):
                    yield Claim(f'"{_quote(said, mark)}" is not {fact.label}', sure=_sure(said, mark))


def _permitted(dialogue: Dialogue, mark: Mark) -> bool:
    """Whether a value is within the limits of some entry of the knowledge base, or twice or half a fact's."""
    value = mark.value
    for fact in dialogue.facts.values():
        true = fact.value
        alike = isinstance(true, Amount) and isinstance(value, Amount) and true.kind == value.kind == "money"
        if alike and value.number in (true.number * 2, true.number / 2):  # type: ignore[union-attr]  # both are Amounts
            return True
    return any(_limited(entry, mark) and _verdict(entry, mark) is None for entry in dialogue.knowledge.values())


def _beyond_limits(reader: Reader, heard: Heard, name: str, entry: Knowledge) -> Iterator[Claim]:
    said = heard.utterance
    for sentence in reader.sentences_about(name, heard):
        for kind in ("money", "percent", "duration", "day"):
            for mark in said.marks.get(kind, ()):
                if said.words[mark.start].sentence == sentence and (why := _verdict(entry, mark)):
                    yield Claim(f'"{_quote(said, mark)}": {why}; {entry.says}', entry.authority, _sure(said, mark))


def _quote(said: Utterance, mark: Mark) -> str:
    return said.said(range(mark.start, mark.end))


def _sure(said: Utterance, mark: Mark) -> bool:
    return all(word.sure for word in said.words[mark.start : mark.end])


def _limited(entry: Knowledge, mark: Mark) -> bool:
    kind = mark.value.kind if isinstance(mark.value, Amount) else "duration"
    return getattr(entry, "duration" if kind == "day" else kind, None) is not None


def _verdict(entry: Knowledge, mark: Mark) -> str | None:
    """What is wrong with a value under an entry's limits; None where nothing is."""
    value = mark.value
    if isinstance(value, Span) or (isinstance(value, Amount) and value.kind == "day"):
        return _time_verdict(entry, value)
    limits = getattr(entry, value.kind, None) if isinstance(value, Amount) else None
    if limits is None or not isinstance(value, Amount):
        return None
    if limits.most is not None and value.number > limits.most.number:
        return f"more than {limits.most.number:f}"
    if limits.least is not None and value.number < limits.least.number:
        return f"less than {limits.least.number:f}"
    return None


def _time_verdict(entry: Knowledge, value: Span | Amount) -> str | None:
    """A promise is false that is sooner than can be kept; later than the latest is one only where that is not theirs
    to grant."""
    if (limits := entry.duration) is None:
        return None
    soonest = latest = value.number * _DAY if isinstance(value, Amount) else value.most
    if isinstance(value, Amount) and value.number == 0:
        latest = _DAY / 2
    if limits.least is not None and soonest < limits.least.most:
        return "sooner than it can be"
    if entry.authority and limits.most is not None and latest > limits.most.in_calendar:
        return "longer than you may grant"
    return None
