"""Objections: acknowledged, explored, answered, and the answer confirmed; never argued with."""

from __future__ import annotations

from collections.abc import Collection

from trainer.rubric.call import COMFORT, NOT_APPLICABLE, NOT_MEASURED, Answer, Call
from trainer.rubric.registry import Checks
from trainer.rubric.score import Finding

objections = Checks("objections")

_QUESTION, _ASKED = 4, 3
"""Words of a question that explores, and of one that confirms: "May I ask." is none."""
SHORT = 20.0
"""Seconds that a reply to an objection may take."""
_RESPONSES = ("next_step", "offers_alternative", "gives_reason", "deadline", "offers_help", "explains_transfer")


def _answers(call: Call) -> list[Answer]:
    return call.after(lambda move: move.objection)


def _each(
    call: Call,
    names: tuple[str, ...],
    within: int,
    why: str,
    *,
    all_of_them: bool,
    unfit: Collection[int] = (),
    least: int = 1,
) -> Finding:
    """Whether the ``within`` answers to an objection do any of this: to every objection, or to one of them.

    ``unfit``: answers, by their order, that do not count.
    """
    answers = _answers(call)
    if not answers:
        return NOT_APPLICABLE
    found = [
        call.does(
            *names,
            among=[near for near in call.following(one, within) if near.order not in unfit],
            why=why,
            least=least,
        )
        for one in answers
    ]
    telling = "fail" if all_of_them else "pass"
    return next((one for one in found if one.status == telling), found[0])


@objections("acknowledge", "Acknowledges every objection before answering it.")
def acknowledge(call: Call) -> Finding:
    """In the very next answer."""
    return _each(call, COMFORT, 1, "the objection was passed over", all_of_them=True)


@objections("explore", "Asks what is behind an objection.")
def explore(call: Call) -> Finding:
    """A question in the two answers after one of them."""
    return _each(
        call, ("explores", "open_question"), 2, "nobody asked what is behind it", all_of_them=False, least=_QUESTION
    )


@objections("respond", "Answers every objection with something that can be done or checked.")
def respond(call: Call) -> Finding:
    """A step, a reason, a date or an act of this dialogue in the two answers after it; what argues answers nothing."""
    names = (*_RESPONSES, *(act for act in call.dialogue.acts if act not in call.dialogue.criticals))
    unfit = {answer.order for answer, _ in call.acts("argues", "insult", "threat")}
    unfit |= {answer.order for answer in call.answers if call.reader.forbidden_in(answer.heard)}
    return _each(call, names, 2, "the objection was not answered", all_of_them=True, unfit=unfit)


@objections("confirm", "Asks whether the answer settles an objection.")
def confirm(call: Call) -> Finding:
    """In the three answers after one of them."""
    return _each(
        call, ("confirms", "solves"), 3, "nobody asked whether that settles it", all_of_them=False, least=_ASKED
    )


@objections("no_argument", "Does not argue.")
def no_argument(call: Call) -> Finding:
    """No contradiction, anywhere in the call."""
    if not _answers(call):
        return NOT_APPLICABLE
    for answer, act in call.acts("argues", "insult", "threat"):
        return Finding("fail" if act.sure else "not scored", (answer.evidence(act),), "argues with the caller")
    return Finding("pass")


@objections("short_reply", "Answers an objection in under 20 seconds.")
def short_reply(call: Call) -> Finding:
    """Seconds of speech in the answers to objections."""
    answers = _answers(call)
    if not answers:
        return NOT_APPLICABLE
    lengths = [(answer.turn.end - answer.turn.start, answer) for answer in answers
               if answer.turn.start is not None and answer.turn.end is not None]  # fmt: skip
    if not lengths:
        return NOT_MEASURED
    longest, answer = max(lengths, key=lambda one: one[0])
    return Finding("pass" if longest < SHORT else "fail", (answer.evidence(),), f"{longest:.0f} s")
