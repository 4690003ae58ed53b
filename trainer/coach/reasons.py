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
from trainer.language.reading import shipped_words

_SLOT = re.compile(r"\\\{(\w+)\\\}")
_NUMBER = re.compile(r"(\d+)(?:\.(\d+))?%?")
_PERSIAN = str.maketrans("0123456789.%", "۰۱۲۳۴۵۶۷۸۹٫٪")


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
        return text.translate(_PERSIAN) if language == "fa" else text.replace(".", ",")
    for pattern, said in _table(language):
        if found := pattern.fullmatch(text):
            return said.format(**{name: reason(part, language) for name, part in found.groupdict().items()})
    if ", " not in text:
        return text
    return ("، " if language == "fa" else ", ").join(reason(part, language) for part in text.split(", "))


@lru_cache
def _table(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    reasons = shipped_words(f"coach/reasons/{language}.yaml", Reasons).reasons
    return tuple((re.compile(_SLOT.sub(r"(?P<\1>.+?)", re.escape(english))), said) for english, said in reasons.items())
