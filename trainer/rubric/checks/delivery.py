"""Delivery: what only the clock and the sound can tell; in a typed call nothing of it is measured.

Where the sound was measured (``Turn.measured``), that counts; else the times of the turns, where somebody noted them.
What loudness and pitch tell is advice and no check: see trainer.delivery.figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from trainer.language.fillers import filler_share
from trainer.language.syllables import syllables
from trainer.rubric.call import NOT_APPLICABLE, NOT_MEASURED, Answer, Call
from trainer.rubric.registry import Checks
from trainer.rubric.score import Finding

if TYPE_CHECKING:
    from trainer.transcript import Turn

delivery = Checks("delivery")

DEAD_AIR = 5.0
"""Seconds of silence before an answer, or in it, that are still a pause."""
OVERLAP = 1.0
"""Seconds for which two may talk at once."""
PACE = 0.2
"""Share by which the trainee may be faster or slower than the customer."""
FILLERS = 0.04
"""Share of the words from which on they are too many."""
_FEW_WORDS = 20


@delivery("dead_air", "Leaves no silence of more than 5 seconds, unless the caller was asked to hold.")
def dead_air(call: Call) -> Finding:
    """Seconds of silence between the customer's voice and the answer's, and within an answer.

    A silence after an answer that asked to hold is none; nor is one inside of it.
    """
    silences = [(seconds, answer) for answer in call.answers for seconds in _silences(answer)]
    if not silences:
        return NOT_MEASURED
    counting = [(seconds, answer) for answer in call.answers for seconds in _silences(answer, held=_held(call, answer))]
    if not counting:
        return Finding("pass", why="the caller was asked to hold")
    return _longest(counting, DEAD_AIR, "longest silence")


def _silences(answer: Answer, *, held: bool = False) -> list[float]:
    """Before an answer and in it; of who waits for something, none."""
    turn = answer.turn
    measured = turn.measured
    before = measured.latency if measured is not None and measured.latency is not None else answer.wait
    if before is not None and not turn.text and turn.start is not None and turn.end is not None:
        before += turn.end - turn.start  # who says nothing is silent to the end
    holds = held or "hold" in answer.heard
    inside = measured.pause if measured is not None and not (held or holds) else None
    return [one for one in (None if held else before, inside) if one is not None]


def _held(call: Call, answer: Answer) -> bool:
    return answer.order > 0 and "hold" in call.answers[answer.order - 1].heard


@delivery("overlap", "Does not talk over the caller for more than a second.")
def overlap(call: Call) -> Finding:
    """The longest stretch of an answer in which both are heard; not known where nobody listened meanwhile."""
    found = [(seconds, answer) for answer in call.answers if (seconds := _overlap(answer)) is not None]
    if not found or call.ear_shut:
        return NOT_MEASURED
    return _longest(found, OVERLAP, "longest overlap")


def _overlap(answer: Answer) -> float | None:
    if answer.turn.measured is not None:
        return answer.turn.measured.overlap
    return None if answer.wait is None else -answer.wait


def _longest(found: Sequence[tuple[float, Answer]], most: float, what: str) -> Finding:
    seconds, answer = max(found, key=lambda one: one[0])
    evidence = (answer.evidence(),) if seconds > 0 else ()
    return Finding("pass" if seconds <= most else "fail", evidence, f"{what} {max(seconds, 0):.1f} s")


@delivery("talk_share", "Leaves the caller room: the share of talk stays in this call's band.")
def talk_share(call: Call) -> Finding:
    """The trainee's seconds of voice over both speakers'."""
    mine, theirs = _talk(call)
    if not mine or not theirs:
        return NOT_MEASURED
    share = mine / (mine + theirs)
    low, high = call.dialogue.talk_share
    return Finding("pass" if low <= share <= high else "fail", why=f"{share:.0%} of the talk")


@delivery("pace", "Speaks within 20 per cent of the caller's pace.")
def pace(call: Call) -> Finding:
    """Syllables per second of voice, against the customer's; both need 20 words."""
    mine, theirs = _talk(call)
    spoken = {who: [turn.text for turn in _timed(call, who)] for who in ("trainee", "customer")}
    if not mine or not theirs or min(len(" ".join(texts).split()) for texts in spoken.values()) < _FEW_WORDS:
        return NOT_MEASURED
    language = call.dialogue.language
    said, heard = (sum(syllables(text, language) for text in spoken[who]) for who in ("trainee", "customer"))
    if not said or not heard:
        return NOT_MEASURED
    ratio = (said / mine) / (heard / theirs)
    why = f"{said / mine:.1f} syllables a second, {ratio:.0%} of the caller's pace"
    return Finding("pass" if abs(ratio - 1) <= PACE else "fail", why=why)


def _talk(call: Call) -> tuple[float, float]:
    """Seconds that the trainee and the customer talked: of voice, where every turn was measured, else of turns."""
    turns = {who: _timed(call, who) for who in ("trainee", "customer")}
    voiced = all(turn.measured is not None for each in turns.values() for turn in each)
    seconds: Callable[[Turn], float] = _voiced if voiced else _lasted
    return sum(map(seconds, turns["trainee"])), sum(map(seconds, turns["customer"]))


def _timed(call: Call, who: str) -> list[Turn]:
    """The turns of one speaker in which something was said on the clock."""
    return [turn for turn in call.turns if turn.speaker == who and turn.text and _lasted(turn) > 0]


def _lasted(turn: Turn) -> float:
    return turn.end - turn.start if turn.start is not None and turn.end is not None else 0.0


def _voiced(turn: Turn) -> float:
    return turn.measured.voiced if turn.measured is not None else 0.0


@delivery("fillers", "Keeps fillers under 4 per cent of the words.")
def fillers(call: Call) -> Finding:
    """Fillers over words; claimed only from a recognizer that keeps "um" and "uh", and not of words it doubted."""
    if not call.answers:
        return NOT_APPLICABLE
    spoken = [answer for answer in call.answers if answer.turn.recognized]
    if not call.keeps_fillers or not spoken:
        return NOT_MEASURED
    counted = [(filler_share(one.turn.text, call.dialogue.language, one.turn.doubted), one) for one in spoken]
    found, words = sum(one[0] for one, _ in counted), sum(one[1] for one, _ in counted)
    if words < _FEW_WORDS:
        return NOT_MEASURED
    worst = max(counted, key=lambda one: one[0][0])[1]
    return Finding("pass" if found / words < FILLERS else "fail", (worst.evidence(),) if found else (),
                   f"{found} of {words} words")  # fmt: skip
