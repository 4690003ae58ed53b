"""`devices` and `voices`: what there is to speak and to hear with, and what brings the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from sim.cli.console import out
from sim.errors import Problem
from trainer.errors import SoundError

if TYPE_CHECKING:
    from trainer.ear import Offer
    from trainer.settings import Settings
    from trainer.voice import Stock

LANGUAGES = {"en": "English", "ru": "Russian", "uk": "Ukrainian", "ro": "Romanian", "fa": "Persian"}
VOICE_EXTRA = "pip install 'callfloor[voice]'"
_NEEDED = ("pygame", "pygame_gui", "pyttsx3", "speech_recognition", "miniaudio", "webrtcvad", "bidi", "arabic_reshaper")


def need_voice() -> None:
    """Raises SoundError with the one command where what a spoken call needs is not installed."""
    if any(find_spec(module) is None for module in _NEEDED):
        raise SoundError([Problem("sound and window", "not installed", VOICE_EXTRA)])


def devices(
    test: Annotated[
        bool, typer.Option("--test", help="Play a sentence, show how loud the microphone is, look for an echo.")
    ] = False,
) -> None:
    """List loudspeakers and microphones, and test those that a call uses."""
    from trainer.settings import load_settings

    need_voice()
    settings = load_settings()
    if test:
        from trainer.cli.soundcheck import sound_check

        sound_check(settings)
        return
    from trainer.ear import list_microphones
    from trainer.sound.quiet import quietly
    from trainer.voice import list_loudspeakers

    with quietly():
        loudspeakers, microphones = list_loudspeakers(), list_microphones()
    _list("Loudspeakers", loudspeakers, settings.loudspeaker,
          "No loudspeaker was found: plug one in and start again; without one the lines are read.")  # fmt: skip
    _list("Microphones", microphones, settings.microphone,
          "No microphone was found: plug in a headset and start again; without one answers are typed.")  # fmt: skip
    out.print("Try them: python run_sim.py train devices --test", style="dim")


def _list(title: str, names: Sequence[str], chosen: str, none: str) -> None:
    """The devices of a kind; the one that calls use is marked."""
    if not names:
        out.print(f"{none}\n", soft_wrap=True)
        return
    out.print(f"{title} (* is used)", style="bold")
    usual = "the system's usual one"
    if chosen and chosen not in names:
        out.print(f"'{chosen}', which the settings name, is not there: {usual} is used instead.", style="yellow")
        chosen = ""
    for name in ("", *names):
        out.print(f"  {'*' if name == chosen else ' '} {name or usual}", soft_wrap=True)
    out.print()


def voices(
    language: Annotated[str, typer.Option(help=f"More on one language: {', '.join(LANGUAGES)}.")] = "",
    download: Annotated[
        str, typer.Option(metavar="MODEL", help="Fetch the model of a recognizer: whisper, vosk-en, vosk-uk, ...")
    ] = "",
) -> None:
    """List voices and recognizers by language, what is installed, and the command that installs what is missing."""
    from trainer.settings import load_settings

    if download:
        from trainer.ear.recognizers import downloads

        out.print(f"{download}: {downloads.download(download)}", soft_wrap=True)
    elif not language:
        _overview(load_settings())
    elif language in LANGUAGES:
        _one_language(language, load_settings())
    else:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--language")


def _overview(settings: Settings) -> None:
    """A line for each language, and what would let it be spoken and heard."""
    from trainer.ear import recognizers
    from trainer.voice import voices as stocks

    table = Table("language", "voice", "recognizer", box=None, padding=(0, 3, 0, 0))
    missing: dict[str, list[str]] = {}
    for language, name in LANGUAGES.items():
        stock = _speaking(stocks(language), settings)
        offers = recognizers(language)
        offer = _listening(offers, settings)
        table.add_row(
            f"{name} ({language})",
            f"{stock.engine}, {_count(stock)}" if stock.voices else "none: lines are read",
            offer.name if offer is not None and offer.installed else "none: answers are typed",
        )
        ear = (offer or offers[0]).install if offers else ""
        for command in dict.fromkeys(filter(None, (stock.missing, ear))):
            missing.setdefault(command, []).append(name)
    out.print(table)
    for command, names in missing.items():
        out.print(f"\nMissing for {', '.join(names)}; what brings it (then look here again):", soft_wrap=True)
        out.print(f"  {command}", style="bold", soft_wrap=True)
    out.print("\nAll there is for one language: python run_sim.py train voices --language uk", style="dim")


def _one_language(language: str, settings: Settings) -> None:
    """Every engine for a language, with the command that brings it where it is missing."""
    from trainer.ear import recognizers
    from trainer.voice import voices as stocks

    kinds, offers = stocks(language), recognizers(language)
    spoken, heard = _speaking(kinds, settings), _listening(offers, settings)
    out.print(LANGUAGES[language], style="bold")
    table = Table("voice", "", "names", box=None, padding=(0, 3, 0, 0))
    for stock in kinds:
        table.add_row(stock.engine, _state(bool(stock.voices), stock is spoken), ", ".join(stock.voices))
    out.print(table)
    out.print()
    table = Table("recognizer", "", '"um", "uh"', "unsure words", "note", box=None, padding=(0, 3, 0, 0))
    for offer in offers:
        table.add_row(
            offer.name,
            _state(offer.installed, offer is heard),
            "kept" if offer.keeps_fillers else "left out",
            "known" if offer.confidences else "not known",
            offer.note,
        )
    out.print(table)
    absent = [(one.engine, one.missing) for one in kinds] + [(one.name, one.install) for one in offers]
    _bring([(name, command) for name, command in absent if command])
    if heard is None or not heard.installed:
        out.print(f"\nNobody listens to {LANGUAGES[language]} yet: answers are typed.", style="yellow")


def _bring(commands: Iterable[tuple[str, str]]) -> None:
    for number, (name, command) in enumerate(commands):
        if not number:
            out.print("\nWhat brings what is missing", style="bold")
        out.print(f"  {name}: {command}", soft_wrap=True)


def _state(there: bool, used: bool) -> str:
    return ("used" if used else "there") if there else ("chosen, missing" if used else "missing")


def _count(stock: Stock) -> str:
    return "1 voice" if len(stock.voices) == 1 else f"{len(stock.voices)} voices"


def _speaking(stocks: Sequence[Stock], settings: Settings) -> Stock:
    """The engine that speaks in a call."""
    return next((one for one in stocks if one.engine == settings.voice), stocks[0])


def _listening(offers: Sequence[Offer], settings: Settings) -> Offer | None:
    """The engine that listens in a call: the chosen one, such as "vosk:FOLDER", or the language's own."""
    chosen = settings.recognizer
    if chosen:
        return next((one for one in offers if chosen == one.name or chosen.startswith(f"{one.name}:")), None)
    return next((one for one in offers if one.default), None)
