"""The voice that everybody has, and how it finds its way among the voices of other systems."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.errors import SoundError
from trainer.voice import CALM, Manner, driver, pyttsx
from trainer.voice.espeak import speak
from trainer.voice.pyttsx import PyttsxVoice, suiting

pytest.importorskip("pyttsx3", reason="no pyttsx3: pip install 'callfloor[voice]'")
Listed = pytest.importorskip("pyttsx3.voice").Voice

WINDOWS = [
    Listed("HKEY/DAVID", "Microsoft David Desktop - English (United States)", ["en-US"], "Male", "Adult"),
    Listed("HKEY/ZIRA", "Microsoft Zira Desktop - English (United States)", ["en-US"], "Female", "Adult"),
    Listed("HKEY/HAZEL", "Microsoft Hazel Desktop - English (Great Britain)", ["en-GB"], "Female", "Adult"),
    Listed("HKEY/IRINA", "Microsoft Irina Desktop - Russian", ["ru-RU"], "Female", "Adult"),
]
MACOS = [
    Listed("com.apple.Alex", "Alex", ["en_US"], "VoiceGenderMale", 35),
    Listed("com.apple.Lesya", "Lesya", ["uk_UA"], "VoiceGenderFemale", 35),
    Listed("com.apple.Bad", "Bahh", ["en_US"], "VoiceGenderNeuter", None),
    Listed("com.apple.None", "Nameless", [None], None, None),
]
"""Voices as pyttsx3's own drivers for these systems list them, after their source; not tried there."""


@pytest.fixture
def voice():
    made = PyttsxVoice()
    yield made
    made.close()


def test_it_says_what_espeak_says_in_every_manner(voice):
    for manner in (CALM, Manner(215, 58, 85, 150), Manner(135, 38, 20, 70)):
        said, expected = voice.say("Good morning", "en-us+m3", manner), speak("Good morning", "en-us+m3", manner)
        np.testing.assert_array_equal(said.clip.samples, expected.clip.samples)
        assert said.words == expected.words


def test_two_voices_of_one_program_do_not_hear_each_other(voice):
    other = PyttsxVoice()
    assert voice.say("one", "en").text == "one"
    assert other.say("two", "en").text == "two"
    other.close()
    assert voice.say("three", "en").text == "three"


def test_silence_is_asked_for_without_waking_the_engine(voice):
    assert voice.say(" ", "en").clip.seconds == 0


@pytest.mark.parametrize(
    ("asked", "installed", "chosen"),
    [
        ("en-us+m3", WINDOWS, "HKEY/DAVID"),
        ("en-us+f3", WINDOWS, "HKEY/ZIRA"),
        ("en-gb+m7", WINDOWS, "HKEY/HAZEL"),
        ("en-gb-scotland+f3", WINDOWS, "HKEY/ZIRA"),
        ("ru+m2", WINDOWS, "HKEY/IRINA"),
        ("uk", MACOS, "com.apple.Lesya"),
        ("en-gb+m2", MACOS, "com.apple.Alex"),
    ],
)
def test_the_nearest_voice_of_a_system_speaks(asked, installed, chosen):
    assert suiting(asked, installed).id == chosen


def test_a_language_without_a_voice_has_none():
    assert suiting("fa+f3", WINDOWS) is None


@pytest.fixture
def by_file(monkeypatch):
    """The way Windows and macOS go, with our driver in the place of theirs."""
    driver.register()
    monkeypatch.setitem(pyttsx.SYSTEMS, "linux", driver.NAME)
    monkeypatch.setitem(pyttsx.ADD_VOICE, driver.NAME, "add one in the settings")


@pytest.mark.skipif("sys.platform != 'linux'", reason="our driver speaks on Linux")
def test_a_line_that_goes_through_a_file_is_the_same_line(by_file, voice):
    np.testing.assert_array_equal(voice.say("Hello", "en-us").clip.samples, speak("Hello", "en-us").clip.samples)


@pytest.mark.skipif("sys.platform != 'linux'", reason="our driver speaks on Linux")
def test_a_system_without_a_voice_of_the_language_says_what_to_add(by_file, voice):
    with pytest.raises(SoundError, match="no voice for 'tlh' is installed; add one in the settings"):
        voice.say("nuqneH", "tlh+m3")


def test_what_the_driver_meets_is_raised(voice, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("out of breath")

    monkeypatch.setattr(driver, "speak", broken)
    with pytest.raises(SoundError, match="cannot speak \\(out of breath\\); choose another voice"):
        voice.say("Hello", "en")
    monkeypatch.undo()
    assert voice.say("Hello", "en").clip.seconds > 0.2
