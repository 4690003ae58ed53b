"""Every word of the window that is not a call's own, in the language of the calls."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from sim.schema import Part
from trainer.language import Language
from trainer.language.reading import shipped_words

RTL: Final = frozenset({"fa"})
_PERSIAN: Final = str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")


class Words(Part):
    """A language's file: screens, and on each screen the words by a name.  {curly} names are filled in."""

    language: Language
    screens: Mapping[str, Mapping[str, str]]

    def __call__(self, name: str, **values: object) -> str:
        """The words of a name such as "calls.title".  Raises KeyError for a name that is not there."""
        screen, _, word = name.partition(".")
        text = self.screens[screen][word]
        return text.format(**{key: self.number(value) for key, value in values.items()}) if values else text

    def number(self, value: object) -> str:
        """A number in the language's figures; a text as it is."""
        if self.language == "fa" and isinstance(value, int | float):
            return str(value).translate(_PERSIAN)
        return str(value)

    @property
    def rtl(self) -> bool:
        """Whether the language is written from the right."""
        return self.language in RTL


@lru_cache
def load_words(language: str) -> Words:
    """The words in a language.  Raises DialogueError where the file has mistakes."""
    return shipped_words(f"ui/words/{language}.yaml", Words)
