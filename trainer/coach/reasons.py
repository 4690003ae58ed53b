"""Why a check found what it did, and what moved a mood, in the trainee's language.

The checks and the customer say why in English, often with words of the call in it.  A language's file says what each
of these sentences means; what stands in {braces} is taken over, and put into the language where it is such a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sim.schema import Part
from trainer.language import Language
from trainer.language.figures import POINT, digits
from trainer.language.quotes import MARKS, within_quotes
from trainer.language.reading import shipped_words
from trainer.language.templates import pattern_of

_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?%?")


class Reasons(Part):
    """A language's file."""

    language: Language
    reasons: Mapping[str, str]
    """By the English sentence; the first that fits is taken."""


def reason(text: str, language: str) -> str:
    """A reason in a language; as it is in English, and where the author of the dialogue wrote it."""
    if language == "en" or not text:
        return text
    if _NUMBER.fullmatch(text):
        return digits(text.replace(".", POINT.get(language, ",")), language)
    for pattern, said in _table(language):
        if found := pattern.fullmatch(text):
            return said.format(**{
                name: reason(within_quotes(part, language) if _is_quoted(name, said, language) else part, language)
                for name, part in found.groupdict().items()
            })  # fmt: skip
    if ", " not in text:
        return text
    return ("، " if language == "fa" else ", ").join(reason(part, language) for part in text.split(", "))


def _is_quoted(name: str, said: str, language: str) -> bool:
    """Whether what is taken over stands in quotation marks, or begins or ends what does."""
    opening, closing, *_ = MARKS[language]
    return f"{opening}{{{name}}}" in said or f"{{{name}}}{closing}" in said


@lru_cache
def _table(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    reasons = shipped_words(f"coach/reasons/{language}.yaml", Reasons).reasons
    return tuple((pattern_of(english), said) for english, said in reasons.items())
