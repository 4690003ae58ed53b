"""The driver within pyttsx3: order, properties, files and stopping, as pyttsx3's own documentation has them."""

from __future__ import annotations

from threading import Timer

import pytest

from trainer.sound import read_wav
from trainer.voice import driver
from trainer.voice.espeak import speak

pyttsx3 = pytest.importorskip("pyttsx3", reason="no pyttsx3: pip install 'callfloor[voice]'")


@pytest.fixture
def engine():
    driver.register()
    return pyttsx3.init(driver.NAME)


@pytest.fixture
def heard(engine):
    speeches = []
    token = engine.connect("sound", lambda name, speech: speeches.append(speech))
    yield speeches
    engine.disconnect(token)


def test_lines_are_spoken_in_the_order_in_which_they_were_given(engine, heard):
    # The stock driver speaks only the last of several; after the first run pyttsx3 hands lines over before the loop.
    for _ in range(3):
        heard.clear()
        for line in ("one", "two", "three"):
            engine.say(line)
        engine.runAndWait()
        assert [speech.text for speech in heard] == ["one", "two", "three"]


def test_hundreds_of_lines_are_one_queue(engine, heard):
    # Each line begun within the one before would be deeper than Python goes: 1000 calls.
    for _ in range(400):
        engine.say("a")
    engine.runAndWait()
    assert len(heard) == 400


def test_a_property_holds_for_the_lines_after_it(engine, heard):
    engine.setProperty("rate", 175)
    engine.say("twenty three")
    engine.setProperty("rate", 350)
    engine.say("twenty three")
    engine.runAndWait()
    assert heard[0].clip.seconds > 1.5 * heard[1].clip.seconds


@pytest.mark.parametrize(("name", "asked", "kept"), [("rate", 9999, 450), ("pitch", -5, 0), ("range", 101, 100),
                                                     ("volume", 0.7, 0.7), ("volume", 3, 2.0)])  # fmt: skip
def test_numbers_out_of_range_are_clipped(engine, name, asked, kept):
    before = engine.getProperty(name)
    engine.setProperty(name, asked)
    engine.runAndWait()
    assert engine.getProperty(name) == kept
    engine.setProperty(name, before)
    engine.runAndWait()


def test_every_listed_voice_can_be_chosen_by_its_id(engine):
    for voice in engine.getProperty("voices"):
        engine.setProperty("voice", voice.id)
        engine.runAndWait()
        assert engine.getProperty("voice") == voice.id


def test_an_unknown_property_is_an_error_that_pyttsx3_reports(engine):
    faults = []
    token = engine.connect("error", lambda name, exception: faults.append(exception))
    engine.setProperty("colour", "red")
    engine.runAndWait()
    engine.disconnect(token)
    assert [type(fault) for fault in faults] == [KeyError]


def test_a_file_holds_what_would_be_spoken(engine, tmp_path):
    engine.setProperty("voice", "uk+f3")
    engine.setProperty("rate", 175)
    engine.save_to_file("Добрий день", str(tmp_path / "line.wav"))
    engine.runAndWait()
    assert (read_wav(tmp_path / "line.wav").samples == speak("Добрий день", "uk+f3").clip.samples).all()


def test_stop_breaks_off_the_line_and_the_next_one_is_spoken(engine, heard):
    ends = []
    token = engine.connect("finished-utterance", lambda name, completed: ends.append(completed))
    timer = Timer(0.1, engine.stop)
    timer.start()
    engine.say("a long line of many words " * 20_000)
    engine.runAndWait()
    timer.join()
    engine.say("and on")
    engine.runAndWait()
    engine.disconnect(token)
    assert ends == [False, True]
    assert [speech.text for speech in heard] == ["and on"]


def test_words_are_announced_with_their_places(engine):
    places = []
    token = engine.connect("started-word", lambda name, location, length: places.append((location, length)))
    engine.setProperty("voice", "en")
    engine.say("Hello there")
    engine.runAndWait()
    engine.disconnect(token)
    assert places == [(0, 5), (6, 5)]
