"""The microphone, on a virtual sound card."""

import threading
from pathlib import Path

import numpy as np
import pytest
from soundcard import card, missing, sound_card  # noqa: F401  (a fixture)

from trainer.ear import list_microphones, open_microphone
from trainer.ear.audio_source import audio_source
from trainer.ear.recognizers.engine import speech_recognition
from trainer.errors import SoundError
from trainer.sound import Clip

pytest.importorskip("miniaudio")

pytestmark = pytest.mark.real_time
TONE = Clip((8000 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)).astype(np.int16))


@pytest.fixture
def on_card(card, monkeypatch):  # noqa: F811
    for name, value in card.environment.items():
        monkeypatch.setenv(name, value)
    return card


def heard(microphone, seconds):
    clips = [microphone.read() for _ in range(round(50 * seconds))]
    assert all(len(clip.samples) == 320 and clip.rate == 16_000 for clip in clips)
    return np.concatenate([clip.samples for clip in clips])


def held():
    """Files and threads that this process has; nothing where the system does not say."""
    return [len(list(place.iterdir())) for place in (Path("/proc/self/fd"), Path("/proc/self/task")) if place.is_dir()]


def test_what_is_said_into_the_microphone_is_heard(on_card):
    """A tone of 440 Hz, 8000 high: its frequency and its height come back."""
    microphone = open_microphone()
    microphone.start()
    speaking = threading.Thread(target=on_card.say, args=(TONE,))
    speaking.start()
    samples = heard(microphone, 2.5)
    speaking.join()
    microphone.close()
    strength = np.abs(np.fft.rfft(samples))
    assert np.argmax(strength) / 2.5 == pytest.approx(440, abs=1)
    assert samples.max() == pytest.approx(8000, rel=0.05)
    assert np.count_nonzero(np.abs(samples) > 100) / 16_000 == pytest.approx(1, abs=0.05)


def test_a_microphone_starts_and_stops_forty_times_and_keeps_nothing_open(on_card):
    microphone = open_microphone()

    def cycle():
        microphone.start()
        assert len(heard(microphone, 0.1)) == 1600
        microphone.stop()
        assert microphone.read() is None

    cycle()
    before = held()
    for _ in range(40):
        cycle()
    microphone.close()
    assert held() == before


def test_microphones_are_listed_and_opened_by_name(on_card):
    """PulseAudio calls a source that stands for another one remapped."""
    (name,) = (name for name in list_microphones() if name.startswith("Remapped"))
    microphone = open_microphone(name)
    microphone.start()
    assert len(heard(microphone, 0.1)) == 1600
    microphone.close()


def test_an_unknown_microphone_is_answered_with_those_there_are(on_card):
    with pytest.raises(SoundError, match="microphone Nose: is not there; choose one of"):
        open_microphone("Nose")


def test_speech_recognitions_own_tools_take_the_microphone(on_card):
    recognizer = speech_recognition().Recognizer()
    with audio_source(open_microphone()) as source:
        audio = recognizer.record(source, duration=0.5)
    assert audio.sample_rate == 16_000
    # It counts seconds by adding up fractions, and may stop a frame early.
    assert len(audio.get_raw_data()) in (15_360, 16_000)


def test_a_microphone_that_is_unplugged_says_what_to_do(tmp_path, monkeypatch):
    """Without its sound system it gives nothing more, neither sound nor an error of its own."""
    if reason := missing():
        pytest.skip(reason)
    with sound_card(tmp_path) as own:
        for name, value in own.environment.items():
            monkeypatch.setenv(name, value)
        microphone = open_microphone()
        microphone.start()
        heard(microphone, 0.2)
    with pytest.raises(SoundError, match="microphone: is gone; plug in a microphone or a headset, or type"):
        heard(microphone, 10)
    microphone.close()
    with pytest.raises(SoundError, match=r"cannot be opened|is gone"):
        microphone.start()


def test_without_any_microphone_answers_can_be_typed(tmp_path, monkeypatch):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if list_microphones():
        pytest.skip("this machine has a microphone")
    with pytest.raises(SoundError, match="microphone: there is none; plug in a microphone or a headset, or type"):
        open_microphone()
