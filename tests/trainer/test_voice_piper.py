"""Piper, run beside us: what happens without it, with a broken model, and how it speaks where a model is at hand."""

from __future__ import annotations

import os

import numpy as np
import pytest

from trainer.errors import SoundError
from trainer.voice import Manner, piper
from trainer.voice.piper import PiperVoice, models_in

LINE = "Why was I charged twice for this? I want my money back today."

needs_piper = pytest.mark.skipif(not piper.program(), reason=f"no Piper: {piper.INSTALL}")
needs_model = pytest.mark.skipif(
    not piper.program() or not os.environ.get(piper.FOLDER),
    reason=f"{piper.FOLDER} names no folder with an English model",
)


def test_without_the_program_one_sentence_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.setattr(piper, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SoundError, match="Piper: is not installed; pip install piper-tts"):
        PiperVoice(tmp_path)


@needs_piper
def test_without_a_model_one_command_fetches_it(tmp_path):
    with pytest.raises(SoundError, match=r"no model for 'fa' in .*piper.download_voices .* fa_IR-amir-medium"):
        PiperVoice(tmp_path).say("سلام", "fa+f3")


@needs_piper
def test_a_broken_model_is_an_error_and_leaves_no_program_behind(tmp_path):
    (tmp_path / "en_US-broken-low.onnx").write_text("not a model")
    (tmp_path / "en_US-broken-low.onnx.json").write_text("{}")
    voice = PiperVoice(tmp_path)
    with pytest.raises(
        SoundError, match=r"Piper: stopped \(.*\); pip install piper-tts --upgrade, or go on with the usual"
    ):
        voice.say("Hello", "en")
    assert not [one for one in voice._running.values() if one.alive]
    voice.close()


@needs_piper
@pytest.mark.parametrize("text", ["", "...", " — !"])
def test_nothing_to_say_is_no_sound(text, tmp_path):
    # The program itself stops at a line without a sound.
    assert PiperVoice(tmp_path).say(text, "en").clip.seconds == 0


@needs_model
def test_it_says_the_same_twice_and_an_angry_line_is_shorter_and_louder():
    voice = PiperVoice()
    assert "en-us" in models_in(piper.models_folder())
    calm, again = voice.say(LINE, "en-us+m3"), voice.say(LINE, "en-us+m3")
    angry = voice.say(LINE, "en-us+m3", Manner(215, 58, 85, 150))
    voice.close()
    np.testing.assert_array_equal(calm.clip.samples, again.clip.samples)
    assert angry.clip.seconds < 0.95 * calm.clip.seconds
    assert angry.clip.level > calm.clip.level + 2


@needs_model
def test_after_the_program_was_killed_the_next_line_is_spoken():
    voice = PiperVoice()
    voice.say("Hello", "en")
    for one in voice._running.values():
        one._process.kill()
        one._process.wait()
    assert voice.say(LINE, "en").clip.seconds > 2
    voice.close()
