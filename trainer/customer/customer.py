"""The difficult customer: a state machine with a temper.  The same seed and answers give the same call."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.customer.hearing import Understood, take_in
from trainer.customer.mood import shifts
from trainer.customer.state import MOST, Shift, State
from trainer.dialogue import RELATIVE
from trainer.dialogue.lines import band_of, chosen, names_in_lines, spoken, variants
from trainer.rubric.call import COMFORT

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue, Move
    from trainer.language import Lines
    from trainer.understanding import Heard, Reader

# Reactions in the order in which one is chosen.  After a "stop" the customer waits for an answer to it.
COLD_TRANSFER = "cold_transfer"
"""The move of a customer who was passed on without a word."""
_STOPS = ("empty", "orders", "unclear", "hold", "asks_repeat")
_REACTIONS = ("empty", "orders", "insult", "forbidden", "asked_again", "formula", "unclear", "vague", "rambling",
              "hold", "asks_repeat")  # fmt: skip
_BRIEFLY = {"hold", "asks_repeat"}
"""Stops that are none where more was said in the same answer."""
_LINES_OF = {"asks_repeat": "repeat", "rambling": "long"}

MOST_BY_WAITING = 1.0
"""How far the queue can move anger, and trust, before the trainee has said a word."""

_HARDER = "(harder)"
_UNHEARD = Shift(+1, 0, "the objection was not acknowledged")


@dataclass(frozen=True)
class Reply:
    """What the customer says next.

    ``move``: the move it belongs to.  ``shifts``: how the mood moved before it was said.  ``ends``: the customer hangs
    up after it.
    """

    text: str
    move: str
    anger: float
    trust: float
    shifts: tuple[Shift, ...] = ()
    ends: bool = False


def _by_waiting(per_minute: float, waited: float) -> float:
    """How far so many seconds of waiting move the mood."""
    return max(-MOST_BY_WAITING, min(MOST_BY_WAITING, per_minute * waited / 60))


class Customer:
    """One customer in one call.

    ``waited``: seconds in the queue before the call was answered.
    """

    def __init__(self, dialogue: Dialogue, reader: Reader, seed: int, waited: float = 0.0) -> None:
        self.dialogue = dialogue
        self.reader = reader
        self.seed = seed
        self.names = names_in_lines(dialogue, reader.trainee)
        persona = dialogue.persona
        self.state = State(persona.anger, persona.trust, persona.never_below)
        minute = persona.per_minute_in_queue
        self.state.feel(Shift(_by_waiting(minute.anger, waited), _by_waiting(minute.trust, waited), ""))

    @property
    def at(self) -> Move:
        """The move the customer made last."""
        return self.dialogue.moves[self.state.move]

    def opens(self, heard: Heard | None = None) -> Reply:
        """What the customer says first; in an inbound call, after the trainee's greeting."""
        felt = self._feel(take_in(self.state, self.dialogue, self.reader, heard)) if heard is not None else ()
        return self._reply([*self._reaction("insult"), self._go(self.dialogue.opening)], felt)

    def answers(self, heard: Heard, *, also: Collection[str] = ()) -> Reply:
        """What the customer says to an answer.  ``also``: what happened besides, such as "interrupted"."""
        understood = take_in(self.state, self.dialogue, self.reader, heard, also=also)
        felt = self._feel(understood)
        if self.state.anger >= MOST or self.state.turn >= self.dialogue.turns:
            return self._hangs_up(felt)
        parts = self._reaction(*_REACTIONS)
        if self._is_stopped(understood):
            again = [self._line(self.at.says, self.state.move)] if "asks_repeat" in self.state.now else []
            return self._reply([*parts, *again], felt)
        told = self._tells(understood)
        onward = self._onward(answered=bool(told))
        if onward == _HARDER:
            told, felt = [self._comes_back_harder()], (*felt, _UNHEARD)
            if self.state.anger >= MOST:
                return self._hangs_up(felt)
        elif onward:
            told.append(self._go(onward))
        elif not parts and not told:
            told = [self._line(self._lines("waits"), "waits")]
        return self._reply([*parts, *told], felt)

    def _hangs_up(self, felt: tuple[Shift, ...]) -> Reply:
        return self._reply([self._line(self.dialogue.hangs_up, "hangs_up")], felt, ends=True)

    def _is_stopped(self, understood: Understood) -> bool:
        """Whether the customer waits for another answer before anything goes on."""
        stops = [name for name in _STOPS if name in self.state.now]
        return bool(stops) and not (understood.goes_on and set(stops) <= _BRIEFLY)

    def _tells(self, understood: Understood) -> list[str]:
        """What was asked for, and the answers to questions that were read out; nobody answers for somebody else."""
        asked = () if self.state.move.startswith(RELATIVE) else understood.asked
        self.state.told |= set(asked)
        facts = [self._line(self.dialogue.facts[name].answers, f"fact:{name}") for name in asked]
        questions = self.dialogue.questions
        return facts + [self._line(questions[name].answers, f"question:{name}") for name in understood.read]

    def _comes_back_harder(self) -> str:
        self.state.hardened.add(self.state.move)
        self.state.feel(_UNHEARD)
        return self._line(self.at.harder, f"{self.state.move}:harder")

    def would_come_back(self, heard: Heard) -> bool:
        """Whether a transfer now is a cold one, of a customer who does not put up with it."""
        explained = "explains_transfer" in heard or "explains_transfer" in self.state.ever
        return COLD_TRANSFER in self.dialogue.moves and not explained and COLD_TRANSFER not in self.state.ever

    def comes_back(self, heard: Heard) -> Reply:
        """What the customer says when a transfer that nobody explained has come back."""
        felt = self._feel(take_in(self.state, self.dialogue, self.reader, heard, also={COLD_TRANSFER}))
        return self._reply([self._go(COLD_TRANSFER)], felt)

    def is_left(self, heard: Heard) -> Reply:
        """The last the customer hears, and feels, before the line is closed."""
        felt = self.feels(heard)
        return Reply("", self.state.move, self.state.anger, self.state.trust, felt)

    def stands_at(self, name: str) -> None:
        """A move was made, in whatever words."""
        move = self.dialogue.moves[name]
        self.state.move = name
        self.state.told |= set(move.tells)
        if move.cue:
            self.state.cue = move.cue

    def feels(self, heard: Heard, *, also: Collection[str] = ()) -> tuple[Shift, ...]:
        """What an answer does to the mood, and nothing else."""
        return self._feel(take_in(self.state, self.dialogue, self.reader, heard, also=also))

    def _feel(self, understood: Understood) -> tuple[Shift, ...]:
        felt = tuple(shifts(self.state, understood.heard, self.dialogue.mood))
        for shift in felt:
            self.state.feel(shift)
        if not self.state.now.isdisjoint(COMFORT):
            self.state.cue = ""
        return felt

    def _onward(self, *, answered: bool) -> str:
        """The next move; ``_HARDER`` for an objection that was not acknowledged, "" to stay."""
        conditional = [way for way in self.at.next if way.when.terms]
        for way in conditional:
            if way.when.holds(self.state):
                return way.to
        unheard = self.at.objection and self.at.harder and self.state.move not in self.state.hardened
        if unheard and not answered and self.state.now.isdisjoint(COMFORT):
            return _HARDER
        return "" if answered else next((way.to for way in self.at.next if not way.when.terms), "")

    def _go(self, name: str) -> str:
        self.stands_at(name)
        return self._line(self.at.says, name)

    def _reaction(self, *names: str) -> list[str]:
        """The line of the first of these reactions that is due."""
        name = next((name for name in names if name in self.state.now), None)
        if name is None:
            return []
        lines = self._lines(_LINES_OF.get(name, name))
        return [self._line(lines, f"reaction:{name}")] if lines else []

    def _lines(self, name: str) -> Lines:
        return self.dialogue.reactions.get(name) or self.reader.lexicon.reactions.get(name, ())

    def _line(self, lines: Lines, key: str) -> str:
        band = band_of(self.state.anger)
        options = variants(lines, band)
        visit = self.state.said[key]
        self.state.said[key] += 1
        return spoken(chosen(options, self.seed, f"{key}:{band}", visit), self.names, self.seed, f"{key}:{visit}")

    def _reply(self, parts: list[str], felt: tuple[Shift, ...], *, ends: bool = False) -> Reply:
        state = self.state
        text = " ".join(part for part in parts if part)
        return Reply(text, state.move, state.anger, state.trust, felt, ends or (bool(state.move) and self.at.ends))
