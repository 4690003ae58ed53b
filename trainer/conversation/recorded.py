"""A whole call with recordings as the trainee, on a clock of its own: quick, and the same to the last digit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from trainer.ear.activity import FRAME_SECONDS
from trainer.ear.endpoint import Endpointer, Finished
from trainer.session import Answered
from trainer.session.actions import Action, Listen, Say
from trainer.session.events import Spoken
from trainer.sound import Clip, silence
from trainer.sound.clip import RATE
from trainer.voice import manner_of

if TYPE_CHECKING:
    from trainer.ear import Recognizer
    from trainer.recording import Recorder
    from trainer.session import Session
    from trainer.voice import Voice

_FRAME = round(RATE * FRAME_SECONDS)
_LONGEST_PAUSE = 15.0
"""Seconds of silence after a recording: more than any pause that ends a turn."""


def play_recorded(
    session: Session,
    answers: Iterable[Clip],
    voice: Voice,
    recognizer: Recognizer,
    recorder: Recorder | None = None,
    longer_pause: float = 0.0,
) -> float:
    """Plays a session to its end, or until there are no more answers.  Returns its length in seconds.

    Each recording begins when the trainee gets the floor; silence at its beginning is the trainee's time to think.
    What stands in it after the end of a turn falls into the customer's words, and is not heard.
    """
    call = _Recorded(session, voice, recognizer, recorder, longer_pause)
    return call.play(iter(answers))


class _Recorded:
    """The call and its clock."""

    def __init__(
        self, session: Session, voice: Voice, recognizer: Recognizer, recorder: Recorder | None, longer_pause: float
    ) -> None:
        self.session, self.voice, self.recognizer, self.recorder = session, voice, recognizer, recorder
        self.ear = Endpointer(1.0)
        self.longer_pause = longer_pause
        self.now = 0.0

    def play(self, answers: Iterator[Clip]) -> float:
        self._do(self.session.start())
        while not self.session.over:
            answer = next(answers, None)
            if answer is None:
                break
            heard = self._hear(answer)
            if heard is not None:
                self._do(self.session.take(heard))
        return self.now

    def _do(self, actions: Iterable[Action]) -> None:
        for action in actions:
            match action:
                case Say():
                    self._say(action)
                case Listen(pause):
                    self.ear.pause = pause + self.longer_pause

    def _say(self, say: Say) -> None:
        clip = self.voice.say(say.text, say.voice, manner_of(say.anger, say.trust)).clip
        start, end = self.now, self.now + clip.seconds
        if self.recorder is not None:
            self.recorder.customer(clip, start)
        self.now = end
        self.session.take(Spoken(start=round(start, 6), end=round(end, 6)))

    def _hear(self, answer: Clip) -> Answered | None:
        """The answer, when the pause after it has passed; None where the recording has no voice in it."""
        zero = self.now - self.ear.now
        for frame in _frames(answer.at(RATE)):
            if self.recorder is not None:
                self.recorder.trainee(frame, self.now)
            self.now += FRAME_SECONDS
            for event in self.ear.take(frame):
                if isinstance(event, Finished):
                    hearing = self.recognizer.again(event.clip, self.recognizer.hear(event.clip))
                    start, end = round(zero + event.start, 6), round(zero + event.end, 6)
                    return Answered(text=hearing.text, words=hearing.words, start=start, end=end)
        return None


def _frames(clip: Clip) -> Iterator[Clip]:
    whole = clip + silence(_LONGEST_PAUSE)
    for at in range(0, len(whole.samples) - _FRAME + 1, _FRAME):
        yield Clip(whole.samples[at : at + _FRAME])
