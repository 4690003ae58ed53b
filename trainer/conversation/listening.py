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
from trainer.ear.endpoint import Began, Dropped, Endpointer, Event, Finished, Paused, Resumed
from trainer.errors import SoundError
from trainer.sound import Clip

if TYPE_CHECKING:
    from trainer.conversation.clock import Clock

INTERRUPTS = 0.4
"""Seconds of voice that are no "mm-hm": whoever has the floor loses it."""
AGAIN = 2.0
"""Seconds after which a microphone that was lost is looked for again."""
_FRAMES_A_LEVEL = 3


@dataclass(frozen=True, eq=False)
class VoiceBegan:
    """The trainee has begun to speak, at this second of the call, and is in earnest."""

    at: float


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
class EarLost:
    """The microphone is gone, and looked for."""

    error: SoundError


@dataclass(frozen=True)
class EarBack:
    """The microphone is there again."""


Overheard = VoiceBegan | MayBeOver | WentOn | TurnOver | EarLost | EarBack


class Listening:
    """Reads a source until it is closed.

    ``post``: takes what was overheard.  ``level``: takes the loudness, some 17 times a second.  ``kept``: takes all
    that is heard while the ear is open, for the recording.
    """

    def __init__(
        self,
        source: Source,
        clock: Clock,
        post: Callable[[Overheard], None],
        level: Callable[[Level], None],
        kept: Callable[[Clip, float], None],
    ) -> None:
        self._source, self._clock = source, clock
        self._post, self._level, self._kept = post, level, kept
        self._controls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._closing = Signal()
        self._ear = Endpointer(1.0)
        self._open = False
        self._zero = inf
        """The call's second at which the source's clock stood at 0."""
        self._began: float | None = None
        """When the turn that is going on began, until it is told."""
        self._thread = Thread(target=self._run, name="listening", daemon=True)

    def start(self) -> None:
        """Begins; the ear is shut until ``open``."""
        self._thread.start()

    def open(self, pause: float) -> None:
        """From now on answers are listened for; ``pause``: the seconds of silence that end one."""
        self._controls.put(lambda: self._hear(pause))

    def press(self) -> None:
        """The key is held: all until ``release`` is one answer."""
        self._controls.put(self._press)

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
            self._thread.join(3.0)

    def _hear(self, pause: float) -> None:
        self._ear.pause = pause
        self._open = True
        self._source.cue()
        self._zero = inf  # two clocks drift apart: with every turn they are compared anew

    def _press(self) -> None:
        self._open = True
        self._ear.press()

    def _release(self) -> None:
        self._tell(self._ear.release())
        self._shut()

    def _shut(self) -> None:
        self._open = False
        self._began = None

    def _run(self) -> None:
        lost = False
        while not self._closing.is_set():
            try:
                self._source.start()
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
            if self._open:
                self._kept(frame, self._second(self._ear.now))
                self._tell(self._ear.take(frame))
                if self._began is not None and self._ear.spoken >= INTERRUPTS:
                    self._post(VoiceBegan(self._began))
                    self._began = None
            else:
                self._ear.ignore(frame)
            frames += 1
            if frames % _FRAMES_A_LEVEL == 0:
                self._level(Level(frame.level, self._open and self._ear.voiced))

    def _tell(self, events: Iterable[Event]) -> None:
        """What the ear noticed, on the call's clock."""
        for event in events:
            match event:
                case Began(at):
                    self._began = self._second(at)
                case Paused(_, clip):
                    self._post(MayBeOver(clip))
                case Resumed():
                    self._post(WentOn())
                case Finished(start, end, clip):
                    self._began = None
                    self._post(TurnOver(self._second(start), self._second(end), clip))
                case Dropped():
                    self._began = None

    def _second(self, at: float) -> float:
        return max(0.0, self._zero + at)

    def _control(self) -> None:
        try:
            while True:
                self._controls.get_nowait()()
        except Empty:
            return
