"""The loudspeaker: heard whole on a virtual sound card, silent when told, absent without a fuss."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.signal import correlate
from soundcard import RATE, card

from trainer.errors import SoundError
from trainer.sound import Clip, silence
from trainer.voice.espeak import speak
from trainer.voice.loudspeaker import Mute, list_loudspeakers, open_loudspeaker

pytestmark = pytest.mark.real_time

pygame = pytest.importorskip("pygame", reason="no pygame: pip install 'callfloor[voice]'")
pytest.importorskip("espeakng_loader", reason="no espeak-ng: pip install 'callfloor[voice]'")

__all__ = ["card"]

LINE = "Why was I charged twice for this?"


@pytest.fixture
def at_the_card(card, monkeypatch):
    for name, value in card.environment.items():
        monkeypatch.setenv(name, value)
    return card


@pytest.fixture
def loudspeaker(at_the_card):
    made = open_loudspeaker()
    assert made.notice == ""
    yield made
    made.close()


@pytest.mark.parametrize("rate", [16_000, 22_050, 44_100])
def test_what_is_played_is_heard_whole(at_the_card, loudspeaker, rate):
    clip = speak(LINE, "en-us+m3").clip.at(rate)
    with at_the_card.recording() as recording:
        loudspeaker.play(clip)
        wait_until_over(loudspeaker)
        time.sleep(0.3)
    assert share_heard(clip, recording.clip) > 0.8


def test_after_stop_there_is_silence(at_the_card, loudspeaker):
    with at_the_card.recording() as recording:
        loudspeaker.play(speak(LINE * 4, "en-us+m3").clip)
        recording.wait_for_sound()
        loudspeaker.stop()
        assert not loudspeaker.playing
        time.sleep(1.0)
    heard = recording.clip
    assert heard.between(heard.seconds - 0.5, heard.seconds).level == -96


def test_a_second_line_cuts_off_the_first(at_the_card, loudspeaker):
    first, second = tone(440, 5), speak("No.", "en-us+m3").clip
    with at_the_card.recording() as recording:
        loudspeaker.play(first)
        recording.wait_for_sound()
        loudspeaker.play(second)
        wait_until_over(loudspeaker)
        time.sleep(0.3)
    assert share_heard(second, recording.clip) > 0.8
    assert np.count_nonzero(np.abs(recording.clip.samples) > 30) < 2.5 * RATE


def test_an_empty_clip_is_over_at_once(loudspeaker):
    loudspeaker.play(silence(0))
    assert not loudspeaker.playing


def test_the_card_is_listed_and_can_be_chosen(at_the_card):
    names = list_loudspeakers()
    assert len(names) == 2  # the loudspeaker, and what feeds the microphone
    chosen = open_loudspeaker(names[0])
    assert (chosen.name, chosen.notice) == (names[0], "")
    assert list_loudspeakers() == names
    chosen.close()


def test_a_loudspeaker_that_is_gone_is_replaced_by_the_systems_own(at_the_card):
    made = open_loudspeaker("A headset left at home")
    assert made.notice.startswith("The loudspeaker 'A headset left at home' is not there: the system's own is used.")
    made.play(tone(440, 0.1))
    made.close()


def test_a_closed_loudspeaker_says_so(loudspeaker):
    loudspeaker.close()
    assert not loudspeaker.playing
    with pytest.raises(SoundError, match="loudspeaker: cannot play"):
        loudspeaker.play(tone(440, 0.1))


def test_without_a_device_the_program_says_so_and_goes_on(monkeypatch, tmp_path):
    monkeypatch.setenv("SDL_AUDIODRIVER", "pulseaudio")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    made = open_loudspeaker()
    assert isinstance(made, Mute)
    assert made.notice.startswith("There is no loudspeaker (")
    assert made.notice.endswith("plug one in and start again. The call goes on with text.")
    made.play(tone(440, 1))
    assert not made.playing
    made.stop()
    made.close()
    assert list_loudspeakers() == []


def test_a_window_stays_as_it_is(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.display.init()
    window = pygame.display.set_mode((64, 48))
    window.fill("red")
    made = open_loudspeaker()
    made.play(tone(440, 0.1))
    made.close()
    assert pygame.display.get_surface() is window
    assert window.get_at((5, 5)) == pygame.Color("red")
    pygame.display.quit()


def test_no_window_is_needed(monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    made = open_loudspeaker()
    made.play(tone(440, 0.1))
    assert made.playing
    made.close()
    assert not pygame.display.get_init()


def wait_until_over(loudspeaker):
    while loudspeaker.playing:
        time.sleep(0.01)


def tone(hertz, seconds, rate=22_050):
    return Clip(
        np.rint(8000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.int16), rate
    )


def share_heard(played, heard):
    """The share of the clip's loud tenths of a second that are found in what was heard.

    In tenths, because a machine busy with other things leaves a gap now and then.
    """
    recorded, played = heard.samples.astype(float), played.at(heard.rate)
    starts = np.arange(0, played.seconds - 0.1, 0.1)
    pieces = [piece.samples.astype(float) for at in starts if (piece := played.between(at, at + 0.1)).level > -40]
    found = [closeness(piece, recorded) > 0.95 for piece in pieces]
    return sum(found) / len(found)


def closeness(piece, recorded):
    """The greatest correlation of a piece with any part of a recording; a part must be at least half as loud."""
    energies = correlate(recorded**2, np.ones(len(piece)), "valid", method="fft").clip((piece @ piece) / 4)
    return float(np.max(correlate(recorded, piece, "valid", method="fft") / np.sqrt(energies * (piece @ piece))))
