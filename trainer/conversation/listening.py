"""The thread that listens: frames from the microphone, who speaks when, and when an answer is over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from queue import Empty, SimpleQueue
from threading import Event as Signal
from threading import Thread
from typing import TYPE_CHECKING

from trainer.conversation.happenings import Level
from trainer.ear import Source
from trainer.ear.activity import FRAME_SECONDS
from trainer.ear.endpoint import SHORTEST, Began, Dropped, Endpointer, Event, Finished, Paused, Resumed
from trainer.errors import SoundError
from trainer.sound import Clip

if TYPE_CHECKING:
    from trainer.conversation.clock import Clock

SPEAKS = SHORTEST * FRAME_SECONDS
"""Seconds of voice that make a turn."""
INTERRUPTS = 0.8
"""Seconds of voice at a stretch that are no "mm-hm": whoever has the floor loses it.

Twelve such words ("mm-hm", "uh-huh", "okay", "I see", ...) spoken by two voices of espeak-ng had 0.3 to 0.74 s.
"""
AGAIN = 2.0
"""Seconds after which a microphone that was lost is looked for again."""
PATIENCE = 6.0
"""Seconds in which the thread ends: a microphone that never gives a sound is waited for for 4."""
_FRAMES_A_LEVEL = 3


@dataclass(frozen=True, eq=False)
class VoiceBegan:
    """The trainee speaks; ``in_earnest``: for so long that whoever has the floor loses it."""

    in_earnest: bool


@dataclass(frozen=True, eq=False)
class MayBeOver:
    """A short silence; the answer so far."""

    clip: Clip


@dataclass(frozen=True, eq=False)
class WentOn:
    """The silence was a pause for thought."""


@dataclass(frozen=True, eq=False)
class TurnOver:
    """An answer, from its first sound to its last."""

    start: float
    end: float
    clip: Clip


@dataclass(frozen=True)
class NothingSaid:
    """The key was let go, and nobody had spoken."""


Heard = VoiceBegan | MayBeOver | WentOn | TurnOver | NothingSaid


@dataclass(frozen=True, eq=False)
class Overheard:
    """What was heard while the ear was open for the ``opening``-th time."""

    opening: int
    what: Heard


@dataclass(frozen=True)
class EarLost:
    """The microphone is gone, and looked for."""

    error: SoundError


@dataclass(frozen=True)
class EarBack:
    """The microphone is there again."""


FromEar = Overheard | EarLost | EarBack


class Listening:
    """Reads a source until it is closed.

    Every opening of the ear has a number, for what was heard while it was open may arrive when it no longer is.

    ``post``: takes what was overheard.  ``level``: takes the loudness, some 17 times a second.  ``kept``: takes all
    that is heard while the ear is open, for the recording.
    """

    def __init__(
        self,
        source: Source,
        clock: Clock,
        post: Callable[[FromEar], None],
        level: Callable[[Level], None],
        kept: Callable[[Clip, float], None],
    ) -> None:
        self._source, self._clock = source, clock
        self._post, self._level, self._kept = post, level, kept
        self._controls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._closing = Signal()
        self._ear = Endpointer(1.0)
        self._opened = 0
        self._opening = 0
        """Which opening this is; 0 while the ear is shut."""
        self._zero = inf
        """The call's second at which the source's clock stood at 0."""
        self._spoken = 0.0
        """How long the voice of this turn was when it was last told of."""
        self._thread = Thread(target=self._run, name="listening", daemon=True)

    def start(self) -> None:
        """Begins; the ear is shut until ``open``."""
        self._thread.start()

    def open(self, pause: float, *, held: bool = False) -> int:
        """From now on answers are listened for; ``pause``: the seconds of silence that end one.

        ``held``: a key is, and all until ``release`` is one answer.  Returns the number of the opening.
        """
        self._opened += 1
        opening = self._opened
        self._controls.put(lambda: self._hear(opening, pause, held=held))
        return opening

    def release(self) -> None:
        """The key is let go: the answer is over."""
        self._controls.put(self._release)

    def shut(self) -> None:
        """What comes now is not for us: the customer speaks."""
        self._controls.put(self._shut)

    def close(self) -> None:
        """Lets go of the microphone and ends the thread."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)

    def _hear(self, opening: int, pause: float, *, held: bool) -> None:
        self._ear.pause = pause
        self._opening = opening
        self._spoken = 0.0
        self._source.cue()
        self._zero = inf  # two clocks drift apart: with every turn they are compared anew
        if held:
            self._ear.press()

    def _release(self) -> None:
        events = self._ear.release()
        self._tell(events)
        if not any(isinstance(event, Finished) for event in events):
            self._say(NothingSaid())
        self._shut()

    def _shut(self) -> None:
        self._ear.forget()
        self._opening = 0

    def _run(self) -> None:
        lost = False
        while not self._closing.is_set():
            try:
                self._source.start()
                self._ear.forget()
                self._zero = inf  # its clock stood still meanwhile
                if lost:
                    self._post(EarBack())
                lost = False
                self._listen()
            except SoundError as error:
                if not lost:
                    self._post(EarLost(error))
                lost = True
                self._closing.wait(AGAIN)
            finally:
                self._source.stop()
        self._source.close()

    def _listen(self) -> None:
        frames = 0
        while not self._closing.is_set():
            frame = self._source.read()
            if frame is None:
                self._closing.wait()
                return
            self._control()
            # A frame is never read before it was heard: the earliest is the truest.
            self._zero = min(self._zero, self._clock.now() - frame.seconds - self._ear.now)
            if self._opening:
                self._kept(frame, self._second(self._ear.now))
                self._tell(self._ear.take(frame))
                self._tell_how_long()
            else:
                self._ear.ignore(frame)
            frames += 1
            if frames % _FRAMES_A_LEVEL == 0:
                self._level(Level(frame.level, bool(self._opening) and self._ear.voiced))

    def _tell(self, events: Iterable[Event]) -> None:
        """What the ear noticed, on the call's clock."""
        for event in events:
            match event:
                case Paused(_, clip):
                    self._say(MayBeOver(clip))
                case Resumed():
                    self._say(WentOn())
                case Finished(start, end, clip):
                    self._say(TurnOver(self._second(start), self._second(end), clip))
                case Began() | Dropped():
                    pass

    def _tell_how_long(self) -> None:
        spoken = self._ear.at_a_stretch
        for seconds in (SPEAKS, INTERRUPTS):
            if self._spoken < seconds <= spoken:
                self._say(VoiceBegan(in_earnest=seconds == INTERRUPTS))
        self._spoken = spoken

    def _say(self, what: Heard) -> None:
        self._post(Overheard(self._opening, what))

    def _second(self, at: float) -> float:
        return max(0.0, self._zero + at)

    def _control(self) -> None:
        try:
            while True:
                self._controls.get_nowait()()
        except Empty:
            return
