"""PocketSphinx: old and small, its English model inside the package; it mishears half of what is said freely."""

from __future__ import annotations

from functools import cache
from typing import Any

from trainer.ear.ear import Hearing
from trainer.ear.recognizers.engine import Engine, Listener, absent, failed, is_there
from trainer.sound.clip import RATE

NAME = "sphinx"
INSTALL = "pip install pocketsphinx"


class Sphinx(Listener):
    """English by PocketSphinx."""

    name = NAME

    def warm_up(self) -> None:
        """Loads the model.  Raises SoundError."""
        decoder()

    def recognize(self, recognizer: Any, audio: Any) -> Hearing:
        """The words; none of its probabilities are confidences."""
        decoding = decoder()
        decoding.start_utt()
        decoding.process_raw(audio.get_raw_data(convert_rate=RATE, convert_width=2), full_utt=True)
        decoding.end_utt()
        heard = decoding.hyp()
        return Hearing(heard.hypstr if heard else "")


@cache
def decoder() -> Any:
    """PocketSphinx with its model, loaded once in a program."""
    if not is_there("pocketsphinx"):
        raise absent(NAME, INSTALL)
    from pocketsphinx import Decoder

    try:
        return Decoder(samprate=float(RATE), loglevel="FATAL")
    except Exception as error:
        raise failed(NAME, error) from error


ENGINE = Engine(
    name=NAME,
    languages=("en",),
    keeps_fillers=Sphinx.keeps_fillers,
    confidences=False,
    missing=lambda language, detail: "" if is_there("pocketsphinx") else INSTALL,
    make=lambda language, detail: Sphinx(),
    note="for want of a better one: it mishears half of what is said freely",
)
