"""What every call in a language knows: how things are said, denied, promised, and what had better not be said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from sim.schema import Part
from sim.wording import nearest
from trainer.language.reading import shipped_words
from trainer.language.spelling import spelled
from trainer.language.stems import stems

LANGUAGES = ("en", "ru", "uk", "ro", "fa")

Language = Literal["en", "ru", "uk", "ro", "fa"]


class Say(Part):
    """Something that can be said in many ways: phrases that mean it, and phrases that only sound like it."""

    says: tuple[str, ...] = Field(min_length=1)
    never: tuple[str, ...] = ()
    """Where one of these is found in the same sentence, it was not meant."""
    means: str = ""
    also: bool = False
    """These phrases are added to those that the language has for this act, instead of taking their place."""
    states: bool = False
    """Whether it is a statement, which is not made where it is asked or told as the words of others."""


class Phrase(Part):
    """A phrase that had better not be said, why, and a better wording."""

    says: tuple[str, ...] = Field(min_length=1)
    never: tuple[str, ...] = ()
    """Where one of these is found in the same sentence, it was not meant."""
    better: str
    because: str = ""


Band = Literal["calm", "cross", "furious"]
BANDS: tuple[Band, ...] = get_args(Band)
"""Moods that lines are written for."""


def _by_mood(lines: Any) -> Any:
    unknown = [mood for mood in lines if mood not in BANDS] if isinstance(lines, Mapping) else []
    if unknown:
        raise ValueError(f"'{unknown[0]}' is no mood; {nearest(unknown[0], BANDS, 'moods')}")
    return lines


Lines = Annotated[
    tuple[str, ...] | Mapping[Band, Annotated[tuple[str, ...], Field(min_length=1)]],
    Field(min_length=1),
    BeforeValidator(_by_mood),
]
"""What a customer may say: variants, or variants by mood."""


class Lexicon(Part):
    """A language's file."""

    language: Language
    name: str
    soft: tuple[str, ...]
    """Words that may stand inside any phrase without changing it."""
    fillers: tuple[str, ...] = ()
    """Sounds and words that fill a pause; each letter stands for itself and any number more of it ("ummm")."""
    murmurs: tuple[str, ...] = ()
    """Sounds with which one listens; written as fillers are."""
    clause_words: tuple[str, ...]
    """Words that open a clause: what is denied before one is not denied after it."""
    but: tuple[str, ...]
    that: tuple[str, ...]
    """Words that hang a clause on a denial: "I don't think that"."""
    taken_apart_as: Mapping[str, str] = Field(default_factory=dict)
    """Words that are two: "can't" is "can not".  A key that begins with * is an ending."""
    negations: tuple[str, ...]
    denials: tuple[str, ...]
    """Phrases that deny, or make unreal, all that follows in the sentence."""
    not_negations: tuple[str, ...]
    answers: tuple[str, ...]
    """Words for "no" that, at the start of a sentence, answer it and deny nothing."""
    closings: tuple[str, ...]
    """Phrases that, at the end of a clause, deny it: "I will refund nothing"."""
    reversals: tuple[str, ...]
    """Verbs that make the opposite of what they act upon: "I will cancel your refund"."""
    reports: tuple[str, ...]
    """Phrases after which nothing is stated: "you think", "check whether"."""
    negation_after: bool = False
    """Whether a negation at the end of a clause denies it (Persian verbs stand last)."""
    currencies: Mapping[str, tuple[str, ...]]
    cents: tuple[str, ...]
    percent: tuple[str, ...]
    units: Mapping[Literal["minute", "hour", "day", "working day", "week", "month", "year"], tuple[str, ...]]
    days: Mapping[int, tuple[str, ...]]
    """Words for days, by how many days from today."""
    ranges: tuple[str, ...]
    """Words between the two ends of "three to five"."""
    single: tuple[str, ...]
    """Words before a unit of time that make it one: "an hour"."""
    half: tuple[str, ...] = ()
    """Words before a unit of time that make it half of one."""
    clock: tuple[str, ...]
    """Phrases with {number} that name a time of day."""
    clock_last: tuple[str, ...] = ()
    """Phrases with {number} that name a time of day where their clause ends with them: "la trei"."""
    hours: Mapping[int, tuple[str, ...]] = Field(default_factory=dict)
    """Times of day with a name, by minutes after midnight: noon."""
    from_hour: Mapping[int, tuple[str, ...]] = Field(default_factory=dict)
    """Phrases with {number} for times of day, by minutes from that hour: "quarter to five" is -15."""
    afternoon: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    """Phrases beside which a time is no deadline: it tells of what was, or of when somebody is away."""
    ahead: tuple[str, ...] = ()
    """Words between such a phrase and a time that turn to what is to come."""
    unclaimed: Mapping[Literal["withheld", "unreal", "wishes", "grants"], tuple[str, ...]] = Field(default_factory=dict)
    """Phrases beside which a value is promised by nobody; rubric/unclaimed.py says how far each reaches."""
    concepts: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, tuple[str, ...] | Say]
    forbidden: tuple[Phrase, ...]
    jargon: tuple[str, ...] = ()
    reactions: Mapping[str, Lines]
    better: Mapping[str, str]

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        return {
            spelled(word, self.language): tuple(spelled(parts, self.language).split())
            for word, parts in self.taken_apart_as.items()
        }

    def taken_apart(self, word: str) -> tuple[str, ...]:
        """The words that a word in one spelling is made of."""
        if word in self._parts:
            return self._parts[word]
        for ending, parts in self._parts.items():
            if ending[0] == "*" and word.endswith(ending[1:]) and len(word) >= len(ending):
                return (word[: len(word) - len(ending) + 1], *parts)
        return (word,)

    @cached_property
    def soft_words(self) -> frozenset[str]:
        """The soft words in one spelling."""
        return frozenset(spelled(word, self.language) for word in self.soft)

    @cached_property
    def hanging_words(self) -> frozenset[str]:
        """The words for "that" in one spelling."""
        return frozenset(spelled(word, self.language) for word in self.that)

    @cached_property
    def opening(self) -> frozenset[str]:
        """The words that open a clause in one spelling."""
        return frozenset(spelled(word, self.language) for word in (*self.clause_words, *self.but))

    @cached_property
    def turning(self) -> frozenset[str]:
        """The words for "but" in one spelling."""
        return frozenset(spelled(word, self.language) for word in self.but)

    def opens_clause(self, word: str) -> bool:
        """Whether a clause begins with this word."""
        return word in self.opening

    def stems(self, word: str) -> frozenset[str]:
        """The stems that a word may have, however it is written."""
        return stems(spelled(word, self.language), self.language)


@lru_cache
def load_lexicon(language: str) -> Lexicon:
    """What every call in this language knows.  Raises DialogueError where its file has mistakes."""
    return shipped_words(f"language/lexicons/{language}.yaml", Lexicon)
