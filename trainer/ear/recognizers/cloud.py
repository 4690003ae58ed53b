"""Recognizers of SpeechRecognition's that send the sound to somebody else's computer: only when named."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.errors import Problem
from trainer.ear.ear import Hearing
from trainer.ear.recognizers.engine import Engine, Listener, absent, is_there, speech_recognition
from trainer.errors import SoundError

CLOUD = "cloud:"
TAGS = {"en": "en-US", "ru": "ru-RU", "uk": "uk-UA", "ro": "ro-RO", "fa": "fa-IR"}
Ask = Callable[[Any, Any, str], str]
"""Of SpeechRecognition's Recognizer, an AudioData and a language: the text."""


@dataclass(frozen=True)
class Company:
    """Who hears it: its method, the environment variables that it needs, and a package that it needs."""

    name: str
    ask: Ask
    variables: tuple[str, ...] = ()
    package: str = ""


def google(recognizer: Any, audio: Any, language: str) -> str:
    """By the key that comes with SpeechRecognition, which is for trials."""
    return str(recognizer.recognize_google(audio, language=TAGS[language]))


def azure(recognizer: Any, audio: Any, language: str) -> str:
    """By one's own key."""
    key, region = os.environ["AZURE_SPEECH_KEY"], os.environ["AZURE_SPEECH_REGION"]
    text, _ = recognizer.recognize_azure(audio, key=key, language=TAGS[language], location=region)
    return str(text)


def openai(recognizer: Any, audio: Any, language: str) -> str:
    """By one's own key, which the package ``openai`` finds itself."""
    return str(recognizer.recognize_openai(audio, language=language))


COMPANIES = (
    Company("Google", google),
    Company("Azure", azure, variables=("AZURE_SPEECH_KEY", "AZURE_SPEECH_REGION")),
    Company("OpenAI", openai, variables=("OPENAI_API_KEY",), package="openai"),
)


class Cloud(Listener):
    """A language by a company's computers."""

    def __init__(self, company: Company, language: str) -> None:
        self.name = CLOUD + company.name.lower()
        self.company = company
        self.language = language

    def warm_up(self) -> None:
        """Sees to it that all is there to ask.  Raises SoundError."""
        if command := missing(self.company):
            raise absent(self.name, command)

    def recognize(self, recognizer: Any, audio: Any) -> Hearing:
        """The words."""
        try:
            return Hearing(self.company.ask(recognizer, audio, self.language))
        except speech_recognition().RequestError as error:
            remedy = "type your answer, or choose a recognizer that works without a network"
            raise SoundError([Problem(f"recognizer {self.name}", f"cannot be asked ({error})", remedy)]) from None


def missing(company: Company) -> str:
    """The command that brings the package or the key."""
    if company.package and not is_there(company.package):
        return f"pip install {company.package}"
    return "; ".join(f"export {variable}=..." for variable in company.variables if not os.environ.get(variable))


def engine(company: Company) -> Engine:
    """A company's recognizer."""
    return Engine(
        name=CLOUD + company.name.lower(),
        languages=tuple(TAGS),
        keeps_fillers=Cloud.keeps_fillers,
        confidences=False,
        missing=lambda language, detail: missing(company),
        make=lambda language, detail: Cloud(company, language),
        note=f"the sound of your answers leaves this machine: it is sent to {company.name}",
    )


ENGINES = tuple(engine(company) for company in COMPANIES)
