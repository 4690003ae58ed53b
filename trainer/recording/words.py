"""The words of the result page, in the language of the call."""

from __future__ import annotations

from functools import lru_cache

from sim.schema import Part
from trainer.language import Language
from trainer.language.reading import shipped_words


class PageWords(Part):
    """A language's file.  {braces} are filled in."""

    language: Language
    kind: str
    trainee: str
    customer: str
    ended_well: str
    ended_badly: str
    points: str
    """With {points}."""
    ready: str
    not_ready: str
    critical: str
    next_time: str
    you_said: str
    better: str
    mood: str
    mood_about: str
    anger: str
    trust: str
    answer: str
    moved: str
    start: str
    checks: str
    passed: str
    failed: str
    not_measured: str
    not_scored: str
    nothing_to_ask: str
    deductions: str
    deduction: dict[str, str]
    """What a deduction is called, by its name."""
    turn: str
    """With {number}."""
    voice: str
    voice_about: str
    latency: str
    loudness: str
    pitch: str
    pitch_range: str
    in_seconds: str
    """With {number}, as the other two."""
    in_decibels: str
    in_hertz: str
    louder: str
    livelier: str
    transcript: str
    doubted: str
    """What an underlined word means."""
    silent: str
    """In the place of an answer without words."""
    put_right: str
    was_heard: str
    hangs_up: str
    passes_on: str
    whole_call: str
    made_by: str
    """With {version}."""


@lru_cache
def page_words(language: str) -> PageWords:
    """The words of a language.  Raises DialogueError where the file has mistakes."""
    return shipped_words(f"recording/words/{language}.yaml", PageWords)
