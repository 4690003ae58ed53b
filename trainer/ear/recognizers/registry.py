"""Which recognizers there are for a language, and the one that listens."""

from __future__ import annotations

from dataclasses import dataclass

from sim.errors import Problem
from trainer.ear.ear import Recognizer
from trainer.ear.recognizers import cloud, moonshine, sphinx, vosk, whisper
from trainer.ear.recognizers.engine import Engine, absent
from trainer.errors import SoundError

CHOSEN = (moonshine.ENGINE, whisper.ENGINE, vosk.ENGINE)
"""What listens where nothing is named: the first that is installed."""
NAMED = (sphinx.ENGINE, *cloud.ENGINES)
"""What listens only where it is named."""
TYPED = "answers can be typed"


@dataclass(frozen=True)
class Offer:
    """A recognizer for a language.

    ``install``: the one command that brings what is missing.  ``note``: what to know before it is chosen.
    ``default``: whether it listens where none is named.
    """

    name: str
    languages: tuple[str, ...]
    installed: bool
    install: str
    keeps_fillers: bool
    confidences: bool
    note: str
    default: bool


def recognizers(language: str) -> tuple[Offer, ...]:
    """All that know a language, the best of those that need no naming first."""
    engines = [engine for engine in (*CHOSEN, *NAMED) if language in engine.languages]
    commands = {engine.name: engine.missing(language, "") for engine in engines}
    default = next((engine.name for engine in engines if engine in CHOSEN and not commands[engine.name]), "")
    return tuple(
        Offer(
            name=engine.name,
            languages=engine.languages,
            installed=not commands[engine.name],
            install=commands[engine.name],
            keeps_fillers=engine.keeps_fillers,
            confidences=engine.confidences,
            note=engine.note,
            default=engine.name == default,
        )
        for engine in engines
    )


def recognizer_for(language: str, name: str = "") -> Recognizer:
    """What listens to a language: the one named, such as "whisper", "vosk:FOLDER" or "cloud:google", or the default.

    Raises SoundError with the one command that installs what is missing.  The model is loaded by ``warm_up``, or by the
    first clip.
    """
    if not name:
        return _default(language)
    engine, detail = _named(name)
    if language not in engine.languages:
        known = ", ".join(engine.languages)
        raise SoundError([Problem(f"recognizer {name}", f'does not know "{language}", only {known}', TYPED)])
    if command := engine.missing(language, detail):
        if detail:
            remedy = "name the folder that holds its files"
            raise SoundError([Problem(f"recognizer {engine.name}", f"there is no model in {detail}", remedy)])
        raise absent(engine.name, command)
    return engine.make(language, detail)


def _default(language: str) -> Recognizer:
    engines = [engine for engine in CHOSEN if language in engine.languages]
    for engine in engines:
        if not engine.missing(language, ""):
            return engine.make(language, "")
    if not engines:
        raise SoundError([Problem("recognizer", f'none knows the language "{language}"', TYPED)])
    command = engines[0].missing(language, "")
    raise SoundError([Problem("recognizer", f'none is installed for the language "{language}"', f"{command}; {TYPED}")])


def _named(name: str) -> tuple[Engine, str]:
    """An engine by its name, and what stands behind the colon."""
    engines = {engine.name: engine for engine in (*CHOSEN, *NAMED)}
    if name in engines:
        return engines[name], ""
    kind, _, detail = name.partition(":")
    if kind not in engines:
        raise SoundError([Problem(f"recognizer {name}", "no such recognizer", f"choose one of {', '.join(engines)}")])
    return engines[kind], detail
