"""Who has the floor in a spoken call: murmurs, interruptions, the key to talk, last words."""

from __future__ import annotations

import time
from queue import SimpleQueue

import ears
import numpy as np
import pytest
from played import as_event, played, written_calls
from test_conversation import CALL, Frames, a_session, until

from trainer.conversation.apart import Apart
from trainer.conversation.clock import Clock
from trainer.conversation.conversation import Conversation
from trainer.conversation.equipment import Equipment
from trainer.conversation.happenings import CustomerSays, Ended, Floor, HangUpNow, Talk, TraineeSaid, Typed
from trainer.conversation.hearing import Ear
from trainer.conversation.listening import Overheard, TurnOver, VoiceBegan
from trainer.session import Answered
from trainer.settings import Settings
from trainer.sound import Clip, silence
from trainer.voice import open_voice

pytestmark = pytest.mark.real_time

QUIET = Clip(np.zeros(320, np.int16))


class Silent:
    """A loudspeaker that takes as long as one, where there is no sound card."""

    name = notice = ""
    there = True

    def __init__(self) -> None:
        self.until = 0.0

    def play(self, clip: Clip) -> None:
        self.until = time.monotonic() + clip.seconds

    def stop(self) -> None:
        self.until = 0.0

    @property
    def playing(self) -> bool:
        return time.monotonic() < self.until

    def close(self) -> None:
        self.stop()


def as_frames(clip: Clip) -> list[Clip]:
    heard = clip.at(16_000).samples
    return [Clip(heard[at : at + 320]) for at in range(0, len(heard) - 319, 320)]


class Cued(Frames):
    """A microphone into which something is said so many seconds after the ear has been opened."""

    def __init__(self, said: str, after: float) -> None:
        super().__init__([])
        self.said = as_frames(silence(after) + open_voice().say(said, "en-gb").clip + silence(3.0))

    def cue(self) -> None:
        if self.said:
            self.frames, self.said = iter(self.said), []


def test_a_murmur_while_the_customer_speaks_is_no_answer_and_does_not_stop_him():
    ear = Apart(ears.Counts)
    ear.warm_up()
    source = Cued("Mm-hm.", 0.5)
    session = a_session()
    session.start()
    session.take(Answered(text="Good morning, Lumen Streaming, this is Ana. How can I help you?"))
    equipment = Equipment(open_voice(), Silent(), source, ear)
    conversation = Conversation(session, equipment, Settings(duplex="headset"))
    conversation.start()
    seen: list = []
    begun = until(conversation, CustomerSays)
    ended = until(conversation, Floor, seen)
    while ended.who != "trainee":
        ended = until(conversation, Floor, seen)
    conversation.close()
    ear.close()
    assert begun.speech is not None
    assert ended.at == pytest.approx(begun.at + begun.speech.clip.seconds, abs=0.3), "he speaks to the end of his line"
    assert not any(isinstance(one, TraineeSaid) for one in seen)
    assert len(session.turns) == 2


def test_somebody_who_speaks_in_earnest_has_the_floor_and_the_customer_stops():
    ear = Apart(ears.Counts)
    ear.warm_up()
    source = Cued("Let me stop you there for a moment, please, and look at the payments.", 0.5)
    session = a_session()
    session.start()
    session.take(Answered(text="Good morning, Lumen Streaming, this is Ana. How can I help you?"))
    equipment = Equipment(open_voice(), Silent(), source, ear)
    conversation = Conversation(session, equipment, Settings(duplex="headset"))
    conversation.start()
    begun = until(conversation, CustomerSays)
    seen: list = []
    while (floor := until(conversation, Floor, seen)).who != "trainee":
        pass
    until(conversation, TraineeSaid)
    conversation.close()
    ear.close()
    assert floor.at - begun.at < 0.5 + 0.8 + 0.5, "0.8 s of voice after half a second"
    assert session.turns[2].interrupted
    assert session.turns[1].end == pytest.approx(floor.at, abs=0.1)


def test_what_was_heard_before_the_ear_was_shut_is_no_answer_afterwards():
    told: SimpleQueue = SimpleQueue()
    ear = Ear(Equipment(source=Frames([]), recognizer=Apart(ears.Counts)), Clock(), told.put, told.put)
    ear.open(1.0)
    ear.shut()  # an answer was typed
    late = TurnOver(1.0, 2.0, QUIET)
    assert ear.take(Overheard(1, VoiceBegan(in_earnest=True)), lambda turn: False) is None
    assert ear.take(Overheard(1, late), lambda turn: False) is None
    ear.open(1.0)
    assert ear.take(Overheard(1, late), lambda turn: False) is None
    assert ear.take(Overheard(2, late), lambda turn: False) is late


def test_a_key_that_is_pressed_without_a_word_gives_the_floor_back():
    ear = Apart(ears.Counts)
    conversation = Conversation(
        a_session(), Equipment(source=Frames([]), recognizer=ear), Settings(duplex="push to talk")
    )
    conversation.start()
    assert until(conversation, Floor).who == "trainee"
    conversation.tell(Talk(down=True))
    time.sleep(0.2)
    conversation.tell(Talk(down=False))
    assert until(conversation, Floor).who == "trainee"
    conversation.close()
    ear.close()
    assert not conversation.session.turns


def test_the_customer_waits_while_the_key_is_held_and_while_the_microphone_is_away(monkeypatch):
    monkeypatch.setattr("trainer.conversation.conversation.SILENCE", 0.3)
    ear = Apart(ears.Counts)
    held = Conversation(a_session(), Equipment(source=Frames([]), recognizer=ear), Settings(duplex="push to talk"))
    away = Conversation(a_session(), Equipment(source=Frames([], unplugged=True), recognizer=ear), Settings())
    held.start()
    held.tell(Talk(down=True))
    away.start()
    time.sleep(1.0)
    for conversation in (held, away):
        conversation.close()
        assert not conversation.session.turns
    ear.close()


def test_what_is_typed_during_the_customers_last_words_is_not_said_and_does_not_cut_them_off():
    session = a_session()
    session.start()
    answers = [as_event(answer) for answer in written_calls(CALL)["bad"]["answers"]]
    for answer in answers[: len(played(CALL, "bad").session.felt) - 1]:
        session.take(answer)
    speaker = Silent()
    conversation = Conversation(session, Equipment(open_voice(), speaker), Settings())
    conversation.start()
    conversation.tell(Typed(answers[len(session.felt)].text))
    until(conversation, TraineeSaid)
    last = until(conversation, CustomerSays)
    assert session.over
    conversation.tell(Typed("Too late."))
    time.sleep(0.2)
    assert speaker.playing
    conversation.tell(HangUpNow())
    seen: list = []
    assert until(conversation, Ended, seen).ending == session.ending
    conversation.close()
    assert not [one for one in seen if isinstance(one, TraineeSaid)]
    assert last.speech is not None
    assert conversation.seconds < last.at + last.speech.clip.seconds, "hanging up ends them"
