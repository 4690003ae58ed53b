"""Points taken off for words: a forbidden phrase, jargon, a "but" that takes the sympathy back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from trainer.dialogue.lines import names_in_lines, spoken
from trainer.rubric.score import Deduction

if TYPE_CHECKING:
    from trainer.rubric.call import Answer, Call

FORBIDDEN, JARGON, BUT = 3.0, 1.0, 1.0
"""Points each."""
_RIGHT_AFTER = 4
"""Words between an acknowledgement and the "but" that undoes it."""


def deductions(call: Call, better: dict[str, str]) -> tuple[Deduction, ...]:
    """Every word that costs points, once for each phrase of an answer; none that the recognizer was unsure of."""
    return tuple(
        one for answer in call.answers for look in (_forbidden, _jargon, _but) for one in look(call, answer, better)
    )


def _forbidden(call: Call, answer: Answer, _: dict[str, str]) -> Iterator[Deduction]:
    """One for a sentence; the dialogue's own wording comes first."""
    sentences: set[int] = set()
    names = names_in_lines(call.dialogue, call.reader.trainee)
    for phrase, act in call.reader.forbidden_in(answer.heard):
        sentence = answer.heard.utterance.words[act.words[0]].sentence
        if act.sure and sentence not in sentences:
            sentences.add(sentence)
            wording = spoken(phrase.better, names, 0, phrase.better)
            yield Deduction("forbidden phrase", FORBIDDEN, answer.evidence(act), phrase.because, wording)


def _jargon(call: Call, answer: Answer, better: dict[str, str]) -> Iterator[Deduction]:
    for act in call.reader.jargon_in(answer.heard):
        if act.sure:
            yield Deduction(
                "jargon", JARGON, answer.evidence(act), f'"{act.said}" is a word of the trade', better.get("jargon", "")
            )


def _but(call: Call, answer: Answer, better: dict[str, str]) -> Iterator[Deduction]:
    words = answer.heard.utterance.words
    for name in ("acknowledges", "empathy", "apology"):
        for act in answer.heard.acts.get(name, ()):
            end = act.words[-1] + 1
            near = [
                at
                for at in range(end, min(len(words), end + _RIGHT_AFTER))
                if words[at].sentence == words[end - 1].sentence
            ]
            if any(words[at].text in call.reader.lexicon.turning and words[at].sure for at in near):
                why = 'what comes after "but" takes the sympathy back'
                yield Deduction("but", BUT, answer.evidence(act), why, better.get("but_after_acknowledgement", ""))
                return
