"""A voice that remembers what it has said: a line spoken ahead, or heard again, costs nothing."""

from __future__ import annotations

from collections import OrderedDict

from trainer.voice.voice import CALM, Manner, Speech, Voice

ROOM = 64 * 2**20
"""Bytes of sound that are kept: 25 minutes of speech, more than a call has."""


class CachedVoice:
    """Another voice with a memory; what was longest unheard is forgotten first."""

    def __init__(self, voice: Voice, room: int = ROOM) -> None:
        self.name = voice.name
        self.kept = 0
        """Bytes of sound in memory."""
        self._voice = voice
        self._room = room
        self._said: OrderedDict[tuple[str, str, Manner], Speech] = OrderedDict()

    def say(self, text: str, voice: str, manner: Manner = CALM) -> Speech:
        """The sound of ``text``, from memory where it is there.  Raises SoundError."""
        key = (text, voice, manner)
        if key in self._said:
            self._said.move_to_end(key)
            return self._said[key]
        speech = self._voice.say(text, voice, manner)
        self._said[key] = speech
        self.kept += speech.clip.samples.nbytes
        while self.kept > self._room:
            _, forgotten = self._said.popitem(last=False)
            self.kept -= forgotten.clip.samples.nbytes
        return speech

    def close(self) -> None:
        """Forgets everything and lets go of the engine."""
        self._said.clear()
        self.kept = 0
        self._voice.close()
