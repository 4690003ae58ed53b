"""What moves a customer's mood: a few rules that hold in every call, and those of the dialogue's author."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.customer.state import Shift, State
from trainer.rubric.call import COMFORT

if TYPE_CHECKING:
    from trainer.dialogue import MoodRule
    from trainer.understanding import Heard


@dataclass(frozen=True)
class Rule:
    """One rule that holds in every call."""

    name: str
    holds: Callable[[State], bool]
    anger: float
    trust: float
    because: str
    act: str = ""
    """Whose words to show."""
    once: bool = False


def _when(act: str, any_of: set[str], *, because: str, anger: float = 0, trust: float = 0, once: bool = False) -> Rule:
    """The rule that any of these acts in the last answer moves the mood."""
    return Rule(act, lambda call: not call.now.isdisjoint(any_of), anger, trust, because, act, once)


RULES = (
    _when("insult", {"insult", "threat"}, anger=+3, because="you insulted or threatened me"),
    _when("forbidden", {"forbidden"}, anger=+2, because="a phrase that makes callers angry"),
    _when("interrupted", {"interrupted"}, anger=+2, because="you interrupted"),
    _when("formula", {"formula"}, anger=+2, because="the same formula a second time"),
    _when("asked_again", {"asked_again"}, anger=+2, because="you asked for what had been told"),
    Rule("vague", lambda call: "vague" in call.now and "deadline" not in call.now, 0, -1, "a vague answer", "vague"),
    _when("names_issue", {"names_issue"}, anger=-2, because="you named the trouble itself", once=True),
    Rule("owner and deadline", lambda call: {"ownership", "deadline"} <= call.now, 0, +2,
         "somebody does it, by a stated time", "ownership", once=True),
    Rule("open question", lambda call: "open_question" in call.now and call.turn > 1, 0, +1,
         "you asked an open question", "open_question", once=True),
    _when("paraphrases", {"paraphrases"}, trust=+1, because="you made sure that you had understood", once=True),
    Rule("comfort", lambda call: bool(call.cue) and not call.now.isdisjoint(COMFORT[:2]), -1, 0,
         "you answered the feeling", "empathy"),
)  # fmt: skip
"""The rules in the order in which they are felt; docs/authors.md shows them to people."""


def shifts(state: State, heard: Heard, rules: tuple[MoodRule, ...]) -> Iterator[Shift]:
    """How the trainee's last answer moves the mood.  ``state.now`` holds its acts."""
    for rule in RULES:
        if rule.name not in state.once and rule.holds(state):
            if rule.once:
                state.once.add(rule.name)
            yield Shift(rule.anger, rule.trust, rule.because, _words(heard, rule.act))
    for number, one in enumerate(rules):
        name = f"mood[{number}]"
        if name not in state.once and one.when.holds(state):
            if one.once:
                state.once.add(name)
            acts = sorted(one.when.named("now") & heard.acts.keys())
            yield Shift(one.anger, one.trust, one.because, _words(heard, acts[0]) if acts else "")


def _words(heard: Heard, act: str) -> str:
    found = heard.acts.get(act, ())
    return found[0].said if found else ""
