"""Vosk: Kaldi's models, one for each language, 40 to 50 MB; unsure words known."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from trainer.ear.ear import Hearing
from trainer.ear.recognizers.engine import Engine, Listener, absent, failed, is_there
from trainer.ear.recognizers.models import download_command, folder_of
from trainer.sound.clip import RATE

NAME = "vosk"
INSTALL = "pip install vosk"
VARIABLE = "CALLFLOOR_VOSK_MODEL"
"""The folder of a model, in the environment."""
CHUNK = 2 * RATE // 5
"""Bytes, 0.2 s."""
MODELS = {
    "en": "vosk-model-small-en-us-0.15",
    "ru": "vosk-model-small-ru-0.22",
    "uk": "vosk-model-small-uk-v3-small",
    "fa": "vosk-model-small-fa-0.5",
}
"""By language, the small models of https://alphacephei.com/vosk/models."""


class Vosk(Listener):
    """A language by Vosk, with the model in a folder."""

    name = NAME

    def __init__(self, language: str, folder: Path) -> None:
        self.language = language
        self.folder = folder

    def warm_up(self) -> None:
        """Loads the model.  Raises SoundError."""
        loaded(self.language, self.folder)

    def recognize(self, recognizer: Any, audio: Any) -> Hearing:
        """The words, with the confidence that Vosk has in each."""
        from vosk import KaldiRecognizer

        kaldi = KaldiRecognizer(loaded(self.language, self.folder), RATE)
        kaldi.SetWords(True)
        raw = audio.get_raw_data(convert_rate=RATE, convert_width=2)
        chunks = (raw[at : at + CHUNK] for at in range(0, len(raw), CHUNK))
        # Where it hears the end of a sentence, what it heard until then is to be asked for before it goes on.
        heard = [json.loads(kaldi.Result()) for chunk in chunks if kaldi.AcceptWaveform(chunk)]
        heard.append(json.loads(kaldi.FinalResult()))
        words = tuple((word["word"], float(word["conf"])) for part in heard for word in part.get("result", ()))
        return Hearing(" ".join(part["text"] for part in heard if part["text"]), words)


@cache
def loaded(language: str, folder: Path) -> Any:
    """A model, loaded once in a program."""
    if command := missing(language, str(folder)):
        raise absent(NAME, command)
    from vosk import Model, SetLogLevel

    SetLogLevel(-1)
    try:
        return Model(str(folder))
    except Exception as error:
        raise failed(NAME, error) from error


def missing(language: str, detail: str) -> str:
    """The command that brings the package or the model."""
    if not is_there("vosk"):
        return INSTALL
    name = f"{NAME}-{language}"
    # Models have this file in one of two places.
    folder = folder_of(name, detail, VARIABLE)
    there = any((folder / place).is_file() for place in ("am/final.mdl", "final.mdl"))
    return "" if there else download_command(name)


ENGINE = Engine(
    name=NAME,
    languages=tuple(MODELS),
    keeps_fillers=Vosk.keeps_fillers,
    confidences=True,
    missing=missing,
    make=lambda language, detail: Vosk(language, folder_of(f"{NAME}-{language}", detail, VARIABLE)),
)
