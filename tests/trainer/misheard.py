"""A call whose second answer was heard wrong, with or without a recording, and its result opened another day."""

from __future__ import annotations

from pathlib import Path

import pytest
from histories import charged_twice
from test_delivery import buzz

from trainer.conversation.equipment import Equipment
from trainer.conversation.looking_back import played_before
from trainer.conversation.rehearsal import Again, Played, Rehearsal, session_again
from trainer.history import History
from trainer.recording import Recorder
from trainer.session import Answered, Event, HungUp, Session
from trainer.session.events import Spoken
from trainer.settings import Settings
from trainer.sound import Clip, silence
from trainer.transcript import WrapUp

HEARD = ("Lumen Streaming, good morning, this is Anna.", "I am so sore about that.", "One moment, please.")
APOLOGY = "I am so sorry about that."
SILENCE, VOICE = silence(1.0), buzz(118)
FORM = WrapUp(disposition="refund", notes="49.90 twice", follow_up=True)


class Call:
    """A call that begins, or goes on.  ``home``: of its recording."""

    def __init__(self, history: History, home: Path | None = None, again: Again | None = None) -> None:
        file, dialogue = charged_twice()
        self.session = session_again(dialogue, again) if again else Session(dialogue, seed=1, trainee="Anna Marin")
        self.recorder = Recorder(home, file.name, tell=pytest.fail) if home else None
        equipment = Equipment(recorder=self.recorder)
        self.rehearsal = Rehearsal(self.session, file, equipment, Settings(), history, again)
        if not again:
            self.session.start()

    def take(self, event: Event) -> None:
        """As the call's thread does it."""
        self.session.take(event)
        self.rehearsal.keep(self.session)

    def say(self, text: str, now: float, doubted: str = "sore", sound: Clip = SILENCE) -> None:
        """An answer and the customer's line after it, a second each."""
        words = tuple((word, 0.4 if word == doubted else 0.9) for word in text.split())
        self.take(Answered(text=text, words=words, start=now, end=now + 1))
        self.take(Spoken(start=now + 1, end=now + 2))
        if self.recorder is not None:
            self.recorder.trainee(sound, now)
            self.recorder.customer(sound, now + 1)

    def hang_up(self, now: float) -> Played:
        """The end, on the clock of what was said, and the form."""
        self.take(HungUp(start=now))
        if self.recorder is not None:
            self.recorder.close(now)
        return self.rehearsal.finish(FORM)


def spoken(
    history: History, home: Path | None = None, second: str = HEARD[1], doubted: str = "sore", sound: Clip = SILENCE
) -> Played:
    """A call whose second answer was heard wrong.  ``home``: of its recording."""
    call = Call(history, home)
    for at, text in enumerate((HEARD[0], second, HEARD[2])):
        call.say(text, 1.0 + 2 * at, doubted, sound)
    return call.hang_up(7.0)


def turn_of(played: Played, answer: int) -> int:
    """The turn (1 is the first) of an answer."""
    return [at for at, one in enumerate(played.transcript.turns, 1) if one.speaker == "trainee"][answer - 1]


def opened(history: History, home: Path | None = None) -> Played:
    """The result of the attempt, opened another day."""
    file, dialogue = charged_twice()
    return played_before(history.load(1), file, dialogue, home)
