"""A voice with a memory."""

from __future__ import annotations

import numpy as np
import pytest

from trainer.sound import Clip
from trainer.voice import CALM, Manner, Speech
from trainer.voice.cache import CachedVoice


class Counting:
    """Says a second of sound, and counts how often it had to."""

    name = "counting"

    def __init__(self):
        self.said = []
        self.closed = False

    def say(self, text, voice, manner=CALM):
        self.said.append(text)
        return Speech(text, Clip(np.ones(1000, np.int16)))

    def close(self):
        self.closed = True


@pytest.fixture
def engine():
    return Counting()


def test_a_line_is_made_once(engine):
    voice = CachedVoice(engine)
    assert voice.say("a", "en") is voice.say("a", "en")
    assert engine.said == ["a"]


def test_another_voice_or_manner_is_another_line(engine):
    voice = CachedVoice(engine)
    for other in (("a", "en", CALM), ("a", "uk", CALM), ("a", "en", Manner(rate=200))):
        voice.say(*other)
    assert len(engine.said) == 3


def test_what_was_longest_unheard_is_forgotten_first(engine):
    voice = CachedVoice(engine, room=4000)  # two lines of 1000 samples of two bytes
    for line in ("a", "b", "a", "c", "a", "b"):
        voice.say(line, "en")
        assert voice.kept <= 4000
    assert engine.said == ["a", "b", "c", "b"]


def test_a_line_longer_than_all_the_room_is_spoken_and_not_kept(engine):
    voice = CachedVoice(engine, room=10)
    assert voice.say("a", "en").clip.seconds > 0
    assert voice.kept == 0


def test_closing_forgets_and_lets_go(engine):
    voice = CachedVoice(engine)
    voice.say("a", "en")
    voice.close()
    assert voice.kept == 0
    assert engine.closed
