"""What all recognizers share: each is a method of SpeechRecognition's Recognizer, and keeps its model."""

from __future__ import annotations

import importlib.util
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sim.errors import Problem
from trainer.ear.activity import voiced_seconds
from trainer.ear.ear import Hearing, Recognizer
from trainer.errors import SoundError
from trainer.sound import Clip

LEAST_VOICE = 0.1
"""Seconds of voice under which nothing is asked: recognizers make words out of silence."""


@dataclass(frozen=True)
class Engine:
    """A kind of recognizer.

    ``languages``: those of the dialogues that it knows.  ``keeps_fillers``: whether "um" and "uh" are in its text.
    ``confidences``: whether it is unsure of words.  ``missing``: of a language and a detail, the one command that
    brings what is not there; "" where nothing is missing.  ``make``: the recognizer of a language and a detail.
    ``note``: what to know before it is chosen.

    A detail is what stands behind the colon of "whisper:/models/base": the folder of a model.
    """

    name: str
    languages: tuple[str, ...]
    keeps_fillers: bool
    confidences: bool
    missing: Callable[[str, str], str]
    make: Callable[[str, str], Recognizer]
    note: str = ""


class Listener(ABC):
    """A Recognizer that hears through SpeechRecognition, as a method ``recognize_NAME`` of its Recognizer."""

    name: str
    keeps_fillers = False

    @abstractmethod
    def recognize(self, recognizer: Any, audio: Any) -> Hearing:
        """As SpeechRecognition calls it: with its Recognizer and an AudioData."""

    @abstractmethod
    def warm_up(self) -> None:
        """Loads the model.  Raises SoundError."""

    def again(self, clip: Clip, heard: Hearing) -> Hearing:
        """What was heard has its confidences already, where the engine has any."""
        return heard

    def hear(self, clip: Clip) -> Hearing:
        """The words of a clip; none where nobody speaks.  Raises SoundError."""
        if voiced_seconds(clip) < LEAST_VOICE:
            return Hearing("")
        self.warm_up()
        module = speech_recognition()
        recognizer = module.Recognizer()
        method = f"recognize_{self.name}"
        setattr(recognizer, method, lambda audio: self.recognize(recognizer, audio))
        audio = module.AudioData(clip.samples.astype("<i2").tobytes(), clip.rate, 2)
        try:
            hearing: Hearing = getattr(recognizer, method)(audio)
        except module.UnknownValueError:
            return Hearing("")
        except SoundError:
            raise
        except Exception as error:
            # Engines raise what they like; whatever it is, the call goes on with typed answers.
            raise failed(self.name, error) from error
        return hearing


def failed(name: str, error: Exception) -> SoundError:
    """The sentence for a recognizer that throws."""
    said = str(error).strip() or type(error).__name__
    return SoundError([Problem(f"recognizer {name}", f"failed ({said})", "type your answer")])


def absent(name: str, command: str) -> SoundError:
    """The sentence for a recognizer that is not there."""
    return SoundError([Problem(f"recognizer {name}", "is not installed", command)])


def is_there(module: str) -> bool:
    """Whether a package is installed, without importing it."""
    return importlib.util.find_spec(module) is not None


@cache
def speech_recognition() -> Any:
    """The package SpeechRecognition, which imports modules that Python 3.11 calls deprecated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            import speech_recognition as module
        except ImportError:
            raise absent("SpeechRecognition", "pip install 'callfloor[voice]'") from None
    return module
