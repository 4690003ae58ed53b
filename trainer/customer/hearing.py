"""What an answer is to this customer, at this point of the call: asked again, said again, left unsaid."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from trainer.customer.state import State
from trainer.rubric.call import COMFORT
from trainer.understanding import Act

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.understanding import Heard, Reader

BRIEF = 12
"""Words up to which "one moment, please" is all that was said."""
LONG = 60
"""Words after which an answer is "long"."""
RAMBLING = 120
"""Words after which the customer loses the thread."""
_SAME = 90.0
"""Likeness, in per cent, from which on two sentences of sympathy are one formula."""
_SHORTEST_FORMULA = 4


@dataclass(frozen=True)
class Understood:
    """An answer as the customer takes it: facts asked for, questions of a survey read out."""

    heard: Heard
    asked: tuple[str, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether so much was said that it was more than "one moment" or "pardon"."""
        return len(self.heard.utterance.words) > BRIEF


def take_in(
    state: State, dialogue: Dialogue, reader: Reader, heard: Heard, *, also: Collection[str] = ()
) -> Understood:
    """Adds an answer to what the customer knows; ``state.now`` then holds its acts, and what happened ``also``."""
    state.turn += 1
    asked = tuple(reader.asked_in(heard, state.told))
    read = tuple(name for name in reader.read_in(heard) if name not in state.asked)
    again = [name for name in asked if name in state.told]
    formula = _repeated(state, heard)
    count = len(heard.utterance.words)
    acts = {
        "forbidden": [act for _, act in reader.forbidden_in(heard) if act.sure],
        "jargon": [act for act in reader.jargon_in(heard) if act.sure],
        # What the recognizer only believes to have heard offends nobody.
        "insult": [act for act in heard.acts.get("insult", ()) if act.sure],
        "asked_again": [Act("asked_again", (0,), dialogue.facts[name].label) for name in again],
        "formula": [Act("formula", (0,), formula)] if formula else [],
    }
    heard = replace(heard, acts={name: tuple(found) for name, found in (dict(heard.acts) | acts).items() if found})
    so_far = {"empty": heard.empty, "long": count > LONG, "rambling": count > RAMBLING,
              "unclear": not heard.empty and not reader.understands(heard)}  # fmt: skip
    state.now = frozenset(heard.acts) | {name for name, so in so_far.items() if so} | set(also)
    state.ever |= state.now
    state.stated |= set(heard.facts)
    state.asked |= {*asked, *read}
    return Understood(heard, asked, read)


def _repeated(state: State, heard: Heard) -> str:
    """A sentence of sympathy that the trainee has used before, or ""."""
    said = heard.utterance
    repeated = ""
    places = {said.words[act.words[0]].sentence for name in COMFORT[:3] for act in heard.acts.get(name, ())}
    for sentence in sorted(places):
        words = [word.text for word in said.words if word.sentence == sentence]
        if len(words) < _SHORTEST_FORMULA:
            continue
        line = " ".join(words)
        if process.extractOne(line, state.formulas, scorer=fuzz.ratio, score_cutoff=_SAME) is not None:
            repeated = said.sentences[sentence].strip()
        state.formulas.append(line)
    return repeated
