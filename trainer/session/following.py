"""The mood of a customer who was not ours, worked out from what was said to him."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.customer import Customer, Reply
from trainer.rubric.moves import move_of
from trainer.understanding import Reader

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.transcript import Transcript


@dataclass(frozen=True)
class Followed:
    """The mood at the start and after every answer, and the ending it leads to."""

    start: tuple[float, float]
    replies: tuple[Reply, ...]
    ending: str


def followed(dialogue: Dialogue, transcript: Transcript) -> Followed:
    """The mood that the rules of the dialogue give to the customer of a transcript."""
    reader = Reader(dialogue, transcript.trainee, transcript.customer)
    customer = Customer(dialogue, reader, seed=0)
    state = customer.state
    start = state.anger, state.trust
    replies = []
    for turn in transcript.turns:
        if turn.speaker == "customer":
            name = turn.move if turn.move in dialogue.moves else move_of(turn.text, dialogue, state.move)
            if name:
                customer.stands_at(name)
            state.told |= set(reader.utterance(turn.text).marks) & dialogue.facts.keys()
            continue
        felt = customer.feels(reader.hear(turn.text, turn.words), also=("interrupted",) if turn.interrupted else ())
        replies.append(Reply("", state.move, state.anger, state.trust, felt))
    state.now = frozenset()
    ending = next(name for name, one in dialogue.endings.items() if one.when.holds(state))
    return Followed(start, tuple(replies), ending)
