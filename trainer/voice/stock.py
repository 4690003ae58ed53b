"""What can speak: the engines, the voices each has for a language, and the one command that brings what is missing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from sim.errors import Problem
from trainer.errors import SoundError
from trainer.voice import piper
from trainer.voice.cache import CachedVoice
from trainer.voice.pyttsx import ADD_VOICE, SYSTEMS, PyttsxVoice
from trainer.voice.voice import Voice

ENGINES = ("system", "piper")
"""The names by which an engine is chosen; "" is the first."""


@dataclass(frozen=True)
class Stock:
    """What one engine has for one language.

    ``voices``: their names.  ``missing``: the command, or the sentence, that brings one; empty where there is one.
    """

    engine: str
    language: str
    voices: tuple[str, ...]
    missing: str = ""


def voices(language: str, folder: Path | None = None) -> list[Stock]:
    """What every engine has for a language such as "uk".  ``folder``: where Piper's models are."""
    return [_system(language), _piper(language, folder or piper.models_folder())]


def open_voice(engine: str = "", folder: Path | None = None) -> Voice:
    """The engine of that name, with a memory.  Raises SoundError, with what brings it where it is missing."""
    match engine:
        case "" | "system":
            return CachedVoice(PyttsxVoice())
        case "piper":
            return CachedVoice(piper.PiperVoice(folder))
    raise SoundError([Problem("voice", f"there is no engine {engine!r}", f"engines are {', '.join(ENGINES)}")])


def _system(language: str) -> Stock:
    try:
        voice = PyttsxVoice()
    except SoundError as error:
        return Stock("system", language, (), error.problems[0].remedy)
    found = tuple(voice.voices(language))
    voice.close()
    return Stock("system", language, found, "" if found else _added())


def _added() -> str:
    return ADD_VOICE.get(SYSTEMS.get(sys.platform, ""), "espeak-ng does not know this language")


def _piper(language: str, folder: Path) -> Stock:
    found = tuple(
        file.stem
        for accent, files in piper.models_in(folder).items()
        for file in files
        if accent.partition("-")[0] == language
    )
    if not piper.program():
        return Stock("piper", language, (), piper.INSTALL)
    return Stock("piper", language, found, "" if found else piper.fetching(language, folder))
