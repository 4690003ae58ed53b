"""A result in the words in which it is shown.  Worked out beside the window; it knows nothing of screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from trainer.coach import advise, load_wording
from trainer.coach.reasons import reason
from trainer.delivery import figures
from trainer.recording.words import page_words

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.coach import Advice, Wording
    from trainer.conversation.rehearsal import Played
    from trainer.delivery.figures import Figures
    from trainer.recording.words import PageWords
    from trainer.rubric import CheckResult, Critical, Deduction, Evidence, Score, SectionResult
    from trainer.transcript import Turn

QUOTES: Final = 2
"""Of the evidence of one check; more is in the page for the coach."""
LONGEST: Final = 160
"""Letters of a quote."""

Verdict = Literal["pass", "fail", "not measured", "not scored", "critical", "taken off"]


@dataclass(frozen=True)
class Quote:
    """Words of a turn (1 is the first), and the seconds since the call began."""

    turn: int
    text: str
    at: float | None


@dataclass(frozen=True)
class Line:
    """What was looked for, what was found, on what it rests, and what to say instead.

    ``points``: that were taken off; 0 for a check.
    """

    verdict: Verdict
    asks: str
    why: str
    quotes: tuple[Quote, ...]
    better: str
    points: float = 0.0


@dataclass(frozen=True)
class Part:
    """A section of the score.  ``weight``: 0 where nothing in it counts, for want of sound or of an occasion."""

    name: str
    earned: float
    weight: float
    silent: bool
    """Whether that was for want of sound."""
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Moved:
    """The mood after an answer, and what moved it.  ``turn``: 0 for the start."""

    turn: int
    answer: int
    anger: float
    trust: float
    shifts: tuple[tuple[str, str, float, float], ...]
    """Each: why, the words that did it, the change of anger and of trust."""


@dataclass(frozen=True)
class Shown:
    """Everything on the screen of a result."""

    played: Played
    turns: tuple[Turn, ...]
    criticals: tuple[Line, ...]
    parts: tuple[Part, ...]
    taken_off: tuple[Line, ...]
    advice: tuple[Advice, ...]
    mood: tuple[Moved, ...]
    doubts: tuple[tuple[int, tuple[str, ...]], ...]
    """Turns on which a check hangs that was not passed, and their words of which the recognizer was unsure."""
    voice: Figures | None
    page: PageWords
    """The words that the page for the coach uses for the same things."""

    @property
    def folder(self) -> Path | None:
        """Where the call is recorded."""
        return self.played.folder

    @property
    def success(self) -> bool:
        """Whether the customer left as he should."""
        return self.played.session.success

    @property
    def ended(self) -> str:
        """How the call ended, in a sentence of its author's."""
        session = self.played.session
        return session.dialogue.endings[session.ending].means

    def answer_of(self, turn: int) -> int:
        """Which of the trainee's answers a turn is, or comes after; 1 is the first."""
        return max(1, sum(one.speaker == "trainee" for one in self.turns[:turn]))

    def was_recognized(self, turn: int) -> bool:
        """Whether a turn is what a recognizer made of the trainee's words."""
        said = self.turns[turn - 1]
        return said.speaker == "trainee" and said.end is not None and not said.hangs_up

    def can_be_heard(self, turn: int) -> bool:
        """Whether there is a recording of a turn, with a voice in it: one begins where a call is gone on with."""
        return self.folder is not None and self.turns[turn - 1].measured is not None


def shown(played: Played) -> Shown:
    """The result of a call in the words of its language."""
    score, language = played.score, played.session.dialogue.language
    wording = load_wording(language)
    turns = played.transcript.turns
    return Shown(
        played,
        turns,
        tuple(_critical(one, wording, language) for one in score.criticals),
        tuple(_part(one, wording, language) for one in score.sections),
        tuple(_taken_off(one, wording, language) for one in score.deductions),
        advise(score, wording),
        tuple(_mood(played, language)),
        tuple((number, words) for number in _hung_on(score) if (words := turns[number - 1].doubted)),
        figures(played.transcript),
        page_words(language),
    )


def _hung_on(score: Score) -> list[int]:
    """The turns that are evidence of a check that was not passed."""
    missed = (one.finding for one in score.checks.values() if one.status in ("not scored", "fail"))
    return sorted({evidence.turn for finding in missed for evidence in finding.evidence})


def _part(section: SectionResult, wording: Wording, language: str) -> Part:
    lines = tuple(_check(one, wording, language) for one in section.checks if one.status != "not applicable")
    silent = any(one.status == "not measured" for one in section.checks)
    return Part(wording.sections[section.name], section.earned, section.weight, silent, lines)


def _check(check: CheckResult, wording: Wording, language: str) -> Line:
    found = check.finding
    asks = wording.asks(check.name, reason(check.definition, language))
    why = "" if check.status == "not measured" else _sentence(reason(found.why, language))
    verdict: Verdict = "fail" if check.status == "not applicable" else check.status
    return Line(verdict, asks, why, _quotes(found.evidence), check.better if verdict == "fail" else "")


def _critical(one: Critical, wording: Wording, language: str) -> Line:
    asks = wording.asks(one.name, reason(one.definition, language))
    return Line("critical", asks, _sentence(reason(one.why, language)), _quotes(one.evidence), one.better)


def _taken_off(one: Deduction, wording: Wording, language: str) -> Line:
    asks = wording.asks(one.name.replace(" ", "_"), one.name)
    why = _sentence(reason(one.because, language))
    return Line("taken off", asks, why, _quotes((one.evidence,)), one.better, one.points)


def _quotes(evidence: Sequence[Evidence]) -> tuple[Quote, ...]:
    return tuple(Quote(one.turn, _short(one.quote), one.start) for one in evidence[:QUOTES] if one.quote)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mood(played: Played, language: str) -> Iterator[Moved]:
    """The start, and every answer that the customer felt."""
    session = played.session
    yield Moved(0, 0, *session.mood_at_start, ())
    answers = [number for number, turn in enumerate(played.transcript.turns, 1) if turn.speaker == "trainee"]
    for order, (turn, felt) in enumerate(zip(answers, session.felt, strict=False), 1):
        shifts = tuple((_sentence(reason(one.because, language)), one.words, one.anger, one.trust)
                       for one in felt.shifts if one.anger or one.trust)  # fmt: skip
        yield Moved(turn, order, felt.anger, felt.trust, shifts)
