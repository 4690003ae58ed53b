"""Voice and room, frame by frame."""

import numpy as np
import pytest

from trainer.ear.activity import Activity, voiced_frames, voiced_seconds
from trainer.sound import Clip, silence
from trainer.voice.espeak import speak

pytest.importorskip("webrtcvad")
RATE = 16_000


def hum(seconds, decibels):
    """The hum of a ventilator: 100 Hz and its overtones."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * 100 * k * time) / k for k in range(1, 6))
    return Clip((wave / np.sqrt(np.mean(wave**2)) * 32768 * 10 ** (decibels / 20)).astype(np.int16))


def test_a_voice_is_told_from_the_silence_around_it():
    voice = speak("I am very sorry about that, let me look.", "en-us").clip.at(RATE)
    samples = voice.samples[np.flatnonzero(np.abs(voice.samples) > 100)[0] :]
    heard = voiced_frames(silence(1, RATE) + Clip(samples) + silence(1, RATE))
    assert not heard[:49].any()
    assert not heard[-45:].any()
    assert np.count_nonzero(heard) > 0.85 * len(samples) / 320


def test_a_ventilator_is_not_a_voice_for_long():
    """WebRTC's detector alone may take such a hum for one; the room is known after a second."""
    heard = voiced_frames(hum(10, -35))
    assert not heard[75:].any()


def test_the_room_is_as_loud_as_its_noise():
    noise = np.random.default_rng(1).normal(0, 32768 * 10 ** (-50 / 20), 5 * RATE).astype(np.int16)
    activity = Activity()
    for at in range(0, len(noise), 320):
        activity.voiced(Clip(noise[at : at + 320]))
    assert activity.floor == pytest.approx(-50, abs=1)
    assert not activity.too_loud


def test_the_same_clip_gives_the_same_answer():
    clip = speak("One moment please.", "en-us").clip.at(RATE)
    np.testing.assert_array_equal(voiced_frames(clip), voiced_frames(clip))


def test_voice_is_counted_in_seconds():
    assert voiced_seconds(silence(3, RATE)) == 0
    said = speak("I will send you a new one today.", "en-us").clip
    assert 0.7 * said.seconds < voiced_seconds(said) <= said.seconds + 0.02


def test_frames_of_another_length_are_refused():
    with pytest.raises(ValueError, match="a frame is 320 samples at 16000 Hz"):
        Activity().voiced(silence(0.03, RATE))
