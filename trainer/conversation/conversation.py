"""A call in real time: the session's thread, which says what it is told to say and tells it what was heard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from queue import Empty, Queue, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from sim.errors import InputError
from trainer.conversation import happenings as told
from trainer.conversation.clock import Clock
from trainer.conversation.happenings import Command, Happening
from trainer.conversation.hearing import Ear, Told
from trainer.conversation.listening import EarBack, EarLost, NothingSaid, TurnOver, VoiceBegan
from trainer.conversation.mouth import Mouth
from trainer.conversation.recognizing import HeardTwice
from trainer.errors import SoundError
from trainer.language.fillers import is_murmur
from trainer.session import Answered, HeardAgain, HungUp, Silence, Transferred
from trainer.session.actions import Action, HangUp, Listen, Say
from trainer.session.events import Event, Spoken

if TYPE_CHECKING:
    from trainer.conversation.equipment import Equipment
    from trainer.session import Session
    from trainer.settings import Settings

SILENCE = 10.0
"""Seconds without a voice and without a key after which the customer asks whether anybody is there."""
ON_HOLD = 120.0
"""The same for a customer who was asked to hold."""
_TICK, _IDLE = 0.01, 0.05
"""Seconds between two looks at what happens by itself, while the customer speaks and while not."""

Message = Command | Told


class Conversation:
    """Carries one session.  ``happenings`` is for the window to drain; ``tell`` for what the trainee does there.

    A session in which something has happened goes on: the customer says the last line again.  ``keep``: called with
    the session, on the call's thread, after everything that happened.
    """

    def __init__(
        self,
        session: Session,
        equipment: Equipment,
        settings: Settings,
        keep: Callable[[Session], None] = lambda session: None,
    ) -> None:
        self.session = session
        self.happenings: SimpleQueue[Happening] = SimpleQueue()
        self._settings, self._keep = settings, keep
        self._clock = Clock(max((turn.end or 0.0 for turn in session.turns), default=0.0))
        self._inbox: Queue[Message] = Queue()
        self._mouth = Mouth(equipment.voice, equipment.loudspeaker, equipment.recorder, self._clock, self._notice)
        self._ear = Ear(equipment, self._clock, self._inbox.put, self.happenings.put)
        self._said: told.CustomerSays | None = None
        """The customer's newest line."""
        self._interrupted = False
        self._customer_until = 0.0
        self._quiet_since = self._clock.now()
        self._patience = SILENCE
        self._pause = 1.0
        self._left = False
        self._lasted: float | None = None
        self._thread = Thread(target=self._run, name="call", daemon=True)

    def start(self) -> None:
        """The phone rings, or somebody picks it up."""
        self._thread.start()

    def tell(self, command: Command) -> None:
        """What the trainee does in the window."""
        self._inbox.put(command)

    def close(self) -> None:
        """Leaves the call where it is not over, and waits until every thread has ended."""
        self._inbox.put(told.Leave())
        if self._thread.is_alive():
            self._thread.join(10.0)

    @property
    def seconds(self) -> float:
        """How long the call has lasted."""
        return self._clock.now() if self._lasted is None else self._lasted

    @property
    def hears(self) -> bool:
        """Whether there is a microphone and somebody to understand it."""
        return self._ear.there

    def _run(self) -> None:
        try:
            self._ear.start()
            self._begin()
            while not self._left and not (self.session.over and not self._mouth.speaking):
                self._look()
                self._step()
        finally:
            self._hang_up()

    def _begin(self) -> None:
        if not self.session.turns:
            self._do(self.session.start())
            return
        last = self.session.turns[-1]
        if last.speaker == "customer":
            mood = self.session.replies[-1]
            self._say(Say(last.text, mood.anger, mood.trust, self.session.voice))
        self._do((Listen(self.session.dialogue.end_of_turn),))

    def _hang_up(self) -> None:
        self._cut_off()
        self._lasted = self._clock.now()
        self._floor("nobody")
        self.happenings.put(told.Ended(self.session.ending))
        self._ear.close(at_once=self._left)
        while not self._inbox.empty():
            if isinstance(message := self._inbox.get(), HeardTwice):
                self._doubt(message)

    def _look(self) -> None:
        """What happens by itself: the customer has finished; nobody speaks."""
        if (spoken := self._mouth.finished()) is not None:
            self._spoken(spoken)
            if not self.session.over:
                self._listen()
        elif self._waits_in_vain():
            now = self._clock.now()
            self._take(Silence(start=now, end=now))

    def _waits_in_vain(self) -> bool:
        quiet = self._ear.waits and not self._mouth.speaking and not self.session.over
        return quiet and self._clock.now() - self._quiet_since > self._patience

    def _step(self) -> None:
        """Deals with the next message, or waits a moment for one."""
        self._clock.wait()
        try:
            message: Message | None = self._inbox.get(timeout=_TICK if self._mouth.speaking else _IDLE)
        except Empty:
            message = None
        if self._clock.slept():
            self._quiet_since = self._clock.now()
            self._notice("The computer was asleep. The call goes on from here.")
        match message:
            case None:
                return
            case told.Leave():
                self._left = True
            case told.Typing():
                self._quiet_since = self._clock.now()
            case told.Typed(text) | told.Hold(text):
                self._typed(Answered(text=text))
                self._patience = ON_HOLD if isinstance(message, told.Hold) else SILENCE
            case told.PassOn(text, summary):
                self._typed(Transferred(text=text, summary=summary))
            case told.HangUpNow():
                self._cut_off()
                self._typed(HungUp(start=self._clock.now()))
            case told.Talk(down):
                self._key(down=down)
            case told.Unplugged(ours):
                self._unplugged(ours=ours)
            case _:
                self._hear(message)

    def _hear(self, message: Told) -> None:
        if not isinstance(message, HeardTwice):
            self._quiet_since = self._clock.now()
        heard = self._ear.take(message, self._talked_over)
        match heard:
            case VoiceBegan(in_earnest=True):
                self._interrupt()
            case TurnOver():
                self._floor("thinking")
            case Answered() if not is_murmur(heard.text, self.session.dialogue.language):
                self._take(heard.model_copy(update={"interrupted": self._interrupted}))
                self._ear.doubt(sum(turn.speaker == "trainee" for turn in self.session.turns))
            case HeardTwice():
                self._doubt(heard)
            case Answered() | NothingSaid():
                self._listen()
            case SoundError():
                self._notice(str(heard))
                self._listen()
            case EarLost(error):
                self._notice(str(error))
            case EarBack():
                self._notice("The microphone is back.")

    def _doubt(self, heard: HeardTwice) -> None:
        self.session.take(HeardAgain(answer=heard.answer, words=heard.hearing.words))
        self._kept()

    def _talked_over(self, turn: TurnOver) -> bool:
        return self._mouth.speaking or turn.end <= self._customer_until

    def _interrupt(self) -> None:
        """The trainee speaks in earnest while the customer does; only a headset's ear is open then."""
        if self._cut_off():
            self._interrupted = True
            self._floor("trainee")

    def _cut_off(self) -> bool:
        """The customer stops in the middle of a line; whether there was one."""
        spoken = self._mouth.cut_off()
        if spoken is not None:
            self._spoken(spoken)
        return spoken is not None

    def _typed(self, event: Event) -> None:
        if self.session.over:
            return
        self._cut_off()
        self._ear.forget()
        self._take(event)

    def _key(self, *, down: bool) -> None:
        if self._settings.duplex != "push to talk" or self.session.over:
            return
        if down:
            self._interrupt()
            self._ear.press(self._pause)
        else:
            self._ear.release()

    def _unplugged(self, *, ours: bool) -> None:
        """A loudspeaker was taken away: what was being said through it is read."""
        if self._mouth.unplugged(ours=ours) and self._cut_off() and self._said is not None:
            self.happenings.put(replace(self._said, speech=None))
            if not self.session.over:
                self._listen()

    def _take(self, event: Event) -> None:
        self._patience = SILENCE
        self._interrupted = False
        self._quiet_since = self._clock.now()
        actions = self.session.take(event)
        if isinstance(event, Answered | Transferred):
            words = event.words if isinstance(event, Answered) else ()
            turn = max(at for at, one in enumerate(self.session.turns) if one.speaker == "trainee")
            self.happenings.put(told.TraineeSaid(turn, event.text, words))
        self._do(actions)
        self._kept()

    def _spoken(self, event: Spoken) -> None:
        self._customer_until = event.end or 0.0
        self.session.take(event)
        self._kept()

    def _kept(self) -> None:
        try:
            self._keep(self.session)
        except InputError as error:
            self._notice(str(error))

    def _do(self, actions: tuple[Action, ...]) -> None:
        for action in actions:
            match action:
                case Say():
                    self._say(action)
                case Listen(pause):
                    self._pause = pause + self._settings.longer_pause
                    if not self._mouth.speaking:
                        self._listen()
                    elif self._settings.duplex == "headset":
                        self._ear.open(self._pause)
                case HangUp():
                    self._ear.shut()

    def _say(self, say: Say) -> None:
        self._ear.shut()
        at, speech = self._mouth.say(say)
        self._floor("customer")
        turn = len(self.session.turns) - 1
        self._said = told.CustomerSays(turn, say.text, say.anger, say.trust, at, speech)
        self.happenings.put(self._said)

    def _listen(self) -> None:
        """The trainee has the floor."""
        self._quiet_since = self._clock.now()
        self._floor("trainee")
        if self._settings.duplex != "push to talk":
            self._ear.open(self._pause)

    def _floor(self, who: told.Who) -> None:
        self.happenings.put(told.Floor(who, self._clock.now()))

    def _notice(self, sentence: str) -> None:
        self.happenings.put(told.Notice(sentence))
