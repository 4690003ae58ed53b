"""Verification and disclosures: first who is calling, then what is in the file; and what must be said word for word."""

from __future__ import annotations

from trainer.dialogue import ScriptLine
from trainer.rubric.call import NOT_APPLICABLE, Answer, Call, unsure
from trainer.rubric.registry import Checks
from trainer.rubric.score import Finding
from trainer.understanding import Aligned

verification = Checks("verification")

WORD_BY_WORD = 0.9
"""Share of a strict line's words that must be said, in their order."""


@verification("identity_first", "Verifies who is calling before saying anything from the account.")
def identity_first(call: Call) -> Finding:
    """No account data before the customer has told a fact that identifies him."""
    if not call.dialogue.resolution.verification or not any(fact.identity for fact in call.dialogue.facts.values()):
        return NOT_APPLICABLE
    early = [(answer, name) for answer, name in call.disclosed if answer.order < call.verified]
    if early:
        answer, name = early[0]
        return Finding("fail", (answer.evidence(),), f"{call.dialogue.facts[name].label} was said before")
    if call.verified >= len(call.answers) + 1:
        return Finding("fail", why="the caller was not verified")
    asked = call.answers[max(0, call.verified - 1)]
    return Finding("pass", (asked.evidence(),))


def script_line(call: Call, line: ScriptLine) -> Finding:
    """Whether a line of the script was said, in time: strict ones word by word, flexible ones by meaning."""
    among = call.answers[: _until(call, line)]
    by_when = f" before {line.before}" if len(among) < len(call.answers) else ""
    if line.flexible is not None:
        return call.does(line.flexible, among=among, why=f"not said{by_when}")
    return _strict(call, line.strict or "", among, by_when)


def _until(call: Call, line: ScriptLine) -> int:
    match line.before:
        case "account data":
            return min((answer.order for answer, _ in call.disclosed), default=len(call.answers) - 1) + 1
        case "purpose":
            return call.first("states_purpose") + 1
        case "the end":
            return len(call.answers)


def _strict(call: Call, text: str, among: tuple[Answer, ...], by_when: str) -> Finding:
    best: tuple[Answer, Aligned] | None = None
    for answer in among:
        found = call.reader.aligned(text, answer.heard)
        if best is None or found.share > best[1].share:
            best = answer, found
    if best is None:
        return Finding("fail", why=f"not said{by_when}")
    answer, found = best
    if found.share >= WORD_BY_WORD:
        return Finding("pass", (answer.evidence(),), f"{found.share:.0%} of the words")
    if found.doubted >= WORD_BY_WORD:
        return unsure([answer])
    said = f"{found.share:.0%} of the words" if found.share >= 0.5 else "not said"
    return Finding("fail", (answer.evidence(),) if found.share >= 0.5 else (), f"{said}{by_when}")
