"""From the end of a turn to its words: recognition begins before the pause is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.ear import Hearing
from trainer.errors import SoundError
from trainer.session import Answered

if TYPE_CHECKING:
    from trainer.conversation.listening import TurnOver
    from trainer.conversation.recognizing import Recognized, Recognizing
    from trainer.sound import Clip


class Answers:
    """Keeps apart what may be an answer, what is one, and what has become stale."""

    def __init__(self, recognizing: Recognizing | None) -> None:
        self._recognizing = recognizing
        self._turn: TurnOver | None = None
        self._job = 0
        self._clip: Clip | None = None
        self._words: Recognized | None = None
        self._last: tuple[Clip, Hearing] | None = None

    @property
    def awaited(self) -> bool:
        """Whether an answer is over and its words are not there yet."""
        return self._turn is not None

    def may_be_over(self, clip: Clip) -> None:
        """A short silence: recognition begins."""
        if self._recognizing is not None:
            self._job, self._clip, self._words = self._recognizing.ask(clip), clip, None

    def goes_on(self) -> None:
        """It was not over; what is being recognized is stale."""
        self._job, self._words = 0, None

    def over(self, turn: TurnOver) -> Answered | SoundError | None:
        """The turn is over.  The answer, if its words are there already."""
        self._turn = turn
        if not self._job:
            self.may_be_over(turn.clip)
        return self._answer()

    def recognized(self, words: Recognized) -> Answered | SoundError | None:
        """Words have come.  The answer, if they are its words."""
        if words.job == self._job:
            self._words = words
        return self._answer()

    def forget(self) -> None:
        """Something else has become the answer."""
        self._turn, self._job, self._words = None, 0, None

    def doubt(self, answer: int) -> None:
        """The last words have become the trainee's answer number ``answer``: how sure are they?"""
        if self._recognizing is not None and self._last is not None:
            self._recognizing.again(answer, *self._last)

    def _answer(self) -> Answered | SoundError | None:
        """An empty text where only a noise was heard."""
        turn, words = self._turn, self._words
        if turn is None or words is None:
            return None
        self.forget()
        match words.result:
            case Hearing(text, each) as heard:
                self._last = (self._clip, heard) if self._clip is not None else None
                return Answered(text=text, words=each, start=turn.start, end=turn.end)
            case error:
                return error
