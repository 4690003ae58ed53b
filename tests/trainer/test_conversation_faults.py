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
from played import SEED
from test_conversation import Frames, a_session, ours, spoken_frames, until
from typer.testing import CliRunner

import run_sim
from trainer.conversation.apart import Apart
from trainer.conversation.clock import Clock
from trainer.conversation.conversation import Conversation
from trainer.conversation.equipment import Equipment
from trainer.conversation.happenings import CustomerSays, Notice, TraineeSaid, Typed
from trainer.conversation.listening import Listening, Overheard, TurnOver
from trainer.conversation.rehearsal import Rehearsal
from trainer.dialogue import read_dialogue
from trainer.ear import Recordings
from trainer.errors import SoundError
from trainer.recording import Recorder, recording_of
from trainer.session import Answered, HeardAgain, Session
from trainer.session.events import Spoken
from trainer.settings import Settings
from trainer.sound import Clip, write_wav

pytestmark = pytest.mark.real_time

QUIET = Clip(np.zeros(320, np.int16))


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


def test_recordings_that_are_used_up_are_told_once_and_the_rest_is_typed(monkeypatch, tmp_path: Path):
    monkeypatch.setattr("trainer.conversation.listening.AGAIN", 0.05)
    monkeypatch.setattr("trainer.conversation.conversation.SILENCE", 2.5)
    write_wav(tmp_path / "1.wav", sum(spoken_frames(), Clip(np.zeros(0, np.int16))))
    ear = Apart(ears.Counts)
    ear.warm_up()
    source = Recordings(tmp_path, time.monotonic)
    conversation = Conversation(a_session(), Equipment(source=source, recognizer=ear), Settings())
    conversation.start()
    seen: list = []
    until(conversation, TraineeSaid, seen)
    until(conversation, Notice, seen)
    time.sleep(3.0)  # nobody asks whether anybody is there, and nobody is told again
    conversation.tell(Typed("I am sorry to hear that."))
    said = until(conversation, TraineeSaid, seen)
    conversation.close()
    ear.close()
    sentence = f"the recordings in {tmp_path.name}: are used up; type the rest, or hang up"
    assert [one.sentence for one in seen if isinstance(one, Notice)] == [sentence]
    assert said.text == "I am sorry to hear that."
    assert [type(event) for event in conversation.session.events if not isinstance(event, HeardAgain)] == [Answered] * 2
    assert not ours()


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
