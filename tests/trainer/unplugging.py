"""Loudspeakers of a virtual sound card that are taken away and come back, and a sound system that is not there."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from soundcard import FEED, LOUDSPEAKER, Card


def at(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sound is played to whatever loudspeaker the card's system takes for its own."""
    for name, value in card.environment.items():
        if name != "PULSE_SINK":
            monkeypatch.setenv(name, value)
    control(card, "set-default-sink", LOUDSPEAKER)


def nowhere(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no sound system any more."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "pulseaudio")
    monkeypatch.setenv("PULSE_SERVER", f"unix:{folder}/nobody")


def plug_in(card: Card, name: str = LOUDSPEAKER) -> None:
    """A loudspeaker, which a person knows by the same name."""
    words = f"sink_name={name}", "rate=48000", f"sink_properties=device.description={name}"
    control(card, "load-module", "module-null-sink", *words)


def unplug(card: Card, *names: str) -> None:
    """Takes these away; with `LOUDSPEAKER` and `FEED` all that a card has."""
    modules = control(card, "list", "short", "modules").splitlines()
    for name in names:
        module = next(line.split("\t")[0] for line in modules if f"sink_name={name} " in f"{line} ")
        control(card, "unload-module", module)


def unplug_all(card: Card) -> None:
    """Nothing is left to play to."""
    unplug(card, FEED, LOUDSPEAKER)


def control(card: Card, *words: str) -> str:
    """A word to the sound system."""
    asked = ["pactl", *words]
    environment = {**os.environ, **card.environment}
    return subprocess.run(asked, env=environment, check=True, capture_output=True, text=True, timeout=20).stdout
