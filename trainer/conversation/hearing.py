"""The ear as the call has it: opened and shut, and out of all that is overheard the trainee's answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.conversation.answers import Answers
from trainer.conversation.listening import (
    EarBack,
    EarLost,
    FromEar,
    Heard,
    Listening,
    MayBeOver,
    NothingSaid,
    Overheard,
    TurnOver,
    VoiceBegan,
    WentOn,
)
from trainer.conversation.recognizing import HeardTwice, Recognized, Recognizing
from trainer.errors import SoundError

if TYPE_CHECKING:
    from trainer.conversation.clock import Clock
    from trainer.conversation.equipment import Equipment
    from trainer.conversation.happenings import Level
    from trainer.session import Answered

Noticed = VoiceBegan | TurnOver | NothingSaid | EarLost | EarBack | HeardTwice
Told = FromEar | Recognized | HeardTwice


class Ear:
    """Used on the call's thread.  Without a microphone or a recognizer it hears nothing.

    ``post``: carries to the call what its threads tell, which the call hands to ``take``.
    """

    def __init__(
        self, equipment: Equipment, clock: Clock, post: Callable[[Told], None], level: Callable[[Level], None]
    ) -> None:
        self._recognizing: Recognizing | None = None
        self._listening: Listening | None = None
        if equipment.source is not None and equipment.recognizer is not None:
            kept = equipment.recorder.trainee if equipment.recorder is not None else lambda clip, at: None
            self._recognizing = Recognizing(equipment.recognizer, post)
            self._listening = Listening(equipment.source, clock, post, level, kept)
        self._answers = Answers(self._recognizing)
        self._opening = 0
        self._speaks = self._earnest = self._lost = False

    @property
    def there(self) -> bool:
        """Whether there is a microphone and somebody to understand it."""
        return self._listening is not None

    @property
    def waits(self) -> bool:
        """Whether it listens and nobody speaks."""
        return self.there and not (self._speaks or self._answers.awaited or self._lost)

    def start(self) -> None:
        """Its threads begin."""
        if self._recognizing is not None and self._listening is not None:
            self._recognizing.start()
            self._listening.start()

    def close(self, *, at_once: bool) -> None:
        """Its threads end, at once or when all has been heard twice."""
        if self._recognizing is not None and self._listening is not None:
            self._listening.close()
            self._recognizing.close(at_once=at_once)

    def open(self, pause: float) -> None:
        """Answers are listened for; an ear that is open already is left to hear out what has begun."""
        if self._listening is not None and not self._opening:
            self._opening = self._listening.open(pause)

    def press(self, pause: float) -> None:
        """The key to talk goes down."""
        if self._listening is not None:
            self.shut()
            self._opening, self._speaks = self._listening.open(pause, held=True), True

    def release(self) -> None:
        """The key goes up: an answer, or `NothingSaid`, follows."""
        if self._listening is not None:
            self._listening.release()

    def shut(self) -> None:
        """What comes now is not for us; what has come and is not over is no answer."""
        self._opening, self._speaks, self._earnest = 0, False, False
        if self._listening is not None:
            self._listening.shut()

    def doubt(self, answer: int) -> None:
        """What was just heard has become the trainee's answer number ``answer``; it is heard a second time."""
        self._answers.doubt(answer)

    def forget(self) -> None:
        """Something else has become the answer."""
        self._answers.forget()

    def take(self, told: Told, talked_over: Callable[[TurnOver], bool]) -> Noticed | Answered | SoundError | None:
        """What has come, as far as it matters: an answer once it is over and its words are there, what keeps them from
        coming, or what was noticed before.

        ``talked_over``: whether a turn was spoken within the customer's words; unless in earnest it is a "mm-hm".
        """
        match told:
            case EarLost():
                self._lose()
                return told
            case EarBack():
                self._lost = False
                return told
            case HeardTwice():
                return told
            case Recognized(0, SoundError() as error):
                self._lose()
                return EarLost(error)
            case Recognized():
                return self._answers.recognized(told)
            case Overheard(opening, what) if opening == self._opening:
                return self._overheard(what, talked_over)
        return None

    def _lose(self) -> None:
        """What was being said is lost with it; what was said is still an answer."""
        self._lost, self._speaks, self._earnest = True, False, False
        if not self._answers.awaited:
            self._answers.forget()

    def _overheard(
        self, what: Heard, talked_over: Callable[[TurnOver], bool]
    ) -> Noticed | Answered | SoundError | None:
        match what:
            case VoiceBegan(in_earnest):
                self._speaks, self._earnest = True, self._earnest or in_earnest
                return what
            case MayBeOver(clip):
                self._answers.may_be_over(clip)
            case WentOn():
                self._answers.goes_on()
            case TurnOver() if talked_over(what) and not self._earnest:
                self._speaks = False
                self._answers.forget()
            case TurnOver():
                self.shut()
                return self._answers.over(what) or what
            case NothingSaid():
                self.shut()
                return what
        return None
