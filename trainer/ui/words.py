"""Every word of the window that is not a call's own, in the language of the calls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from sim.schema import Part
from trainer.language import Language
from trainer.language.figures import figure
from trainer.language.reading import shipped_words
from trainer.language.templates import pattern_of

RTL: Final = frozenset({"fa"})
PLACES: Final = 3
"""Of a number behind its decimal mark: nothing here is known more exactly."""
_NUMBER: Final = re.compile(r"\d+(\.\d+)?")


class Words(Part):
    """A language's file: screens, and on each screen the words by a name.  {curly} names are filled in.

    ``notices``: the sentences by which the rooms below tell of a fault, by a name.  They tell it in English, whoever
    listens; so the English sentence is what they say, word for word, and the others are what it means.
    """

    language: Language
    screens: Mapping[str, Mapping[str, str]]
    notices: Mapping[str, str]

    def __call__(self, name: str, **values: object) -> str:
        """The words of a name such as "calls.title".  Raises KeyError for a name that is not there."""
        screen, _, word = name.partition(".")
        text = self.screens[screen][word]
        return text.format(**{key: self.number(value) for key, value in values.items()}) if values else text

    def notice(self, told: str) -> str:
        """What was told of a fault, sentence by sentence; in English where it is none of ``notices``."""
        return " ".join(_notice(self.language, sentence) for sentence in told.splitlines())

    def number(self, value: object) -> str:
        """A number as the language writes it; a text as it is."""
        return figure(value, self.language, PLACES) if isinstance(value, int | float) else str(value)

    @property
    def rtl(self) -> bool:
        """Whether the language is written from the right."""
        return self.language in RTL


@lru_cache
def load_words(language: str) -> Words:
    """The words in a language.  Raises DialogueError where the file has mistakes."""
    return shipped_words(f"ui/words/{language}.yaml", Words)


@lru_cache
def _notice(language: str, sentence: str) -> str:
    """One sentence; what is taken over from it is put into the language too, where it is a sentence of its own."""
    words = load_words(language)
    if language == "en":
        return sentence
    for name, pattern in _patterns():
        if found := pattern.fullmatch(sentence):
            values = {slot: words.number(float(part)) if _NUMBER.fullmatch(part) else _notice(language, part)
                      for slot, part in found.groupdict().items()}  # fmt: skip
            return words.notices[name].format(**values)
    return sentence


@lru_cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The English sentences in their order; whoever passes one on may have put a full stop behind it."""
    english = load_words("en").notices
    return [
        (name, re.compile(f"{pattern_of(text.removesuffix('.'), '.+').pattern}\\.?")) for name, text in english.items()
    ]
