"""What can speak, and what to do where nothing can."""

from __future__ import annotations

import pytest

from trainer.errors import SoundError
from trainer.language import LANGUAGES
from trainer.voice import stock
from trainer.voice.stock import open_voice, voices

pytest.importorskip("pyttsx3", reason="no pyttsx3: pip install 'callfloor[voice]'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_system_speaks_every_language_of_the_house(language, tmp_path):
    system, piper = voices(language, tmp_path)
    assert language in system.voices
    assert system.missing == ""
    assert piper.voices == ()
    assert piper.missing.startswith("pip install" if not stock.piper.program() else "python")


def test_a_model_in_the_folder_is_a_voice_once_it_is_whole(tmp_path):
    (tmp_path / "ru_RU-irina-medium.onnx").touch()
    (tmp_path / "en_US-joe-medium.onnx").touch()
    (tmp_path / "en_US-joe-medium.onnx.json").touch()
    found = stock.piper.models_in(tmp_path)
    assert {accent: [file.stem for file in files] for accent, files in found.items()} == {"en-us": ["en_US-joe-medium"]}


def test_the_voice_that_is_opened_speaks_and_remembers():
    voice = open_voice()
    assert voice.say("Hello", "en") is voice.say("Hello", "en")
    voice.close()


def test_an_unknown_engine_is_refused_with_the_known_ones():
    with pytest.raises(SoundError, match="there is no engine 'hal'; engines are system, piper"):
        open_voice("hal")
