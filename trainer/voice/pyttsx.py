"""The voice that everybody has: pyttsx3, with our driver on Linux and the system's own voices elsewhere."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sim.errors import Problem
from trainer.errors import SoundError
from trainer.sound import Clip, read_wav, silence
from trainer.voice.voice import CALM, Manner, Speech

SYSTEMS = {"win32": "sapi5", "darwin": "nsss"}
"""pyttsx3's drivers where the system has voices of its own; elsewhere ours speaks through espeak-ng.

Neither could be tried on the machine where this was written: both are used as their source says.
"""
NAMES = {"sapi5": "Windows", "nsss": "macOS"}
ADD_VOICE = {
    "sapi5": "add one under Settings > Time & language > Speech > Manage voices",
    "nsss": "add one under System Settings > Accessibility > Spoken Content > System voice > Manage Voices",
}


class PyttsxVoice:
    """Speaks through pyttsx3.  Raises SoundError where it, or what it stands on, is missing."""

    def __init__(self) -> None:
        self._driver = SYSTEMS.get(sys.platform, "")
        self.name = NAMES.get(self._driver, "espeak-ng")
        self._engine = _engine(self._driver)

    def say(self, text: str, voice: str, manner: Manner = CALM) -> Speech:
        """The sound of ``text``.  Windows and macOS give no times of words, and know only rate and volume of a manner.

        Raises SoundError, there also where no voice of the language is installed.
        """
        if not text.strip():
            return Speech(text, silence(0))
        if self._driver:
            return self._by_file(text, voice, manner)
        sound: list[Speech] = []
        token = self._engine.connect("sound", lambda name, speech: sound.append(speech))
        try:
            self._set(voice=voice, rate=manner.rate, pitch=manner.pitch, range=manner.range, volume=manner.volume / 100)
            self._run(lambda: self._engine.say(text))
        finally:
            self._engine.disconnect(token)
        return sound[0]

    def voices(self, language: str) -> list[str]:
        """The voices installed for a language; espeak-ng's as a dialogue names them, others' by their own names."""
        speaks = [one for one in self._engine.getProperty("voices") if language in languages_of(one)]
        if self._driver:
            return sorted(one.name for one in speaks)
        return sorted({code for one in speaks for code in codes_of(one) if code.partition("-")[0] == language})

    def close(self) -> None:
        """Lets go of the engine."""
        self._engine.stop()

    def _by_file(self, text: str, voice: str, manner: Manner) -> Speech:
        installed = self._engine.getProperty("voices")
        chosen = suiting(voice, installed)
        if chosen is None:
            problem = f"no voice for {voice.partition('+')[0]!r} is installed"
            raise SoundError([Problem(f"{self.name} voices", problem, ADD_VOICE[self._driver])])
        self._set(voice=chosen.id, rate=manner.rate, volume=min(manner.volume / 100, 1.0))
        with tempfile.TemporaryDirectory(prefix="callfloor-") as folder:
            file = Path(folder, "line.aiff" if self._driver == "nsss" else "line.wav")
            self._run(lambda: self._engine.save_to_file(text, str(file)))
            return Speech(text, _clip(file))

    def _set(self, **properties: Any) -> None:
        for name, value in properties.items():
            self._engine.setProperty(name, value)

    def _run(self, order: Callable[[], object]) -> None:
        """Has an order carried out, and raises what the driver met: pyttsx3 only reports it."""
        faults: list[Exception] = []
        token = self._engine.connect("error", lambda name, exception: faults.append(exception))
        try:
            order()
            self._engine.runAndWait()
        finally:
            self._engine.disconnect(token)
        for fault in faults:
            if isinstance(fault, SoundError):
                raise fault
            raise SoundError([Problem(f"{self.name} voice", f"cannot speak ({fault})", "choose another voice")])


def suiting(voice: str, installed: Sequence[Any]) -> Any | None:
    """Of the system's voices the one nearest to "en-us+f3": its accent, then its language, then a woman's or a man's.

    ``installed``: voices as pyttsx3 lists them, with languages as "en_US", "en-US" or "en".
    None where nothing speaks the language.
    """
    wanted, _, variant = voice.lower().replace("_", "-").partition("+")
    language = wanted.partition("-")[0]
    woman = variant.startswith("f")

    def nearness(one: Any) -> tuple[bool, bool]:
        female = "female" in str(one.gender or "").lower()
        return wanted in codes_of(one), female == woman

    speaks = [one for one in installed if language in languages_of(one)]
    return max(speaks, key=nearness, default=None)


def codes_of(one: Any) -> set[str]:
    """The languages of a voice as pyttsx3 lists it, as "en-us"."""
    return {str(code).lower().replace("_", "-") for code in one.languages if code}


def languages_of(one: Any) -> set[str]:
    """The same without accents, as "en"."""
    return {code.partition("-")[0] for code in codes_of(one)}


def _engine(driver: str) -> Any:
    """pyttsx3's engine; a driver that lacks something says so in many ways, all of them mended by one command."""
    try:
        import pyttsx3

        if driver:
            return pyttsx3.init(driver)
        from trainer.voice import driver as ours

        ours.register()
        return pyttsx3.init(ours.NAME)
    except SoundError:
        raise
    except (ImportError, OSError, RuntimeError, AttributeError) as error:
        raise SoundError(
            [Problem("voice", f"pyttsx3 does not start ({error})", "pip install 'callfloor[voice]'")]
        ) from None


def _clip(file: Path) -> Clip:
    """What a system's driver has written.  macOS writes AIFF, and has the program that converts it."""
    if file.suffix == ".aiff":
        wav = file.with_suffix(".wav")
        subprocess.run(["afconvert", "-f", "WAVE", "-d", "LEI16@22050", str(file), str(wav)], check=False, timeout=60)
        file = wav
    return read_wav(file)
