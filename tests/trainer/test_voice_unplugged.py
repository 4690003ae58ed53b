"""A loudspeaker that goes away while it plays: nothing waits for it, the program lives, and it is found again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from soundcard import FEED, LOUDSPEAKER, Card, missing, sound_card
from test_voice_loudspeaker import tone, wait_until_over
from unplugging import at, control, nowhere, plug_in, unplug, unplug_all

from trainer.errors import SoundError
from trainer.voice.loudspeaker import open_loudspeaker

pytest.importorskip("pygame", reason="no pygame: pip install 'callfloor[voice]'")

pytestmark = pytest.mark.real_time

ROOT = Path(__file__).parents[2]
HEADSET = "headset"
LONG = tone(440, 20)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A card of the test's own, for it is left in pieces."""
    if reason := missing():
        pytest.skip(reason)
    with sound_card(tmp_path) as card:
        at(card, monkeypatch)
        yield card


def is_heard(loudspeaker, card: Card, sink: str = LOUDSPEAKER) -> bool:
    words = ["parec", f"--device={sink}.monitor", "--rate=48000", "--channels=1", "--format=s16le", "--raw"]
    with subprocess.Popen(words, env={**os.environ, **card.environment}, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(4800)
        loudspeaker.play(tone(440, 1.0))
        heard = any(any(process.stdout.read(9600)) for _ in range(20))
        process.kill()
    loudspeaker.stop()
    return heard


def test_what_was_playing_is_over_when_the_only_loudspeaker_is_gone_and_the_next_is_found(own):
    loudspeaker = open_loudspeaker()
    loudspeaker.play(LONG)
    unplug_all(own)
    assert loudspeaker.playing, "SDL does not notice, and plays on into nothing"
    loudspeaker.check(gone=True)
    assert not loudspeaker.there
    assert not loudspeaker.playing
    with pytest.raises(SoundError, match=r"loudspeaker: cannot play \(.*\); plug it in"):
        loudspeaker.play(LONG)
    plug_in(own)
    assert is_heard(loudspeaker, own)
    assert loudspeaker.there
    loudspeaker.close()


def test_the_dummy_that_desktops_put_in_its_place_is_no_loudspeaker(own):
    """PulseAudio and PipeWire load module-always-sink; SDL's device lives on there, heard by nobody."""
    control(own, "load-module", "module-always-sink")
    loudspeaker = open_loudspeaker()
    loudspeaker.play(LONG)
    unplug_all(own)
    loudspeaker.check(gone=False)
    assert not loudspeaker.there
    assert not loudspeaker.playing
    with pytest.raises(SoundError, match="there is none"):
        loudspeaker.play(LONG)
    plug_in(own)
    assert is_heard(loudspeaker, own)
    loudspeaker.close()


def test_a_loudspeaker_that_nobody_used_may_go(own):
    loudspeaker = open_loudspeaker()
    loudspeaker.play(LONG)
    unplug(own, FEED)
    loudspeaker.check(gone=False)
    assert loudspeaker.there
    assert loudspeaker.playing
    assert is_heard(loudspeaker, own)
    loudspeaker.close()


def test_while_the_chosen_one_is_away_the_systems_own_is_used(own):
    plug_in(own, HEADSET)
    control(own, "set-default-sink", LOUDSPEAKER)
    loudspeaker = open_loudspeaker(HEADSET)
    assert is_heard(loudspeaker, own, HEADSET)
    unplug(own, HEADSET)
    loudspeaker.check(gone=True)
    assert is_heard(loudspeaker, own)
    assert loudspeaker.notice.startswith("The loudspeaker 'headset' is not there: the system's own is used.")
    plug_in(own, HEADSET)
    assert any(is_heard(loudspeaker, own, HEADSET) for _ in range(5)), "SDL takes a moment to see it, and no more"
    assert (loudspeaker.name, loudspeaker.notice) == (HEADSET, "")
    loudspeaker.close()


def test_a_sound_system_that_ends_is_found_when_it_is_there_again(tmp_path, monkeypatch):
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    loudspeaker = open_loudspeaker()
    loudspeaker.play(LONG)
    nowhere(tmp_path, monkeypatch)
    loudspeaker.check(gone=True)
    for _ in range(2):
        with pytest.raises(SoundError, match="loudspeaker: cannot play"):
            loudspeaker.play(LONG)
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    loudspeaker.play(tone(440, 0.1))
    assert loudspeaker.there
    wait_until_over(loudspeaker)
    loudspeaker.close()


@pytest.mark.parametrize("asked", ["open_loudspeaker().notice", "list_loudspeakers()"])
def test_a_sound_system_without_any_loudspeaker_does_not_end_the_program(own, asked):
    """SDL 2.32 dies of it (strlen of no name, in the thread "PulseMainloop"), so that it is not asked."""
    unplug_all(own)
    script = f"from trainer.voice import list_loudspeakers, open_loudspeaker; print({asked})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "There is no loudspeaker" in done.stdout or done.stdout == "[]\n"
