"""A call in real time is the session's call: what was typed or heard reaches it, and every thread ends with it."""

from __future__ import annotations

import threading
import time

import ears
import numpy as np
import pytest
from played import NAMES, SEED, as_event, played, written_calls

from sim.errors import Problem
from trainer.conversation.apart import Apart
from trainer.conversation.conversation import Conversation
from trainer.conversation.equipment import Equipment
from trainer.conversation.happenings import (
    CustomerSays,
    Ended,
    HangUpNow,
    Hold,
    Leave,
    Notice,
    PassOn,
    TraineeSaid,
    Typed,
)
from trainer.dialogue import load_dialogue
from trainer.errors import HistoryError, SoundError
from trainer.session import Answered, HeardAgain, Session, Transferred
from trainer.settings import Settings
from trainer.sound import Clip

pytestmark = pytest.mark.real_time

CALL = "double_charged"
LONG = 20.0
"""Seconds after which a test has failed: far more than anything here takes."""


def a_session(name: str = CALL) -> Session:
    dialogue = load_dialogue(name)
    return Session(dialogue, seed=SEED, trainee=NAMES[dialogue.language])


def until(conversation: Conversation, kind: type, seen: list | None = None):
    """The next happening of this kind."""
    ends = time.monotonic() + LONG
    while time.monotonic() < ends:
        happening = conversation.happenings.get(timeout=LONG)
        if seen is not None:
            seen.append(happening)
        if isinstance(happening, kind):
            return happening
    raise AssertionError(f"no {kind.__name__} came")


def ours() -> set[str]:
    return {one.name for one in threading.enumerate()} & {"call", "listening", "recognizing"}


def tell(conversation: Conversation, event: Answered | Transferred) -> None:
    if isinstance(event, Transferred):
        conversation.tell(PassOn(event.text, event.summary))
    else:
        conversation.tell(Typed(event.text))


def test_a_typed_call_is_the_same_call_as_without_threads():
    expected = played(CALL, "good")
    conversation = Conversation(a_session(), Equipment(), Settings())
    conversation.start()
    for answer in written_calls(CALL)["good"]["answers"]:
        if conversation.session.over:
            break
        tell(conversation, as_event(answer))
        until(conversation, TraineeSaid)
    if not conversation.session.over:
        conversation.tell(HangUpNow())
    ended = until(conversation, Ended)
    conversation.close()
    assert ended.ending == expected.session.ending
    assert conversation.session.turns == expected.session.turns
    assert not ours()


def test_every_answer_is_kept_when_it_is_given_and_leaving_keeps_the_call_as_it_is():
    kept = []
    conversation = Conversation(a_session(), Equipment(), Settings(), lambda session: kept.append(len(session.events)))
    conversation.start()
    for text in ("Good morning, Lumen Streaming.", "I am sorry to hear that."):
        conversation.tell(Typed(text))
        until(conversation, CustomerSays)
    conversation.tell(Leave())
    assert until(conversation, Ended).ending == ""
    conversation.close()
    assert kept == [1, 2]


def test_a_history_that_fails_is_a_sentence_and_the_call_goes_on():
    def fails(session):
        raise HistoryError([Problem("attempts.sqlite", "the disk is full", "free some space")])

    conversation = Conversation(a_session(), Equipment(), Settings(), fails)
    conversation.start()
    conversation.tell(Typed("Good morning, Lumen Streaming."))
    seen: list = []
    assert until(conversation, Notice, seen).sentence == "attempts.sqlite: the disk is full; free some space"
    conversation.tell(Typed("I am sorry to hear that."))
    assert until(conversation, CustomerSays).turn == 3
    conversation.close()


def test_a_call_that_goes_on_repeats_the_customers_last_line_first():
    session = a_session()
    session.start()
    session.take(Answered(text="Good morning, Lumen Streaming, this is Ana. How can I help you?"))
    conversation = Conversation(session, Equipment(), Settings())
    conversation.start()
    first = until(conversation, CustomerSays)
    assert (first.turn, first.text) == (1, session.turns[1].text)
    assert len(session.turns) == 2
    conversation.close()


def test_a_hold_is_an_answer():
    conversation = Conversation(a_session(), Equipment(), Settings())
    conversation.start()
    conversation.tell(Typed("Good morning, Lumen Streaming."))
    until(conversation, CustomerSays)
    conversation.tell(Hold("May I put you on hold for a minute while I look at the payments?"))
    until(conversation, CustomerSays)
    assert conversation.session.turns[2].text.startswith("May I put you on hold")
    conversation.close()


class Frames:
    """A microphone that gives what it is given, then is unplugged, or is silent."""

    name = "frames"

    def __init__(self, frames: list[Clip], *, unplugged: bool = False) -> None:
        self.frames, self.unplugged, self.started = iter(frames), unplugged, 0

    def start(self) -> None:
        self.started += 1
        self.due = time.monotonic()

    def read(self) -> Clip | None:
        self.due = max(self.due + 0.02, time.monotonic() - 1)
        time.sleep(max(0.0, self.due - time.monotonic()))
        frame = next(self.frames, None)
        if frame is None and self.unplugged:
            raise SoundError([Problem("microphone", "is gone", "plug it in again, or type")])
        return frame or Clip(np.zeros(320, np.int16))

    def stop(self) -> None:
        return

    def cue(self) -> None:
        return

    def close(self) -> None:
        return


def spoken_frames() -> list[Clip]:
    """A second of quiet, a sentence, and quiet, as frames of 20 ms."""
    from trainer.sound import silence
    from trainer.voice import open_voice

    speech = open_voice().say("Good morning, this is Lumen Streaming, how can I help you?", "en-us+f3").clip.at(16_000)
    whole = silence(1.0) + speech + silence(2.0)
    return [Clip(whole.samples[at : at + 320]) for at in range(0, len(whole.samples) - 319, 320)]


def test_what_is_heard_reaches_the_session_with_its_times_and_confidences():
    ear = Apart(ears.Counts)
    ear.warm_up()
    conversation = Conversation(a_session(), Equipment(source=Frames(spoken_frames()), recognizer=ear), Settings())
    conversation.start()
    said = until(conversation, TraineeSaid)
    conversation.close()
    ear.close()
    assert said.text.endswith("samples at 16000")
    assert said.words == (("samples", 0.5),)
    event = conversation.session.events[0]
    assert isinstance(event, Answered)
    assert event.end - event.start == pytest.approx(3.3, abs=0.6), "the sentence lasts that long at 175 words a minute"
    assert not ours()


@pytest.mark.parametrize(("broken", "sentence"), [
    (ears.Hangs, "does not answer within 0.5 s"), (ears.Throws, "failed (RuntimeError"), (ears.Dies, "has stopped"),
    (ears.HasNoModel, "has no model"),
])  # fmt: skip
def test_a_recognizer_that_fails_is_a_sentence_and_typing_goes_on(broken, sentence):
    ear = Apart(broken, patience=0.5)
    conversation = Conversation(a_session(), Equipment(source=Frames(spoken_frames()), recognizer=ear), Settings())
    conversation.start()
    assert sentence in until(conversation, Notice).sentence
    conversation.tell(Typed("Good morning, Lumen Streaming."))
    assert until(conversation, CustomerSays).text
    conversation.close()
    ear.close()
    assert not ours()


def test_a_microphone_that_is_unplugged_is_said_and_looked_for_again(monkeypatch):
    monkeypatch.setattr("trainer.conversation.listening.AGAIN", 0.05)
    source, ear = Frames(spoken_frames()[:20], unplugged=True), Apart(ears.Counts)
    conversation = Conversation(a_session(), Equipment(source=source, recognizer=ear), Settings())
    conversation.start()
    assert until(conversation, Notice).sentence == "microphone: is gone; plug it in again, or type"
    assert until(conversation, Notice).sentence == "The microphone is back."
    conversation.close()
    ear.close()
    assert source.started > 1
    assert not ours()


def test_closing_while_the_recognizer_is_busy_leaves_no_thread():
    ear = Apart(ears.Hangs, patience=60)
    conversation = Conversation(a_session(), Equipment(source=Frames(spoken_frames()), recognizer=ear), Settings())
    conversation.start()
    time.sleep(1.5)
    conversation.close()
    ear.close()
    assert not ours()


def test_fifty_calls_in_a_row_leave_no_thread():
    before = threading.active_count()
    for _ in range(50):
        conversation = Conversation(a_session(), Equipment(), Settings())
        conversation.start()
        conversation.tell(Typed("Hello?"))
        until(conversation, CustomerSays)
        conversation.close()
    assert threading.active_count() == before


def test_an_answer_is_heard_a_second_time_for_the_score_when_the_customer_has_replied():
    ear = Apart(ears.Counts)
    ear.warm_up()
    conversation = Conversation(a_session(), Equipment(source=Frames(spoken_frames()), recognizer=ear), Settings())
    conversation.start()
    until(conversation, CustomerSays)
    ends = time.monotonic() + LONG
    while len(conversation.session.events) < 2 and time.monotonic() < ends:
        time.sleep(0.01)
    conversation.close()
    ear.close()
    first, second = conversation.session.events
    assert isinstance(first, Answered)
    assert second == HeardAgain(answer=1, words=tuple((word, 0.9) for word in first.text.split()))
    assert conversation.session.turns[0].words == second.words


def test_what_is_still_to_be_heard_twice_when_the_call_ends_is_heard():
    ear = Apart(ears.Counts)
    ear.warm_up()
    session = a_session()
    conversation = Conversation(session, Equipment(source=Frames(spoken_frames()), recognizer=ear), Settings())
    conversation.start()
    until(conversation, TraineeSaid)
    conversation.tell(HangUpNow())
    until(conversation, Ended)
    conversation.close()
    ear.close()
    assert {event.kind for event in session.events} == {"answered", "hung up", "heard again"}
