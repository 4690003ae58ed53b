"""Recordings in the microphone's place."""

import numpy as np
import pytest

from trainer.ear import Recordings
from trainer.ear.audio_source import audio_source
from trainer.ear.recognizers.engine import speech_recognition
from trainer.errors import SoundError
from trainer.sound import Clip, write_wav


def steady(value, samples=800, rate=16_000):
    return Clip(np.full(samples, value, np.int16), rate)


def test_each_cue_plays_the_next_file_in_the_order_a_person_counts(tmp_path):
    for name, value in (("answer10", 10), ("answer2", 2), ("Answer1", 1)):
        write_wav(tmp_path / f"{name}.wav", steady(value))
    source = Recordings(tmp_path)
    source.start()
    played = []
    for _ in range(3):
        source.cue()
        played.append(int(source.read().samples[0]))
    assert played == [1, 2, 10]


def test_a_cue_that_finds_no_file_is_told_with_what_to_do_and_no_microphone_takes_their_place(tmp_path):
    write_wav(tmp_path / "answer.wav", steady(1))
    source = Recordings(tmp_path)
    source.start()
    source.cue()
    source.cue()
    for use in (source.read, source.start):
        with pytest.raises(SoundError) as told:
            use()
        assert str(told.value) == f"the recordings in {tmp_path.name}: are used up; type the rest, or hang up"


def test_a_file_comes_in_frames_of_20_ms_with_silence_around_it(tmp_path):
    """800 samples are two frames and a half."""
    write_wav(tmp_path / "a.wav", steady(7))
    source = Recordings(tmp_path)
    source.start()
    before = source.read().samples
    source.cue()
    frames = [before, *(source.read().samples for _ in range(5))]
    assert [len(frame) for frame in frames] == [320] * 6
    assert [int(np.count_nonzero(frame)) for frame in frames] == [0, 320, 320, 160, 0, 0]


def test_files_of_any_rate_are_heard_at_16000_samples_a_second(tmp_path):
    time = np.arange(8_000) / 8_000
    write_wav(tmp_path / "a.wav", Clip((8000 * np.sin(2 * np.pi * 500 * time)).astype(np.int16), 8_000))
    source = Recordings(tmp_path)
    source.start()
    source.cue()
    samples = np.concatenate([source.read().samples for _ in range(50)])
    assert np.argmax(np.abs(np.fft.rfft(samples))) == 500


def test_with_a_clock_frames_come_in_real_time(tmp_path):
    """A clock that is only read: each frame waits for its own end, and none waits once it is late."""
    write_wav(tmp_path / "a.wav", steady(1))
    readings = iter([100.0, 100.02, 107.0])
    source = Recordings(tmp_path, clock=lambda: next(readings))
    source.start()
    assert source.read() is not None
    assert source.read() is not None


def test_all_broken_files_are_told_at_once(tmp_path):
    write_wav(tmp_path / "good.wav", steady(1))
    (tmp_path / "bad.wav").write_bytes(b"RIFF....WAVEnothing")
    (tmp_path / "empty.wav").touch()
    with pytest.raises(SoundError) as refused:
        Recordings(tmp_path)
    assert [problem.place for problem in refused.value.problems] == ["bad.wav", "empty.wav"]


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_folder_without_recordings_is_refused(tmp_path, name):
    with pytest.raises(SoundError, match="has no WAV files; put one there for each answer"):
        Recordings(tmp_path / name)


def test_speech_recognitions_own_tools_take_recordings(tmp_path):
    write_wav(tmp_path / "a.wav", steady(5, 16_000))
    recordings = Recordings(tmp_path)
    recordings.cue()
    with audio_source(recordings) as source:
        audio = speech_recognition().Recognizer().record(source, duration=1.0)
    samples = np.frombuffer(audio.get_raw_data(), np.int16)
    # It counts seconds by adding up fractions, and may stop a frame early.
    assert len(samples) in (15_680, 16_000)
    assert set(samples.tolist()) == {5}
