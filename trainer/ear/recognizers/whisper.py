"""Whisper, run by faster-whisper: many languages, unsure words known, slower than Moonshine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.errors import Problem
from trainer.ear.ear import Hearing
from trainer.ear.recognizers.engine import Engine, Listener, absent, failed, is_there
from trainer.ear.recognizers.models import download_command, folder_of
from trainer.errors import SoundError
from trainer.sound.clip import RATE

NAME = "whisper"
INSTALL = "pip install 'callfloor[whisper]'"
VARIABLE = "CALLFLOOR_WHISPER_MODEL"
"""The folder of a model, in the environment."""
SIZE = "base"
"""The model that is downloaded: 145 MB, all languages."""


class Whisper(Listener):
    """A language by Whisper, with the model in a folder."""

    name = NAME

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.folder = folder

    def warm_up(self) -> None:
        """Loads the model.  Raises SoundError."""
        if not loaded(self.folder).model.is_multilingual and self.language != "en":
            problem = f"the model in {self.folder} knows English only"
            raise SoundError([Problem(f"recognizer {NAME}", problem, "choose one without .en in its name")])

    def recognize(self, recognizer: Any, audio: Any) -> Hearing:
        """The words, with the probability that Whisper gives each."""
        samples = np.frombuffer(audio.get_raw_data(convert_rate=RATE, convert_width=2), "<i2")
        segments, _ = loaded(self.folder).transcribe(
            (samples / 32768).astype(np.float32),
            language=self.language,
            word_timestamps=True,
            # Where it is unsure it would try up to five times more, at random: too late for a call, and never the same.
            temperature=0.0,
            # A turn is heard for itself: what was made up once is not gone on with.
            condition_on_previous_text=False,
        )
        heard = list(segments)
        words = tuple((word.word.strip(), float(word.probability)) for segment in heard for word in segment.words)
        return Hearing(" ".join(segment.text.strip() for segment in heard), words)


@cache
def loaded(folder: Path) -> Any:
    """A model, loaded once in a program."""
    if command := missing("", str(folder)):
        raise absent(NAME, command)
    from faster_whisper import WhisperModel

    try:
        return WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except Exception as error:
        raise failed(NAME, error) from error


def missing(language: str, detail: str) -> str:
    """The command that brings the package or the model."""
    if not is_there("faster_whisper"):
        return INSTALL
    return "" if (folder_of(NAME, detail, VARIABLE) / "model.bin").is_file() else download_command(NAME)


ENGINE = Engine(
    name=NAME,
    languages=("en", "ru", "uk", "ro", "fa"),
    keeps_fillers=Whisper.keeps_fillers,
    confidences=True,
    missing=missing,
    make=lambda language, detail: Whisper(language, folder_of(NAME, detail, VARIABLE)),
)
