"""Opening: the caller knows whom he has reached, and that he will be helped."""

from __future__ import annotations

from trainer.dialogue import RELATIVE
from trainer.rubric.call import NOT_MEASURED, Answer, Call
from trainer.rubric.registry import BY_CALLERS, BY_US, Checks
from trainer.rubric.score import Finding

opening = Checks("opening")

FIRST = 2
"""Answers in which the opening must be over."""
IN_TIME = 15.0
"""Seconds."""


@opening("greeting", "Greets the caller in the first answer.")
def greeting(call: Call) -> Finding:
    """A greeting in the first answer."""
    return call.does("greeting", among=call.answers[:1], why="no greeting")


@opening("company", "Names the company in the first two answers.")
def company(call: Call) -> Finding:
    """The company's name."""
    return call.does("company", among=call.answers[:FIRST], why="the company was not named")


@opening("own_name", "Gives the own name in the first two answers.")
def own_name(call: Call) -> Finding:
    """The trainee's own name, said as such."""
    return call.does("own_name", among=call.answers[:FIRST], why="no name was given")


@opening("offers_help", "Offers help in the first two answers.", BY_CALLERS)
def offers_help(call: Call) -> Finding:
    """An offer of help; who calls others states a purpose instead."""
    return call.does("offers_help", among=call.answers[:FIRST], why="no offer of help")


def _to_the_customer(call: Call) -> list[Answer]:
    """The first answers to the customer, not to whoever picked up the phone."""
    return [answer for answer in call.answers if not answer.before.startswith(RELATIVE)][: FIRST + 2]


@opening("purpose", "Says early what the call is about (calls made by us).", BY_US)
def purpose(call: Call) -> Finding:
    """Why we call, within the first four answers to the customer."""
    return call.does(
        "states_purpose", "names_issue", among=_to_the_customer(call), why="no reason for the call was given"
    )


@opening("permission", "Asks whether the moment suits before going on (calls made by us).", BY_US)
def permission(call: Call) -> Finding:
    """Permission to go on, within the first four answers to the customer."""
    return call.does("asks_permission", among=_to_the_customer(call), why="went on without asking")


@opening("in_time", "Greets, and names company and self, within 15 seconds.")
def in_time(call: Call) -> Finding:
    """The end of the first answer, on the clock."""
    if not call.answers or (first := call.answers[0]).turn.end is None:
        return NOT_MEASURED
    finished = first.turn.end <= IN_TIME
    return Finding("pass" if finished else "fail", (first.evidence(),), f"after {first.turn.end:.0f} s")


@opening("uses_name", "Uses the caller's name at least once.")
def uses_name(call: Call) -> Finding:
    """The customer's name, anywhere in the call."""
    return call.does("uses_name", why="the caller was never called by name")
