"""What the call has come to, as its happenings tell it; no screen and no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from trainer.conversation.happenings import CustomerSays, Ended, Floor, Happening, Level, Notice, TraineeSaid
from trainer.rubric.checks.verification import WORD_BY_WORD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from trainer.dialogue import Dialogue
    from trainer.session import Session
    from trainer.transcript import Speaker
    from trainer.understanding import Reader
    from trainer.voice import Speech

Standing = Literal["customer", "trainee", "thinking", "held", "over"]
"""Whose turn it is; "held": the trainee's, while the customer was asked to wait; "over": the line is closed."""
LOUDEST: Final = -12.0
"""dB under full scale at which a mouth is as far open as it goes."""
ENVELOPE: Final = 50
"""Values a second of the loudness of a clip."""


@dataclass(frozen=True, eq=False)
class Line:
    """What somebody said.  ``at``: when it began, in seconds since the call did; ``speech``: how it sounds.

    ``before``: in the part of an attempt that is not played again.
    """

    speaker: Speaker
    text: str
    at: float = 0.0
    speech: Speech | None = None
    before: bool = False


class CallState:
    """Follows a conversation about a session.  That may have events already, of an attempt that is played again."""

    def __init__(self, session: Session) -> None:
        said = enumerate(tuple(session.turns))
        self._lines = {turn: Line(one.speaker, one.text, before=True) for turn, one in said if one.text}
        replies = tuple(session.replies)
        self.anger, self.trust = (replies[-1].anger, replies[-1].trust) if replies else session.mood_at_start
        self.level: Level | None = None
        self.notice = ""
        self.ended = False
        self._floor = "trainee"
        self._held = 0

    @property
    def lines(self) -> list[Line]:
        """Everything that was said, in order."""
        return [self._lines[turn] for turn in sorted(self._lines)]

    @property
    def newest(self) -> Line | None:
        """The last of it."""
        return self._lines[max(self._lines)] if self._lines else None

    @property
    def standing(self) -> Standing:
        """Whose turn it is."""
        match self._floor:
            case "nobody":
                return "over"
            case "customer":
                return "customer"
            case "thinking":
                return "thinking"
        return "held" if self._held == 1 else "trainee"

    def hold(self) -> None:
        """The customer is asked to wait by the next answer, and does until the one after it."""
        self._held = 2

    def take(self, happening: Happening) -> None:
        """Something has happened."""
        match happening:
            case Floor(who):
                self._floor = who
            case CustomerSays(turn, text, anger, trust, at, speech):
                self.anger, self.trust = anger, trust
                self._lines[turn] = Line("customer", text, at, speech)
            case TraineeSaid(turn, text):
                self._held = max(0, self._held - 1)
                if text:
                    self._lines[turn] = Line("trainee", text)
            case Level():
                self.level = happening
            case Notice(sentence):
                self.notice = sentence
            case Ended():
                self._floor, self.ended = "nobody", True


def loudness(speech: Speech) -> NDArray[np.float32]:
    """How loud a clip is, from 0 to 1, ``ENVELOPE`` times a second."""
    import numpy as np

    clip = speech.clip
    step = clip.rate // ENVELOPE
    whole = clip.samples[: len(clip.samples) // step * step].astype(np.float32).reshape(-1, step)
    rms = np.sqrt((whole * whole).mean(axis=1)) / 32768
    shown: NDArray[np.float32] = np.clip(rms / 10 ** (LOUDEST / 20), 0, 1) ** 0.7
    return shown


def spoken_word(line: Line, now: float) -> tuple[int, int] | None:
    """From and to which letter the word reaches that is to be heard at this second of the call."""
    speech = line.speech
    if speech is None or not line.at <= now <= line.at + speech.clip.seconds:
        return None
    begun = [(start, end) for second, start, end in speech.words if second <= now - line.at]
    return begun[-1] if begun else None


class Ticks:
    """Which lines of the script have been said.  Takes longer than a frame, so that it is an errand."""

    def __init__(self, dialogue: Dialogue, trainee: str) -> None:
        self._dialogue, self._trainee = dialogue, trainee
        self._reader: Reader | None = None

    def said_in(self, text: str) -> set[str]:
        """The lines of the script and the questions that an answer has said, by what stands in the rules."""
        from trainer.understanding import Reader

        if self._reader is None:
            self._reader = Reader(self._dialogue, self._trainee)
        heard = self._reader.hear(text)
        script = self._dialogue.script
        strict = [(name, line.strict) for name, line in script.items() if line.strict]
        asked = [(name, question.read) for name, question in self._dialogue.questions.items()]
        said = {name for name, read in (*strict, *asked) if self._reader.aligned(read, heard).share >= WORD_BY_WORD}
        return said | {name for name, line in script.items() if line.flexible and line.flexible in heard}
