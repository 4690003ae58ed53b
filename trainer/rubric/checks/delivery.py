"""Delivery: what only the clock and the sound can tell; in a typed call nothing of it is measured."""

from __future__ import annotations

from trainer.rubric.call import NOT_APPLICABLE, NOT_MEASURED, Answer, Call
from trainer.rubric.registry import Checks
from trainer.rubric.score import Finding

delivery = Checks("delivery")

DEAD_AIR = 5.0
"""Seconds of silence before an answer that are still a pause."""
OVERLAP = 1.0
"""Seconds for which two may talk at once."""
PACE = 0.2
"""Share by which the trainee may be faster or slower than the customer."""
_FEW_WORDS = 20


@delivery("dead_air", "Leaves no silence of more than 5 seconds, unless the caller was asked to hold.")
def dead_air(call: Call) -> Finding:
    """Seconds between the end of the customer's words and the answer."""
    waits = [(answer.wait, answer) for answer in call.answers if answer.wait is not None and not _held(call, answer)]
    if not waits:
        measured = any(answer.wait is not None for answer in call.answers)
        return Finding("pass", why="the caller was asked to hold") if measured else NOT_MEASURED
    longest, answer = max(waits, key=lambda one: one[0])
    return Finding(
        "pass" if longest <= DEAD_AIR else "fail", (answer.evidence(),), f"longest silence {max(longest, 0):.1f} s"
    )


def _held(call: Call, answer: Answer) -> bool:
    return answer.order > 0 and "hold" in call.answers[answer.order - 1].heard


@delivery("overlap", "Does not talk over the caller for more than a second.")
def overlap(call: Call) -> Finding:
    """Seconds for which an answer began before the customer had finished."""
    waits = [(-answer.wait, answer) for answer in call.answers if answer.wait is not None]
    if not waits:
        return NOT_MEASURED
    longest, answer = max(waits, key=lambda one: one[0])
    return Finding(
        "pass" if longest <= OVERLAP else "fail", (answer.evidence(),), f"longest overlap {max(longest, 0):.1f} s"
    )


@delivery("talk_share", "Leaves the caller room: the share of talk stays in this call's band.")
def talk_share(call: Call) -> Finding:
    """The trainee's seconds of talk over both speakers'."""
    mine, theirs = _talk(call, "trainee"), _talk(call, "customer")
    if not mine or not theirs:
        return NOT_MEASURED
    share = mine / (mine + theirs)
    low, high = call.dialogue.talk_share
    return Finding("pass" if low <= share <= high else "fail", why=f"{share:.0%} of the talk")


@delivery("pace", "Speaks within 20 per cent of the caller's pace.")
def pace(call: Call) -> Finding:
    """Words per second of talk, against the customer's."""
    mine, theirs = _talk(call, "trainee"), _talk(call, "customer")
    words = {who: sum(len(turn.text.split()) for turn in call.turns if turn.speaker == who and turn.end is not None)
             for who in ("trainee", "customer")}  # fmt: skip
    if not mine or not theirs or min(words.values()) < _FEW_WORDS:
        return NOT_MEASURED
    ratio = (words["trainee"] / mine) / (words["customer"] / theirs)
    return Finding("pass" if abs(ratio - 1) <= PACE else "fail", why=f"{ratio:.0%} of the caller's pace")


def _talk(call: Call, who: str) -> float:
    return sum(turn.end - turn.start for turn in call.turns
               if turn.speaker == who and turn.start is not None and turn.end is not None)  # fmt: skip


@delivery("fillers", "Keeps fillers under 4 per cent of the words.")
def fillers(call: Call) -> Finding:
    """Claimed only from a recognizer that keeps "um" and "uh"; none says so yet."""
    return NOT_MEASURED if call.answers else NOT_APPLICABLE
