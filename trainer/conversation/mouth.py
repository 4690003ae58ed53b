"""The customer's mouth: a line becomes sound, is played and recorded, and may be cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.errors import SoundError
from trainer.session.events import Spoken
from trainer.voice import manner_of

if TYPE_CHECKING:
    from trainer.conversation.clock import Clock
    from trainer.recording import Recorder
    from trainer.session.actions import Say
    from trainer.voice import Loudspeaker, Speech, Voice


GONE = "The loudspeaker is gone: plug it in again, and read meanwhile what the customer says."


class Mouth:
    """Speaks with a voice through a loudspeaker; without either it keeps silent, and the line is only read.

    ``notice``: takes a sentence about what went wrong.
    """

    def __init__(
        self,
        voice: Voice | None,
        loudspeaker: Loudspeaker | None,
        recorder: Recorder | None,
        clock: Clock,
        notice: Callable[[str], None],
    ) -> None:
        self._voice, self._loudspeaker, self._recorder = voice, loudspeaker, recorder
        self._clock, self._notice = clock, notice
        self._saying: tuple[float, float] | None = None
        """From and to which second the line lasts."""

    @property
    def speaking(self) -> bool:
        """Whether a line has begun and its end has not been taken."""
        return self._saying is not None

    def say(self, say: Say) -> tuple[float, Speech | None]:
        """Begins a line.  Returns the second at which, and the sound of it, if it is to be heard."""
        at = self._clock.now()
        if self._voice is None or self._loudspeaker is None:
            return at, None
        there = self._loudspeaker.there
        try:
            speech = self._voice.say(say.text, say.voice, manner_of(say.anger, say.trust))
            self._loudspeaker.play(speech.clip)
            at = self._clock.now()
        except SoundError as error:
            if there:  # and otherwise it has been said
                self._notice(str(error))
            return at, None
        if not there:
            self._notice(self._loudspeaker.notice or "The loudspeaker is back.")
        if self._recorder is not None:
            self._recorder.customer(speech.clip, at)
        self._saying = at, at + speech.clip.seconds
        return at, speech

    def unplugged(self, *, ours: bool) -> bool:
        """A loudspeaker was taken away, ``ours`` or another; whether the customer can only be read from now on.

        With every line it is tried again whether there is one.
        """
        if self._loudspeaker is None:
            return False
        there = self._loudspeaker.there
        self._loudspeaker.check(gone=ours)
        lost = there and not self._loudspeaker.there
        if lost:
            self._notice(GONE)
        return lost

    def finished(self) -> Spoken | None:
        """The line that has just come to its end, once."""
        if self._saying is None or (self._loudspeaker is not None and self._loudspeaker.playing):
            return None
        start, end = self._saying
        self._saying = None
        return Spoken(start=start, end=end)

    def cut_off(self) -> Spoken | None:
        """Falls silent in the middle of a line; None where nothing was being said."""
        if self._saying is None or self._loudspeaker is None:
            return None
        self._loudspeaker.stop()
        start, end = self._saying
        end = min(end, self._clock.now())
        self._saying = None
        if self._recorder is not None:
            self._recorder.cut(end)
        return Spoken(start=start, end=end)
