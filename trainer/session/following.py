"""The mood of a customer who was not ours, worked out from what was said to him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.customer import Customer, Reply

if TYPE_CHECKING:
    from trainer.rubric.call import Call


@dataclass(frozen=True)
class Followed:
    """The mood at the start and after every answer, and the ending it leads to."""

    start: tuple[float, float]
    replies: tuple[Reply, ...]
    ending: str


def followed(call: Call) -> Followed:
    """The mood that the rules of the dialogue give to the customer of a call that has been understood.

    An answer that was put right afterwards moved the customer by what was heard of it, doubts included.
    """
    customer = Customer(call.dialogue, call.reader, seed=0)
    state = customer.state
    start = state.anger, state.trust
    replies = []
    answers = iter(call.answers)
    for turn, move in zip(call.turns, call.moves, strict=True):
        if turn.speaker == "customer":
            if move:
                customer.stands_at(move)
            continue
        answer = next(answers)
        state.told |= answer.told
        heard = answer.heard if turn.heard is None else call.reader.hear(turn.heard, turn.words)
        felt = customer.feels(heard, also=answer.done)
        replies.append(Reply("", state.move, state.anger, state.trust, felt))
    state.told |= call.told
    state.now = frozenset()
    ending = next(name for name, one in call.dialogue.endings.items() if one.when.holds(state))
    return Followed(start, tuple(replies), ending)
