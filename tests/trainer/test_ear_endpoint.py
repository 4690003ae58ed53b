"""The end of a turn, heard in speech whose times are known because it is put together here."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.ear import Began, Dropped, Endpointer, Finished, Paused, Resumed
from trainer.ear.endpoint import LONGEST
from trainer.sound import Clip, silence
from trainer.voice.espeak import speak

pytest.importorskip("webrtcvad")
RATE = 16_000
NEAR = 0.06
"""Seconds: what the times of a turn may be off."""


def said(text, voice="en-us"):
    """A line without the silence around it."""
    samples = speak(text, voice).clip.at(RATE).samples
    loud = np.flatnonzero(np.abs(samples) > 100)
    return Clip(samples[loud[0] : loud[-1] + 1])


SORRY = said("I am very sorry about that.")
LOOK = said("Let me look into your account.")


def line(*parts):
    whole = silence(0)
    for part in parts:
        whole = whole + (silence(part) if isinstance(part, float) else part)
    return whole


def in_noise(clip, decibels, seed=1):
    """White noise under all of it, so many dB under a voice at -20 dB of full scale."""
    loudness = 32768 * 10 ** ((-20 - decibels) / 20)
    noise = np.random.default_rng(seed).normal(0, loudness, len(clip.samples))
    return Clip(np.clip(clip.samples + noise, -32768, 32767).astype(np.int16))


def take_all(endpointer, clip):
    frames = [Clip(clip.samples[at : at + 320]) for at in range(0, len(clip.samples) - 319, 320)]
    return [event for frame in frames for event in endpointer.take(frame)]


def kinds(events):
    return [type(event) for event in events]


NOISES = pytest.mark.parametrize("noise", [None, 30, 20], ids=["in silence", "at 30 dB", "at 20 dB"])


@NOISES
def test_a_pause_for_thought_does_not_end_a_turn(noise):
    spoken = line(2.0, SORRY, 0.8, LOOK, 2.0)
    events = take_all(Endpointer(1.0), in_noise(spoken, noise) if noise else spoken)
    assert kinds(events) == [Began, Paused, Resumed, Paused, Finished]
    began, paused, resumed, _, finished = events
    end = 2 + SORRY.seconds
    assert began.at == pytest.approx(2, abs=NEAR)
    assert paused.at == pytest.approx(end, abs=NEAR)
    assert resumed.at == pytest.approx(end + 0.8, abs=NEAR)
    assert finished.start == began.at
    assert finished.end == pytest.approx(end + 0.8 + LOOK.seconds, abs=NEAR)


@NOISES
def test_a_longer_silence_makes_two_turns(noise):
    spoken = line(2.0, SORRY, 1.5, LOOK, 2.0)
    events = take_all(Endpointer(1.0), in_noise(spoken, noise) if noise else spoken)
    first, second = (event for event in events if isinstance(event, Finished))
    truth = [2, 2 + SORRY.seconds, 3.5 + SORRY.seconds, 3.5 + SORRY.seconds + LOOK.seconds]
    assert [first.start, first.end, second.start, second.end] == pytest.approx(truth, abs=NEAR)


def test_a_longer_pause_can_be_asked_for():
    spoken = line(1.0, SORRY, 1.5, LOOK, 3.0)
    assert kinds(take_all(Endpointer(2.0), spoken)).count(Finished) == 1


def test_a_murmur_is_no_turn():
    """0.2 s of a hum, as a person hums along with the customer."""
    hum = said("Hmm.").between(0.1, 0.3)
    events = take_all(Endpointer(1.0), line(1.0, hum, 2.0))
    assert kinds(events) == [Began, Dropped]
    assert events[1].start == pytest.approx(1.0, abs=NEAR)
    assert events[1].end == pytest.approx(1.2, abs=NEAR)


@pytest.mark.parametrize("word", ["Yes.", "No.", "Okay.", "Sure.", "Right."])
@pytest.mark.parametrize("voice", ["en-us", "en-gb+f3", "en-us+m7"])
def test_a_single_word_is_a_turn(word, voice):
    events = take_all(Endpointer(1.0), line(1.0, said(word, voice), 2.0))
    assert kinds(events) == [Began, Paused, Finished]


def test_a_murmur_with_an_answer_behind_it_belongs_to_the_answer():
    hum = said("Hmm.").between(0.1, 0.3)
    finished = take_all(Endpointer(1.0), line(1.0, hum, 0.5, LOOK, 2.0))[-1]
    assert isinstance(finished, Finished)
    assert finished.start == pytest.approx(1.0, abs=NEAR)


def test_a_knock_on_the_table_is_nothing():
    knock = Clip((20_000 * np.exp(-np.arange(480) / 80) * np.sin(np.arange(480) / 4)).astype(np.int16))
    assert take_all(Endpointer(1.0), line(1.0, knock, 2.0)) == []


@pytest.mark.parametrize("decibels", [60, 40, 20])
def test_a_room_without_a_person_says_nothing(decibels):
    assert kinds(take_all(Endpointer(1.0), in_noise(silence(20), decibels))).count(Finished) == 0


def test_the_clip_has_the_first_sounds_whole():
    """0.3 s before the voice and 0.2 s after it are kept, which is what stands there in the sound."""
    spoken = line(2.0, SORRY, 2.0)
    finished = take_all(Endpointer(1.0), spoken)[-1]
    assert finished.clip_start == pytest.approx(finished.start - 0.3)
    assert finished.clip.seconds == pytest.approx(finished.end - finished.start + 0.5)
    there = spoken.between(finished.clip_start, finished.clip_start + finished.clip.seconds)
    np.testing.assert_array_equal(finished.clip.samples, there.samples)


def test_what_may_be_recognized_early_is_what_the_turn_becomes():
    events = take_all(Endpointer(1.0), line(1.0, SORRY, 0.6, LOOK, 2.0))
    assert isinstance(events[-2], Paused)
    np.testing.assert_array_equal(events[-2].clip.samples, events[-1].clip.samples)
    assert events[-2].at == events[-1].end


def test_a_turn_is_over_after_a_minute():
    long = line(1.0, *[LOOK] * 60)
    finished = next(event for event in take_all(Endpointer(1.0), long) if isinstance(event, Finished))
    assert finished.end - finished.start == pytest.approx(LONGEST / 50, abs=0.3)


def test_the_key_decides_in_push_to_talk():
    endpointer = Endpointer(0.5, push_to_talk=True)
    assert take_all(endpointer, line(1.0, SORRY, 1.0)) == []
    endpointer.press()
    held = take_all(endpointer, line(0.5, SORRY, 1.0, LOOK, 0.04))
    assert Finished not in kinds(held)
    (finished,) = endpointer.release()
    start = 2.0 + SORRY.seconds + 0.5
    assert finished.start == pytest.approx(start, abs=NEAR)
    assert finished.end == pytest.approx(start + SORRY.seconds + 1.0 + LOOK.seconds, abs=NEAR)
    assert take_all(endpointer, line(1.0, LOOK, 1.0)) == []


def test_a_key_held_in_silence_is_no_turn():
    endpointer = Endpointer(0.5, push_to_talk=True)
    endpointer.press()
    assert take_all(endpointer, silence(2)) == []
    assert endpointer.release() == ()


def test_the_ear_is_shut_while_the_customer_speaks_and_time_goes_on():
    endpointer = Endpointer(1.0)
    customer = line(0.5, SORRY)
    for at in range(0, len(customer.samples) - 319, 320):
        endpointer.ignore(Clip(customer.samples[at : at + 320]))
    shut = endpointer.now
    assert shut == pytest.approx(customer.seconds, abs=0.02)
    events = take_all(endpointer, line(0.5, LOOK, 2.0))
    assert kinds(events) == [Began, Paused, Finished]
    assert events[-1].start == pytest.approx(shut + 0.5, abs=NEAR)
    assert events[-1].clip_start >= shut


@pytest.mark.parametrize(("decibels", "too_loud"), [(30, False), (20, False), (5, True)])
def test_a_room_that_drowns_the_voice_is_known(decibels, too_loud):
    """At 5 dB nothing is recognized any more (VOICE.md), at 20 dB nearly all."""
    endpointer = Endpointer(1.0)
    take_all(endpointer, in_noise(line(2.0, SORRY, 0.5, LOOK, 0.5, SORRY, 1.0), decibels))
    assert endpointer.activity.floor == pytest.approx(-20 - decibels, abs=1.5)
    assert endpointer.activity.too_loud is too_loud


PIECES = st.lists(
    st.tuples(
        st.sampled_from(["silence", "noise", "voice", "press", "release", "ignore"]),
        st.integers(1, 90),
        st.integers(0, 32_767),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(pieces=PIECES, pause=st.floats(0.05, 2), push=st.booleans())
def test_whatever_is_heard_turns_are_in_order_and_never_overlap(pieces, pause, push):
    endpointer = Endpointer(pause, push_to_talk=push)
    voice, random = line(SORRY, LOOK).samples, np.random.default_rng(0)
    events = []
    for kind, frames, loud in pieces:
        if kind == "press":
            endpointer.press()
        elif kind == "release":
            events += endpointer.release()
        samples = {
            "noise": random.integers(-loud - 1, loud + 1, 320 * frames),
            "voice": np.resize(voice, 320 * frames),
            "ignore": np.resize(voice, 320 * frames),
        }.get(kind, np.zeros(320 * frames)).astype(np.int16)
        for at in range(0, len(samples), 320):
            if kind == "ignore":
                endpointer.ignore(Clip(samples[at : at + 320]))
            else:
                events += endpointer.take(Clip(samples[at : at + 320]))
    last, reached = 0.0, 0.0
    for event in events:
        match event:
            case Began(at) | Resumed(at):
                assert last <= at + 1e-9
                last = at
            case Paused(at, _):
                assert last <= at
                last = at
            case Dropped(start, end):
                assert start < end
                last = end
            case Finished(start, end, clip, clip_start):
                assert reached <= clip_start + 1e-9
                assert clip_start <= start < end <= clip_start + clip.seconds + 1e-9
                assert clip_start + clip.seconds <= endpointer.now + 1e-9
                reached, last = clip_start + clip.seconds, end
