"""espeak-ng, which speaks more than a hundred languages: a line in, its sound and the time of every word out.

The library and its data come inside the package ``espeakng-loader``; nothing of the system is needed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from trainer.sound import Clip, silence
from trainer.voice.libespeak import PITCH, RANGE, RATE, UTF8, VOLUME, WORD, SynthCallback, fresh_library
from trainer.voice.voice import CALM, Manner, Speech

USUAL = "en"
"""What speaks a language that nothing is known of."""


@dataclass(frozen=True)
class Entry:
    """A voice of espeak-ng.

    ``identifier``: its file, such as "gmw/en-US".  ``languages``: how well it suits each, 1 best, and its code.
    """

    identifier: str
    name: str
    languages: tuple[tuple[int, str], ...]
    woman: bool


def speak(text: str, voice: str, manner: Manner = CALM, go_on: Callable[[], bool] = lambda: True) -> Speech:
    """The sound of ``text``; the same text, voice and manner give the same samples.

    ``voice``: "en-us", "uk+f3"; see `identifier_of`.  Nothing in the text is a command: markup is read out.
    ``go_on`` is asked about every 60 ms of sound; once it says no, the speech ends there.
    Raises SoundError where espeak-ng is not installed.
    """
    if not text.strip():
        return Speech(text, silence(0))
    sound: list[bytes] = []
    words: list[tuple[int, int, int]] = []

    def take(samples: Any, count: int, events: Any) -> int:
        if samples and count:
            sound.append(ctypes.string_at(samples, 2 * count))
        number = 0
        while (event := events[number]).type:
            if event.type == WORD:
                words.append((event.sample, event.text_position - 1, event.text_position - 1 + event.length))
            number += 1
        return 0 if go_on() else 1

    name = identifier_of(voice).encode()
    raw = text.replace("\0", " ").encode("utf-8", "replace")
    with fresh_library() as (library, rate):
        callback = SynthCallback(take)
        library.espeak_SetSynthCallback(callback)
        library.espeak_SetVoiceByName(name)
        for parameter, value in (
            (RATE, manner.rate), (PITCH, manner.pitch), (RANGE, manner.range), (VOLUME, manner.volume),
        ):  # fmt: skip
            library.espeak_SetParameter(parameter, value, 0)
        library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, UTF8, None, None)
    clip = Clip(np.frombuffer(b"".join(sound), np.int16), rate)
    return Speech(text, clip, tuple(_in_order(words, clip, len(text))))


def identifier_of(voice: str) -> str:
    """The voice meant by "en-gb+m7" or "gmw/en+m7": the one that suits the language best, with its variant.

    An unknown variant is left out; an unknown accent is spoken by the language's usual voice, an unknown language by
    the English one.
    """
    language, _, variant = voice.strip().partition("+")
    return _suiting(language) + (f"+{variant}" if variant in variants() else "")


def _suiting(language: str) -> str:
    if any(one.identifier == language for one in entries()):
        return language
    best = _best()
    wanted = language.lower().replace("_", "-")
    return best.get(wanted) or best.get(wanted.partition("-")[0]) or best[USUAL]


@cache
def _best() -> dict[str, str]:
    """The voice that suits each language best; of equals the one whose name comes first."""
    ranked = sorted(((rank, one.identifier, code) for one in entries() for rank, code in one.languages), reverse=True)
    return {code: identifier for _, identifier, code in ranked}


@cache
def entries() -> tuple[Entry, ...]:
    """All voices of espeak-ng.  Raises SoundError where it is not installed."""
    with fresh_library() as (library, _):
        listed = library.espeak_ListVoices(None)
        found: list[Entry] = []
        while listed[len(found)]:
            one = listed[len(found)].contents
            languages = tuple(_languages(one.languages))
            found.append(Entry(one.identifier.decode(), one.name.decode(), languages, one.gender == 2))
    return tuple(found)


@cache
def variants() -> frozenset[str]:
    """What may stand behind the plus: "m3", "f3", ..., each another person."""
    import espeakng_loader

    return frozenset(file.name for file in Path(espeakng_loader.get_data_path(), "voices", "!v").iterdir())


def _languages(at: int) -> Iterator[tuple[int, str]]:
    while rank := ctypes.string_at(at, 1)[0]:
        code = ctypes.string_at(at + 1)
        yield rank, code.decode()
        at += len(code) + 2


def _in_order(words: Iterable[tuple[int, int, int]], clip: Clip, length: int) -> Iterator[tuple[float, int, int]]:
    """Each word once: espeak reports every part of "49.90" again, at or within the place of the whole."""
    said, read = -1, 0
    for sample, start, end in words:
        if said < sample < len(clip.samples) and read <= start < end <= length:
            said, read = sample, end
            yield sample / clip.rate, start, end
