"""What goes wrong or comes at the wrong moment in a spoken call: nothing is lost, mistaken or left behind."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from queue import SimpleQueue

import ears
import numpy as np
import pytest
from played import SEED, as_event, played, written_calls
from test_conversation import CALL, Frames, a_session, ours, spoken_frames, until
from typer.testing import CliRunner

import run_sim
from trainer.conversation.apart import Apart
from trainer.conversation.clock import Clock
from trainer.conversation.conversation import Conversation
from trainer.conversation.equipment import Equipment
from trainer.conversation.happenings import CustomerSays, Ended, Floor, HangUpNow, Talk, TraineeSaid, Typed
from trainer.conversation.hearing import Ear
from trainer.conversation.listening import Listening, Overheard, TurnOver, VoiceBegan
from trainer.conversation.rehearsal import Rehearsal
from trainer.dialogue import read_dialogue
from trainer.errors import SoundError
from trainer.recording import Recorder, recording_of
from trainer.session import Answered, Session
from trainer.session.events import Spoken
from trainer.settings import Settings
from trainer.sound import Clip, silence
from trainer.voice import open_voice

QUIET = Clip(np.zeros(320, np.int16))


class Silent:
    """A loudspeaker that takes as long as one, where there is no sound card."""

    name = notice = ""

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


def test_leaving_while_the_model_loads_leaves_no_thread_and_lets_it_load():
    ear = Apart(ears.LoadsSlowly)
    warming = threading.Thread(target=ear.warm_up)
    warming.start()
    time.sleep(0.2)
    conversation = Conversation(a_session(), Equipment(source=Frames([]), recognizer=ear), Settings())
    conversation.start()
    time.sleep(0.2)
    conversation.close()
    assert not ours()
    assert ear.name == "", "it is still loading"
    warming.join(20)
    assert ear.name == "counts", "nobody stopped it"
    ear.close()


def test_a_model_that_nobody_waits_for_any_more_is_there_for_the_next_call():
    ear = Apart(ears.LoadsSlowly)
    ear.warm_up(lambda: False)
    process = ear._process
    ear.warm_up()
    assert ear.name == "counts"
    assert ear._process is process
    ear.close()


class Interrupted(Frames):
    """A microphone that is unplugged for a while, and then hears somebody."""

    def __init__(self) -> None:
        super().__init__([QUIET] * 25)
        self.began = 0.0

    def read(self) -> Clip | None:
        if self.started == 2 and not self.began:
            self.frames, self.began = iter(spoken_frames()), time.monotonic() + 1.0
        frame = super().read()
        if self.started == 1 and frame is not None and next(self.frames, None) is None:
            self.unplugged = False
            raise SoundError([])
        return frame


def test_times_are_right_after_the_microphone_was_away(monkeypatch):
    monkeypatch.setattr("trainer.conversation.listening.AGAIN", 1.5)
    source, clock, told = Interrupted(), Clock(), SimpleQueue()
    zero = time.monotonic()
    listening = Listening(source, clock, told.put, lambda level: None, lambda clip, at: None)
    listening.start()
    listening.open(1.0)
    while not (isinstance(one := told.get(timeout=20), Overheard) and isinstance(one.what, TurnOver)):
        pass
    listening.close()
    assert one.what.start == pytest.approx(source.began - zero, abs=0.15), "a second of quiet, then the sentence"


def test_work_that_takes_long_is_not_sleep(monkeypatch):
    now = 100.0
    monkeypatch.setattr("trainer.conversation.clock.time.monotonic", lambda: now)
    clock = Clock()
    now += 20  # a voice that loads its model
    clock.wait()
    now += 0.01
    assert not clock.slept()
    assert clock.now() == pytest.approx(20.01)
    clock.wait()
    now += 3600
    assert clock.slept()
    assert clock.now() == pytest.approx(20.01)


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


def test_a_call_that_breaks_off_can_be_scored_from_its_folder(tmp_path: Path):
    file = read_dialogue("double_charged")
    recorder = Recorder(tmp_path, file.name, tell=pytest.fail)
    session = Session(file.build(), seed=SEED, trainee="Ana Marin")
    rehearsal = Rehearsal(session, file, Equipment(recorder=recorder), Settings(), None)
    rehearsal.conversation.start()
    for text in ("Good morning, Lumen Streaming, this is Ana. How can I help you?", "I am so sorry about this."):
        rehearsal.conversation.tell(Typed(text))
        until(rehearsal.conversation, TraineeSaid)
    until(rehearsal.conversation, CustomerSays)
    rehearsal.conversation.close()  # and nothing else: as after a power cut
    done = CliRunner().invoke(run_sim.app, ["train", "score", str(recorder.folder)])
    recorder.close()
    assert done.exit_code == 0, done.output
    assert "of 100" in done.output


def test_a_full_disk_is_said_once_and_the_call_goes_on(tmp_path: Path):
    resource = pytest.importorskip("resource", reason="files are limited by the system")
    told: list[str] = []
    file = read_dialogue("double_charged")
    recorder = Recorder(tmp_path, file.name, told.append)
    session = Session(file.build(), seed=SEED, trainee="Ana Marin")
    rehearsal = Rehearsal(session, file, Equipment(recorder=recorder), Settings(), None)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        rehearsal.conversation.start()
        for text in ("Good morning, Lumen Streaming.", "I am so sorry about this.", "May I have your name?"):
            rehearsal.conversation.tell(Typed(text))
            until(rehearsal.conversation, CustomerSays)
        rehearsal.leave()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert len(told) == 1
    assert told[0].startswith("The recording stops here, the call goes on: ")
    assert len(session.turns) == 6


def test_a_call_answered_anew_goes_on_where_the_clock_stood():
    session = a_session()
    session.start()
    session.take(Answered(text="Good morning, Lumen Streaming.", start=1.0, end=3.0))
    session.take(Spoken(start=4.0, end=9.0))
    conversation = Conversation(session, Equipment(), Settings())
    conversation.start()
    assert until(conversation, CustomerSays).at >= 9.0
    conversation.close()


@pytest.mark.skipif(os.name == "nt", reason="rights are otherwise there")
def test_recordings_that_may_not_be_read_are_a_sentence_and_the_call_is_played(tmp_path: Path):
    home = tmp_path / "recordings"
    home.mkdir()
    home.chmod(0)
    told: list[str] = []
    root = os.geteuid() == 0
    if root:  # who may read everything
        os.seteuid(65534)
    try:
        assert recording_of("double_charged", Settings(), home, told.append) is None
    finally:
        if root:
            os.seteuid(0)
    assert "cannot be read" in told[0]
    assert "This call is not recorded" in told[1]
