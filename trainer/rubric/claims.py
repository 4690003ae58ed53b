"""Values the trainee named, held against what is true and what may be promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from trainer.language import Amount, Span
from trainer.rubric.score import Evidence

if TYPE_CHECKING:
    from trainer.dialogue import Knowledge
    from trainer.language.utterance import Mark, Utterance
    from trainer.rubric.call import Answer, Call

_TIMES = ("duration", "day")
_DAY = Decimal(24)


@dataclass(frozen=True)
class Claim:
    """Something said that is not so, or that the trainee may not grant.  ``sure``: the recognizer was."""

    evidence: Evidence
    why: str
    beyond_authority: bool = False
    sure: bool = True


def false_claims(call: Call) -> list[Claim]:
    """Values said beside what they are about that are not true, or cannot be kept."""
    return [claim for claim in _claims(call) if not claim.beyond_authority and claim.sure]


def concessions(call: Call) -> list[Claim]:
    """Values said beyond what the trainee may grant."""
    return [claim for claim in _claims(call) if claim.beyond_authority]


def doubtful_claims(call: Call) -> list[Claim]:
    """Values that would be false, had the recognizer been sure of them."""
    return [claim for claim in _claims(call) if not claim.sure]


def _claims(call: Call) -> Iterator[Claim]:
    for answer in call.answers:
        yield from _false_facts(call, answer)
        for name, entry in call.dialogue.knowledge.items():
            yield from _beyond_limits(call, answer, name, entry)


def _false_facts(call: Call, answer: Answer) -> Iterator[Claim]:
    said = answer.heard.utterance
    right = {(mark.start, mark.end) for marks in answer.heard.facts.values() for mark in marks}
    for name, fact in call.dialogue.facts.items():
        for sentence in call.reader.sentences_about(f"fact:{name}", said):
            for mark in said.marks.get(fact.kind, ()):
                inside = said.words[mark.start].sentence == sentence
                if inside and (mark.start, mark.end) not in right and not _permitted(call, mark):
                    quote = said.said(range(mark.start, mark.end))
                    yield Claim(answer.evidence(), f'"{quote}" is not {fact.label}', sure=_sure(said, mark))


def _permitted(call: Call, mark: Mark) -> bool:
    """Whether a value is within the limits of some entry of the knowledge base, or twice or half a fact's."""
    value = mark.value
    for fact in call.dialogue.facts.values():
        true = fact.value
        if isinstance(true, Amount) and isinstance(value, Amount) and true.kind == value.kind == "money":
            if value.number in (true.number * 2, true.number / 2):
                return True
    return any(_verdict(entry, mark) is None and _limits(entry, mark) for entry in call.dialogue.knowledge.values())


def _beyond_limits(call: Call, answer: Answer, name: str, entry: Knowledge) -> Iterator[Claim]:
    said = answer.heard.utterance
    for sentence in call.reader.sentences_about(f"knowledge:{name}", said):
        for kind in ("money", "percent", *_TIMES):
            for mark in said.marks.get(kind, ()):
                if said.words[mark.start].sentence == sentence and (why := _verdict(entry, mark)):
                    quote = said.said(range(mark.start, mark.end))
                    yield Claim(answer.evidence(), f'"{quote}": {why}; {entry.says}', entry.authority, _sure(said, mark))


def _sure(said: Utterance, mark: Mark) -> bool:
    return all(word.sure for word in said.words[mark.start : mark.end])


def _limits(entry: Knowledge, mark: Mark) -> bool:
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
