"""Surveys: every question as it stands, no answer suggested, none left out."""

from __future__ import annotations

from trainer.rubric.call import NOT_APPLICABLE, Answer, Call, unsure
from trainer.rubric.checks.verification import WORD_BY_WORD
from trainer.rubric.registry import Checks
from trainer.rubric.score import Finding
from trainer.understanding import Aligned

verbatim = Checks("verbatim")
neutrality = Checks("neutrality")


def _read(call: Call) -> dict[str, tuple[Answer, Aligned] | None]:
    """Each question with the answer in which most of its words were read."""
    found: dict[str, tuple[Answer, Aligned] | None] = {}
    for name, question in call.dialogue.questions.items():
        each = [(answer, call.reader.aligned(question.read, answer.heard)) for answer in call.answers]
        best = max(each, key=lambda one: one[1].share, default=None)
        found[name] = best if best is not None and best[1].share >= 0.5 else None
    return found


@verbatim("verbatim", "Reads every question word by word.")
def read_verbatim(call: Call) -> Finding:
    """At least 90 per cent of the words of each question that was asked, in order."""
    if not call.dialogue.questions:
        return NOT_APPLICABLE
    for name, best in _read(call).items():
        if best is not None and best[1].share < WORD_BY_WORD:
            if best[1].doubted >= WORD_BY_WORD:
                return unsure([best[0]])
            return Finding("fail", (best[0].evidence(),), f"question {name}: {best[1].share:.0%} of the words")
    read = [best[0].evidence() for best in _read(call).values() if best is not None]
    return Finding("pass", tuple(read)) if read else Finding("fail", why="no question was read")


@verbatim("all_questions", "Leaves no question out.")
def all_questions(call: Call) -> Finding:
    """Every question of the dialogue was asked."""
    if not call.dialogue.questions:
        return NOT_APPLICABLE
    missing = [name for name, best in _read(call).items() if best is None]
    return Finding("fail", why=f"not asked: {', '.join(missing)}") if missing else Finding("pass")


@neutrality("neutral", "Suggests no answer.")
def neutral(call: Call) -> Finding:
    """No leading words, anywhere."""
    if not call.dialogue.questions:
        return NOT_APPLICABLE
    for answer, act in call.acts("leads"):
        return Finding("fail" if act.sure else "not scored", (answer.evidence(act),), "suggests an answer")
    return Finding("pass")
