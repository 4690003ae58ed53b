"""pyttsx3's driver for espeak-ng out of its package: every line in order, as samples, with nothing played.

The driver that pyttsx3 brings for Linux needs a library of the system, speaks only the last of several lines, plays
through another program and cannot be stopped.  This one hands each line to whoever listens to the topic "sound".

    register()
    engine = pyttsx3.init(NAME)
    engine.connect("sound", lambda name, speech: ...)
    engine.say("Good morning.")
    engine.runAndWait()
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from trainer.sound import write_wav
from trainer.voice.espeak import entries, identifier_of, speak
from trainer.voice.voice import CALM, Speech

NAME = "callfloor"
LIMITS = {"rate": (80, 450), "pitch": (0, 100), "range": (0, 100), "volume": (0.0, 2.0)}
"""What espeak-ng can do: words a minute, and its own scales; a volume of 1.0 is calm."""


def register() -> None:
    """Makes ``pyttsx3.init(NAME)`` find this driver, which it looks for among its own."""
    sys.modules[f"pyttsx3.drivers.{NAME}"] = sys.modules[__name__]


def buildDriver(proxy: Any) -> Driver:  # noqa: N802 - the name pyttsx3 looks for
    """A driver for one engine of pyttsx3."""
    return Driver(proxy)


class Driver:
    """Speaks at once whatever the proxy's queue hands it, so that it has nothing of its own to keep in order.

    It never calls itself busy: the proxy would begin the next line within the one before, each deeper than the last.
    """

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._voice = identifier_of("")
        self._manner = CALM
        self._stopped = False

    def say(self, text: str) -> None:
        """Notifies of started-utterance, started-word, sound and finished-utterance, in this order.

        "started-word" carries ``location`` and ``length`` in characters; "sound" carries ``speech``: the line's samples
        and the time of every word.
        """
        self._stopped = False
        self._proxy.notify("started-utterance")
        speech = self._spoken(text)
        for _, start, end in speech.words:
            self._proxy.notify("started-word", location=start, length=end - start)
        if not self._stopped:
            self._proxy.notify("sound", speech=speech)
        self._proxy.notify("finished-utterance", completed=not self._stopped)

    def save_to_file(self, text: str, filename: str) -> None:
        """Writes the line as WAV."""
        self._stopped = False
        write_wav(Path(filename), self._spoken(text).clip)

    def stop(self) -> None:
        """Breaks off the line that is being made, from whichever thread; it makes no sound."""
        self._stopped = True

    def getProperty(self, name: str) -> Any:  # noqa: N802
        """One of voices, voice, rate, pitch, range and volume.  Raises KeyError."""
        if name == "voices":
            return [_as_pyttsx3(one) for one in entries()]
        if name == "voice":
            return self._voice
        if name == "volume":
            return self._manner.volume / 100
        if name in LIMITS:
            return getattr(self._manner, name)
        raise KeyError(f"unknown property {name}")

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """The same for the lines to come; numbers beyond `LIMITS` are brought back to them.  Raises KeyError."""
        if name == "voice":
            self._voice = identifier_of(str(value))
            return
        if name not in LIMITS:
            raise KeyError(f"unknown property {name}")
        lowest, highest = LIMITS[name]
        kept = min(max(value, lowest), highest)
        self._manner = replace(self._manner, **{name: round(kept * 100 if name == "volume" else kept)})

    def startLoop(self) -> None:  # noqa: N802
        """Lets the proxy work off its queue; all is said when this returns.

        After the first run the proxy hands lines over before it starts the loop, and ends the loop before that: with
        every line spoken at once there is nothing left to wait for.
        """
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Nothing is running then."""

    def iterate(self) -> Any:
        """The same as `startLoop`, for a program with a loop of its own."""
        self._proxy.setBusy(False)
        yield

    def destroy(self) -> None:
        """Nothing is held between two lines."""

    def _spoken(self, text: str) -> Speech:
        return speak(text, self._voice, self._manner, lambda: not self._stopped)


def _as_pyttsx3(one: Any) -> Any:
    from pyttsx3.voice import Voice

    codes = [code for _, code in sorted(one.languages)]
    return Voice(one.identifier, one.name, codes, "Female" if one.woman else "Male")
