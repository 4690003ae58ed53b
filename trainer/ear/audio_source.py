"""A Source as SpeechRecognition's own tools take it: ``listen``, ``record``, ``adjust_for_ambient_noise``."""

from __future__ import annotations

from typing import Any, Self

from trainer.ear.activity import FRAME
from trainer.ear.ear import Source
from trainer.ear.recognizers.engine import speech_recognition
from trainer.sound.clip import RATE


def audio_source(source: Source) -> Any:
    """An ``AudioSource`` of SpeechRecognition's, which starts with its ``with`` block and stops with it."""

    class FromSource(speech_recognition().AudioSource):  # type: ignore[misc]
        SAMPLE_RATE = RATE
        SAMPLE_WIDTH = 2
        CHUNK = FRAME

        def __init__(self) -> None:
            self.stream: Stream | None = None

        def __enter__(self) -> Self:
            source.start()
            self.stream = Stream(source)
            return self

        def __exit__(self, *failure: object) -> None:
            self.stream = None
            source.stop()

    return FromSource()


class Stream:
    """Bytes of a Source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._kept = b""

    def read(self, samples: int) -> bytes:
        """So many samples, two bytes each; fewer when there are no more."""
        wanted = 2 * samples
        while len(self._kept) < wanted and (clip := self._source.read()) is not None:
            self._kept += clip.samples.astype("<i2").tobytes()
        given, self._kept = self._kept[:wanted], self._kept[wanted:]
        return given
