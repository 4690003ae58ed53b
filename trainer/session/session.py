"""One call between a trainee and a customer: a pure machine, so that a whole call is a unit test.

The rim tells it what happened (``Answered``, ``Spoken``, ``Silence``, ``Transferred``, ``HungUp``) and does what it
asks for (``Say``, ``Listen``, ``HangUp``).  All that happened is kept in ``events``: with the dialogue, the seed and
the wait they are the call, and replaying them gives it again to the last word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from trainer.customer import Customer, Reply
from trainer.rubric.registry import BY_US
from trainer.session.actions import Action, HangUp, Listen, Say
from trainer.session.events import (
    Answered,
    Event,
    HeardAgain,
    HungUp,
    News,
    PutRight,
    Silence,
    Spoken,
    Transferred,
    is_answer,
)
from trainer.transcript import Transcript, Turn, WrapUp
from trainer.understanding import Reader

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue


class Session:
    """A call of ``dialogue`` with this seed.

    ``trainee``: the name the trainee gives on the phone.  ``waited``: seconds the customer was in the queue.
    """

    def __init__(self, dialogue: Dialogue, *, seed: int, trainee: str = "", waited: float = 0.0) -> None:
        self.dialogue = dialogue
        self.seed = seed
        self.trainee = trainee
        self.waited = waited
        self.reader = Reader(dialogue, trainee)
        self.customer = Customer(dialogue, self.reader, seed, waited)
        self.events: list[Event] = []
        self.turns: list[Turn] = []
        self.replies: list[Reply] = []
        self.mood_at_start = (self.customer.state.anger, self.customer.state.trust)
        self.wrap_up: WrapUp | None = None
        self.ending = ""
        """The name of the ending, once the call is over."""

    def start(self) -> tuple[Action, ...]:
        """What happens when the phone is picked up: the trainee greets, or, if called by us, the customer answers."""
        if self.dialogue.kind in BY_US:
            return self._say(self.customer.opens())
        return (self._listen(),)

    @property
    def voice(self) -> str:
        """The customer's voice: the persona's, or any of the language."""
        return self.dialogue.persona.voice or self.dialogue.language

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return bool(self.ending)

    def take(self, event: Event) -> tuple[Action, ...]:
        """What is to be done after an event; nothing once the call is over, though news of what was said are noted."""
        if self.over and is_answer(event):
            return ()
        self.events.append(event)
        match event:
            case Spoken():
                self._place_last(event)
                return ()
            case HeardAgain() | PutRight():
                self._learn(event)
                return ()
            case Silence():
                return self._answer(Answered(text="", start=event.start, end=event.end))
            case Answered():
                return self._answer(event)
            case Transferred():
                return self._transfer(event)
            case HungUp():
                self.turns.append(Turn(speaker="trainee", text="", start=event.start, end=event.start, hangs_up=True))
                self.customer.state.ever.add("hung_up")
                return self._close()

    def _answer(self, event: Answered) -> tuple[Action, ...]:
        self.turns.append(Turn(speaker="trainee", **event.model_dump(exclude={"kind"})))
        heard = self.reader.hear(event.text, event.words)
        if not self.customer.state.move:
            return self._say(self.customer.opens(heard))
        if "goodbye" in heard or "ends_by_policy" in heard:
            self.replies.append(self.customer.is_left(heard))
            return self._close()
        return self._say(self.customer.answers(heard, also=("interrupted",) if event.interrupted else ()))

    def _transfer(self, event: Transferred) -> tuple[Action, ...]:
        heard = self.reader.hear(event.text)
        summary = event.summary or "-"
        self.turns.append(Turn(speaker="trainee", text=event.text, start=event.start, end=event.end, transfer=summary))
        customer = self.customer
        if not customer.state.move:
            return self._say(customer.opens(heard))
        if customer.would_come_back(heard):
            return self._say(customer.comes_back(heard))
        self.replies.append(customer.answers(heard, also={"transferred"}))
        return self._close()

    def _say(self, reply: Reply) -> tuple[Action, ...]:
        self.replies.append(reply)
        self.turns.append(Turn(speaker="customer", text=reply.text, move=reply.move))
        say = Say(reply.text, reply.anger, reply.trust, self.voice)
        return (say, *self._close()) if reply.ends else (say, self._listen())

    def _listen(self) -> Listen:
        return Listen(self.dialogue.end_of_turn)

    def _close(self) -> tuple[Action, ...]:
        self.customer.state.now = frozenset()
        self.ending = next(name for name, one in self.dialogue.endings.items() if one.when.holds(self.customer.state))
        return (HangUp(self.ending),)

    def _place_last(self, event: Spoken) -> None:
        """Notes when the customer's last line was heard."""
        for at in range(len(self.turns) - 1, -1, -1):
            if self.turns[at].speaker == "customer":
                self.turns[at] = self.turns[at].model_copy(update={"start": event.start, "end": event.end})
                return

    def _learn(self, event: News) -> None:
        """Notes of which words of an answer the recognizer was sure, or what they really were."""
        answers = [at for at, turn in enumerate(self.turns) if turn.speaker == "trainee"]
        if event.answer <= len(answers):
            at = answers[event.answer - 1]
            turn = self.turns[at]
            match event:
                case HeardAgain():
                    self.turns[at] = turn.model_copy(update={"words": event.words})
                case PutRight():
                    self.turns[at] = turn.put_right(event.text)

    @property
    def felt(self) -> list[Reply]:
        """The customer's reply to every answer: without the words with which one picks up the phone."""
        return self.replies[1:] if self.dialogue.kind in BY_US else self.replies

    @property
    def transcript(self) -> Transcript:
        """The call so far, as it is scored and kept."""
        return Transcript(trainee=self.trainee, ending=self.ending, turns=tuple(self.turns), wrap_up=self.wrap_up)

    @property
    def success(self) -> bool:
        """Whether the call has ended as it should."""
        return self.over and self.dialogue.endings[self.ending].success


def replayed(
    dialogue: Dialogue,
    events: Iterable[Event],
    *,
    seed: int,
    trainee: str = "",
    waited: float = 0.0,
    answers: int | None = None,
) -> Session:
    """The call in which this happened, up to before the trainee's answer number ``answers`` (1 is the first).

    What was learnt later of the answers before it belongs to it.
    """
    session = Session(dialogue, seed=seed, trainee=trainee, waited=waited)
    session.start()
    given = 0
    for event in events:
        given += is_answer(event)
        if answers is None or (event.answer if isinstance(event, News) else given) < answers:
            session.take(event)
    return session
