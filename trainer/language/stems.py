"""A word and its forms: what charged, charges and charging have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sim.errors import Problem
from trainer.errors import DialogueError
from trainer.language.spelling import spelled

_SNOWBALL = {"en": "english", "ro": "romanian", "fa": "persian"}


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> frozenset[str]:
    """The stems that a word in one spelling may have: one for English, Romanian and Persian (Snowball), and every
    dictionary form that it may be a form of in Russian and Ukrainian (pymorphy3)."""
    return frozenset(spelled(stem, language) for stem in _stemmer(language)(word)) | {word}


@lru_cache
def _stemmer(language: str) -> Callable[[str], list[str]]:
    # Both are loaded when the first word is heard: a list of calls needs neither.
    if language in _SNOWBALL:
        import snowballstemmer

        stemmer = snowballstemmer.stemmer(_SNOWBALL[language])
        return lambda word: [stemmer.stemWord(word)]
    import pymorphy3

    try:
        analyzer = pymorphy3.MorphAnalyzer(lang=language)
    except ValueError:  # no dictionary of this language is installed
        problem = "needs a dictionary that is not installed (it is under the GPL, and so no part of callfloor)"
        raise DialogueError(
            [Problem(f"language: {language}", problem, f"pip install 'callfloor[{language}]'")]
        ) from None
    return lambda word: [parse.normal_form for parse in analyzer.parse(word)]
