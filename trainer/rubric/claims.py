"""Values the trainee named, held against what is true and what may be promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from trainer.language import Amount, Span
from trainer.rubric.unclaimed import unclaimed

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue, Knowledge
    from trainer.language.utterance import Mark, Utterance
    from trainer.understanding import Heard, Reader

_DAY = Decimal(1440)
"""Minutes."""
_TIMES = ("duration", "day")
_HELD = ("money", "percent", "date", "duration", "day", "number", "code")
"""Kinds of value that are held to facts and limits."""


@dataclass(frozen=True)
class Claim:
    """Something said that is not so, or that the trainee may not grant.  ``sure``: the recognizer was."""

    why: str
    beyond_authority: bool = False
    sure: bool = True


def wrong_claims(dialogue: Dialogue, reader: Reader, heard: Heard) -> Iterator[Claim]:
    """Values of an answer that are not true, cannot be kept, or are not the trainee's to grant.

    A value is held to what is spoken of nearest to it in its sentence.
    """
    right = {(mark.start, mark.end) for marks in heard.facts.values() for mark in marks}
    nobodys = unclaimed(heard.utterance, reader.book)
    for mark in sorted(_values(heard.utterance), key=lambda one: (one.start, -one.end)):
        if heard.utterance.words[mark.start].sentence in heard.utterance.questions:
            continue  # who asks promises nothing
        if mark.start in nobodys or heard.polarity.denied(range(mark.start, mark.end)):
            continue
        subject = _nearest(dialogue, reader, heard, mark)
        if subject in dialogue.knowledge:
            entry = dialogue.knowledge[subject]
            if why := _verdict(entry, mark):
                said = f'"{_quote(heard.utterance, mark)}": {why}; {entry.says}'
                yield Claim(said, entry.authority, _sure(heard.utterance, mark))
        elif subject in dialogue.facts and (mark.start, mark.end) not in right and not _permitted(dialogue, mark):
            said = f'"{_quote(heard.utterance, mark)}" is not {dialogue.facts[subject].label}'
            yield Claim(said, sure=_sure(heard.utterance, mark))


def _values(said: Utterance) -> Iterator[Mark]:
    """Values that can be held to something; of those that overlap, the longest."""
    marks = [mark for kind in _HELD for mark in said.marks.get(kind, ())]
    # What is a time of day ("at 15 hours") is not held to a length of time.
    others = [*marks, *said.marks.get("time", ())]
    return (mark for mark in marks if not any(_inside(mark, other) for other in others))


def _inside(mark: Mark, other: Mark) -> bool:
    longer = other.end - other.start > mark.end - mark.start
    return longer and other.start <= mark.start and mark.end <= other.end


def _nearest(dialogue: Dialogue, reader: Reader, heard: Heard, mark: Mark) -> str:
    """The fact or entry of the knowledge base that a value is said of; "" where the nearest has no such value."""
    said = heard.utterance
    sentence = said.words[mark.start].sentence
    places = [
        (_distance(place, mark), name)
        for name in (*dialogue.facts, *dialogue.knowledge)
        for place in reader.about(name, heard)
        if said.words[place[0]].sentence == sentence and _meant(place, mark, said)
    ]
    name = min(places, default=(0, ""))[1]
    fact, entry = dialogue.facts.get(name), dialogue.knowledge.get(name)
    held = (fact is not None and fact.kind == _kind(mark)) or (entry is not None and _limited(entry, mark))
    return name if held else ""


def _meant(place: tuple[int, ...], mark: Mark, said: Utterance) -> bool:
    """Whether a phrase speaks of this value: it speaks of the nearest of its kind, and of that only."""
    sentence = said.words[mark.start].sentence
    kinds = _TIMES if _kind(mark) in _TIMES else (_kind(mark),)
    alike = [one for kind in kinds for one in said.marks.get(kind, ()) if said.words[one.start].sentence == sentence]
    clauses = {said.words[at].clause for at in place}
    own = [one for one in alike if said.words[one.start].clause in clauses]
    if own and said.words[mark.start].clause not in clauses:
        return False  # "I am refunding it today; the money is back in five days"
    return _distance(place, mark) <= min((_distance(place, one) for one in alike), default=0)


def _distance(place: tuple[int, ...], mark: Mark) -> int:
    """Words between; what comes after a value is a little farther than what comes before it."""
    return min((mark.start - at) * 2 if at < mark.start else (at - mark.end + 1) * 2 + 1 for at in place)


def _kind(mark: Mark) -> str:
    return mark.value.kind if isinstance(mark.value, Amount) else "duration"


def _permitted(dialogue: Dialogue, mark: Mark) -> bool:
    """Whether a value is within the limits of some entry of the knowledge base, or twice or half a fact's."""
    value = mark.value
    for fact in dialogue.facts.values():
        true = fact.value
        alike = isinstance(true, Amount) and isinstance(value, Amount) and true.kind == value.kind == "money"
        if alike and value.number in (true.number * 2, true.number / 2):  # type: ignore[union-attr]  # both are Amounts
            return True
    return any(_limited(entry, mark) and _verdict(entry, mark) is None for entry in dialogue.knowledge.values())


def _quote(said: Utterance, mark: Mark) -> str:
    return said.said(range(mark.start, mark.end))


def _sure(said: Utterance, mark: Mark) -> bool:
    return all(word.sure for word in said.words[mark.start : mark.end])


def _limited(entry: Knowledge, mark: Mark) -> bool:
    kind = _kind(mark)
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
