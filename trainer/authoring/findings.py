"""What a dialogue cannot do although nothing in it is wrong: moves never reached, customers never satisfied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.errors import Problem
from trainer.authoring.graph import reachable
from trainer.authoring.models import untrue_models
from trainer.authoring.names import strange_names
from trainer.authoring.phrases import unheard
from trainer.customer import RULES
from trainer.customer.state import MOST
from trainer.dialogue.conditions import Compared, Happened

if TYPE_CHECKING:
    from trainer.dialogue import Condition, Dialogue

_FEWEST_VARIANTS = 3
_LESS = 1e-9


def findings(dialogue: Dialogue, place: str) -> list[Problem]:
    """Everything an author should look at; the call can be played all the same."""
    looks = (
        _never_reached,
        _never_so,
        _dead_ends,
        _never_satisfied,
        _never_varies,
        strange_names,
        unheard,
        untrue_models,
    )
    return [Problem(f"{place}: {one.place}", one.problem, one.remedy) for look in looks for one in look(dialogue)]


def _never_reached(dialogue: Dialogue) -> Iterator[Problem]:
    reached = reachable(dialogue)
    for name in dialogue.moves:
        if name not in reached:
            yield Problem(f"moves.{name}", "no way leads here", "add it to the 'next' of another move, or take it out")
    for name, move in dialogue.moves.items():
        always = [number for number, way in enumerate(move.next) if not way.when.terms]
        for number in always[1:]:
            yield Problem(
                f"moves.{name}.next[{number}]", "never taken: another way before it has no condition", "give it an 'if'"
            )


def _never_so(dialogue: Dialogue) -> Iterator[Problem]:
    """Conditions that no call can fulfil; those of a success are looked at by ``_never_satisfied``."""
    ways = [(f"moves.{name}.next[{number}]", way.when) for name, move in dialogue.moves.items()
            for number, way in enumerate(move.next)]  # fmt: skip
    rules = [(f"mood[{number}].when", rule.when) for number, rule in enumerate(dialogue.mood)]
    ends = [(f"endings.{name}.when", one.when) for name, one in dialogue.endings.items() if not one.success]
    for place, when in (*ways, *rules, *ends):
        if not _possible(when, 0.0, MOST, dialogue):
            yield Problem(place, f"'{when}' can never hold", "mend the condition")


def _dead_ends(dialogue: Dialogue) -> Iterator[Problem]:
    for name, move in dialogue.moves.items():
        if not move.next and not move.ends:
            yield Problem(f"moves.{name}", "leads nowhere and does not end the call", "add 'next', or 'ends: true'")


def _never_satisfied(dialogue: Dialogue) -> Iterator[Problem]:
    """Whether the best trainee there could be reaches a success: every act heard, every rule that helps applied, none
    that harms."""
    persona = dialogue.persona
    changes = [(rule.anger, rule.trust, rule.once) for rule in RULES] + [
        (one.anger, one.trust, one.once) for one in dialogue.mood
    ]
    calmest = persona.anger + sum(anger * (1 if once else dialogue.turns) for anger, _, once in changes if anger < 0)
    trusting = persona.trust + sum(trust * (1 if once else dialogue.turns) for _, trust, once in changes if trust > 0)
    low, high = max(calmest, persona.never_below, 0.0), min(trusting, MOST)
    successes = {name: one.when for name, one in dialogue.endings.items() if one.success}
    if not any(_possible(when, low, high, dialogue) for when in successes.values()):
        yield Problem(
            f"endings.{next(iter(successes))}",
            f"this customer can never be satisfied: at best anger comes down to {low:g} and trust up to {high:g}",
            "ease the condition, or give the mood more reasons to change",
        )


def _possible(when: Condition, calmest: float, most_trust: float, dialogue: Dialogue) -> bool:
    """Whether a condition could hold in any call in which the trainee has answered."""
    bounds = {"anger": [calmest, MOST], "trust": [0.0, most_trust], "turn": [1.0, float(dialogue.turns)]}
    for term in when.terms:
        match term:
            case Compared(what, sign, bound):
                if "<" in sign or sign == "=":
                    bounds[what][1] = min(bounds[what][1], bound - _LESS * (sign == "<"))
                if ">" in sign or sign == "=":
                    bounds[what][0] = max(bounds[what][0], bound + _LESS * (sign == ">"))
            case Happened("told", names, False):
                tellable = {told for move in dialogue.moves.values() for told in move.tells}
                tellable |= {name for name, fact in dialogue.facts.items() if fact.asked}
                if not tellable & set(names):
                    return False
            case Happened("said", names, False):
                if not reachable(dialogue) & set(names):
                    return False
    return all(low <= high for low, high in bounds.values())


def _never_varies(dialogue: Dialogue) -> Iterator[Problem]:
    """Moves that the second call would hear read out again."""
    for name, move in dialogue.moves.items():
        lines = (
            move.says if isinstance(move.says, tuple) else tuple(line for some in move.says.values() for line in some)
        )
        if len(lines) + sum(line.count("|") for line in lines) < _FEWEST_VARIANTS:
            yield Problem(f"moves.{name}.says", "is always said in the same words", "write at least three variants")
