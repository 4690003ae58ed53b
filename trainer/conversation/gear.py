"""What all calls share: the loudspeaker, the voice, and the recognizer of the language at hand, loaded once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from trainer.conversation.apart import Apart
from trainer.conversation.equipment import Equipment
from trainer.ear import Recordings, list_microphones, open_microphone, recognizer_for, recognizers
from trainer.errors import SoundError
from trainer.recording import recording_of, recordings_folder
from trainer.sound import silence
from trainer.sound.clip import RATE
from trainer.sound.quiet import quietly
from trainer.voice import Voice, list_loudspeakers, open_loudspeaker, open_voice, voices
from trainer.voice.loudspeaker import Mute

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue
    from trainer.ear import Source
    from trainer.settings import Settings
    from trainer.voice import Loudspeaker

LANGUAGES = ("en", "ru", "uk", "ro", "fa")


@dataclass(frozen=True)
class Found:
    """What was found to speak and to hear with.  "": there is none, and the call is read and typed.

    The tuples are what can be chosen in the settings.
    """

    loudspeaker: str = ""
    microphone: str = ""
    recognizer: str = ""
    loudspeakers: tuple[str, ...] = ()
    microphones: tuple[str, ...] = ()
    recognizers: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    """Engines that have a voice for the language."""


class Gear:
    """Opens what is needed when it is needed, and keeps it.

    ``typed``: no voice and no ear.  ``answers``: a folder of recordings in the microphone's place.  ``home``: where
    calls are recorded.  A missing device is never an error here, but a sentence to whoever is told of the call.
    """

    def __init__(self, *, typed: bool = False, answers: Path | None = None, home: Path | None = None) -> None:
        self._typed, self._answers, self.home = typed, answers, home or recordings_folder()
        self._loudspeaker: Loudspeaker | None = None
        self._loudspeaker_named = ""
        self._voice: Voice | None = None
        self._voice_named = ""
        self._ears: dict[tuple[str, str], Apart] = {}
        self.notices: list[str] = []

    def find(self, language: str, settings: Settings) -> Found:
        """What a call in this language would be carried by; the recognizer begins to load."""
        if self._typed:
            return Found()
        loudspeaker = self._speaker(settings)
        with quietly():
            microphones, loudspeakers = list_microphones(), list_loudspeakers()
        ear = self._ear(language, settings)
        offers = tuple(one.name for one in recognizers(language) if one.installed)
        microphone = settings.microphone if settings.microphone in microphones else next(iter(microphones), "")
        return Found(
            loudspeaker="" if isinstance(loudspeaker, Mute) else loudspeaker.name or "default",
            microphone=self._answers.name if self._answers is not None else microphone,
            recognizer=(settings.recognizer or next(iter(offers), "")) if ear is not None else "",
            loudspeakers=tuple(loudspeakers),
            microphones=microphones,
            recognizers=offers,
            voices=tuple(one.engine for one in voices(language) if one.voices),
        )

    def equip(self, dialogue: Dialogue, call: str, settings: Settings, tell: Callable[[str], None]) -> Equipment:
        """What this call is carried by; ``tell`` hears what is missing, and later what cannot be recorded."""
        if self._typed:
            return Equipment()
        silence(0.1, 22_050).at(RATE)  # loads what changes rates, which takes long beside a window that moves
        loudspeaker = self._speaker(settings)
        voice = self._speaking(settings)
        ear = self._ear(dialogue.language, settings)
        source = self._source(settings) if ear is not None else None
        heard = voice is not None and not isinstance(loudspeaker, Mute)
        recorder = recording_of(call, settings, self.home, tell) if heard and source is not None else None
        for notice in dict.fromkeys((loudspeaker.notice, *self.notices)):
            if notice:
                tell(notice)
        self.notices = []
        return Equipment(
            voice=voice if heard else None,
            loudspeaker=loudspeaker if heard else None,
            source=source,
            recognizer=ear,
            recorder=recorder,
        )

    def loudspeaker(self, settings: Settings) -> Loudspeaker:
        """What plays, for listening to a moment again."""
        return self._speaker(settings)

    def unplugged(self, *, ours: bool) -> None:
        """A loudspeaker was taken away between two calls, ``ours`` or another; the next call looks for one."""
        if self._loudspeaker is not None:
            self._loudspeaker.check(gone=ours)

    def close(self) -> None:
        """Lets go of everything."""
        for ear in self._ears.values():
            ear.close()
        if self._voice is not None:
            self._voice.close()
        if self._loudspeaker is not None:
            self._loudspeaker.close()

    def _speaker(self, settings: Settings) -> Loudspeaker:
        known = self._loudspeaker
        if known is None or not known.there or self._loudspeaker_named != settings.loudspeaker:
            with quietly():
                known = self._loudspeaker = open_loudspeaker(settings.loudspeaker)
            self._loudspeaker_named = settings.loudspeaker
        return known

    def _speaking(self, settings: Settings) -> Voice | None:
        if self._voice is None or self._voice_named != settings.voice:
            try:
                voice = open_voice(settings.voice)
            except SoundError as error:
                self.notices.append(str(error))
                return self._voice
            if self._voice is not None:
                self._voice.close()
            self._voice, self._voice_named = voice, settings.voice
        return self._voice

    def _ear(self, language: str, settings: Settings) -> Apart | None:
        """The recognizer, loading beside us; None where there is none for the language."""
        key = language, settings.recognizer
        if key not in self._ears:
            try:
                recognizer_for(*key)
            except SoundError as error:
                self.notices.append(str(error))
                return None
            for ear in self._ears.values():
                ear.close()
            self._ears = {key: Apart(partial(recognizer_for, *key))}
            Thread(target=_warm, args=(self._ears[key],), name="warming", daemon=True).start()
        return self._ears[key]

    def _source(self, settings: Settings) -> Source | None:
        try:
            if self._answers is not None:
                return Recordings(self._answers, time.monotonic)
            with quietly():
                return open_microphone(settings.microphone)
        except SoundError as error:
            self.notices.append(str(error))
            return None


def _warm(ear: Apart) -> None:
    """Loads the model while the rules are read; what goes wrong is said when the call begins."""
    try:
        ear.warm_up()
    except SoundError:
        return
