"""Which faults to speak of first: novices take two pieces of advice, not ten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.coach.wording import Wording

if TYPE_CHECKING:
    from trainer.rubric import Evidence, Score

FOR_A_BEGINNER = 2


@dataclass(frozen=True)
class Advice:
    """One thing to do better.

    ``name``: the check, deduction or critical it comes from.  ``turn``: the place in the transcript, 0 where it is
    about something that was not said.  ``better``: a model answer, "" where the dialogue has none.
    """

    name: str
    text: str
    why: str
    turn: int
    quote: str
    better: str


def advise(score: Score, wording: Wording) -> tuple[Advice, ...]:
    """All advice, the most important first: what must never happen, then what cost most points."""
    critical = [_advice(one.name, wording, one.why, one.evidence[:1], one.better) for one in score.criticals]
    said = {advice.name for advice in critical}
    rest = sorted(_costs(score, wording), key=lambda one: -one[0])
    return (*critical, *(advice for _, advice in rest if _ABOUT.get(advice.name) not in said))


# A failed check whose critical twin has been spoken of says nothing new.
_ABOUT = {"identity_first": "data_before_verification", "facts": "false_promise"}


def _costs(score: Score, wording: Wording) -> Iterator[tuple[float, Advice]]:
    for check in score.checks.values():
        if check.status == "fail":
            found = check.finding
            yield check.points, _advice(check.name, wording, found.why, found.evidence[:1], check.better)
    spoken_of: set[str] = set()
    for one in score.deductions:
        if one.better not in spoken_of:
            spoken_of.add(one.better)
            yield one.points, _advice(one.name.replace(" ", "_"), wording, one.because, (one.evidence,), one.better)


def _advice(name: str, wording: Wording, why: str, evidence: tuple[Evidence, ...], better: str) -> Advice:
    turn, quote = (evidence[0].turn, evidence[0].quote) if evidence else (0, "")
    return Advice(name, wording.advice(name), why, turn, quote, better)
