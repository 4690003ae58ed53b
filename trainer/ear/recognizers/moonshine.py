"""Moonshine tiny-en: small, quick, made for live speech; its model is inside the package."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from trainer.ear.ear import Hearing
from trainer.ear.recognizers.engine import Engine, Listener, absent, failed, is_there
from trainer.ear.recognizers.second import agreed, quicker
from trainer.sound import Clip
from trainer.sound.clip import RATE

NAME = "moonshine"
INSTALL = "pip install 'callfloor[voice]'"
MODEL = "tiny-en"
OPTIONS = {
    # Its own voice detector hears a "You" in the silence before a turn, and cuts words at the seams.
    "vad_threshold": "0",
    "return_audio_data": "false",
}
AROUND = 3 * RATE // 10
"""Samples of silence, 0.3 s, put around a turn: in 10 dB of noise 37 % of words are wrong with it, 45 % without."""


class Moonshine(Listener):
    """English by Moonshine."""

    name = NAME
    keeps_fillers = True

    def warm_up(self) -> None:
        """Loads the model and runs it once.  Raises SoundError."""
        transcriber()

    def recognize(self, recognizer: Any, audio: Any) -> Hearing:
        """The words, all of them sure as long as they are heard once only."""
        samples = np.frombuffer(audio.get_raw_data(convert_rate=RATE, convert_width=2), "<i2")
        text = self._once(Clip(samples, RATE))
        return Hearing(text, agreed(text, text))

    def again(self, clip: Clip, heard: Hearing) -> Hearing:
        """Listens a second time: what comes out otherwise is doubted."""
        return Hearing(heard.text, agreed(heard.text, self._once(quicker(clip)))) if heard.text else heard

    def _once(self, clip: Clip) -> str:
        framed = np.pad(clip.samples / 32768, AROUND)
        lines = transcriber().transcribe_without_streaming(framed.tolist(), RATE).lines
        return " ".join(said for line in lines if (said := line.text.strip()))


@cache
def transcriber() -> Any:
    """Moonshine with its model, loaded once in a program."""
    try:
        from moonshine_voice.moonshine_api import ModelArch
        from moonshine_voice.transcriber import Transcriber
        from moonshine_voice.utils import get_model_path
    except ImportError:
        raise absent(NAME, INSTALL) from None
    except OSError as error:
        raise failed(NAME, error) from error
    folder = get_model_path(MODEL)
    if not folder.is_dir():
        # Releases after 0.1.0 come without it.
        raise absent(NAME, "pip install moonshine-voice==0.1.0")
    try:
        loaded = Transcriber(folder, ModelArch.TINY, options=OPTIONS)
        loaded.transcribe_without_streaming([0.0] * RATE, RATE)
    except Exception as error:
        raise failed(NAME, error) from error
    return loaded


ENGINE = Engine(
    name=NAME,
    languages=("en",),
    keeps_fillers=Moonshine.keeps_fillers,
    confidences=True,
    missing=lambda language, detail: "" if is_there("moonshine_voice") else INSTALL,
    make=lambda language, detail: Moonshine(),
)
