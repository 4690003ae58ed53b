"""The end of a turn: when has a person finished, and when are they only thinking?

Time is counted on the source's own clock: samples taken in, over samples a second.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.ear.activity import FRAME_SECONDS, Activity
from trainer.sound import Clip


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_SECONDS)


SURE = 3
"""Frames with a voice, among the last five, from which on somebody speaks: a click has one."""
OF = 5
LEARNING = _frames(0.1)
"""The detector takes whatever it hears first for a voice."""
SHORT_SILENCE = _frames(0.24)
"""A silence after which the turn may be over, and recognition may start."""
SHORTEST = _frames(0.3)
"""Voice that makes a turn: less, with nothing following, is a cough or a murmur; a quick "yes" has more."""
SHORTEST_HELD = _frames(0.1)
"""The same where a key says that it is a turn."""
LONGEST = _frames(60)
"""A turn is over after so long, whatever is heard."""
BEFORE = _frames(0.3)
"""Kept before the voice begins, so that first sounds are whole."""
AFTER = _frames(0.2)
"""Kept after the voice ends."""


@dataclass(frozen=True)
class Began:
    """Somebody speaks.  ``at``: since this second."""

    at: float


@dataclass(frozen=True, eq=False)
class Paused:
    """A short silence: the turn may be over.

    ``at``: the second at which the voice ended.  ``clip``: what is heard if it is; the same as that of Finished unless
    Resumed comes between, so that recognition may start now.
    """

    at: float
    clip: Clip


@dataclass(frozen=True)
class Resumed:
    """It was not over.  ``at``: the second at which the voice went on."""

    at: float


@dataclass(frozen=True, eq=False)
class Finished:
    """A turn is over.

    ``start``, ``end``: the seconds at which the voice began and ended.  ``clip``: what was said, with a little before
    and after.  ``clip_start``: the second at which the clip begins.
    """

    start: float
    end: float
    clip: Clip
    clip_start: float


@dataclass(frozen=True)
class Dropped:
    """That was no turn: too short.  ``start``, ``end``: seconds."""

    start: float
    end: float


Event = Began | Paused | Resumed | Finished | Dropped


class Endpointer:
    """Cuts what a microphone hears into turns.

    ``pause``: seconds of silence after which a turn is over; a person thinking aloud is not cut off by a shorter one.
    ``push_to_talk``: the ear is open only between ``press`` and ``release``.
    """

    def __init__(self, pause: float, *, push_to_talk: bool = False) -> None:
        self.pause = pause
        self.push_to_talk = push_to_talk
        self.activity = Activity()
        """What is known of the voice and its room."""
        self.voiced = False
        """Whether the last frame has a voice in it."""
        self._held = False
        self._now = 0
        self._kept: list[NDArray[np.int16]] = []
        self._window: deque[bool] = deque(maxlen=OF)
        self._open = False
        self._paused = False
        self._start = self._end = self._spoken = self._stretch = 0
        self._earliest = 0

    @property
    def now(self) -> float:
        """Seconds taken in."""
        return self._now * FRAME_SECONDS

    @property
    def spoken(self) -> float:
        """Seconds of voice in the turn that is going on; 0 between turns."""
        return self._spoken * FRAME_SECONDS if self._open else 0.0

    @property
    def at_a_stretch(self) -> float:
        """The same since the last short silence: two times "mm-hm" is no speech."""
        return self._stretch * FRAME_SECONDS if self._open else 0.0

    def take(self, frame: Clip) -> tuple[Event, ...]:
        """The next 20 ms, and what they tell."""
        self.voiced = self.activity.voiced(frame)
        self._now += 1
        self._kept.append(frame.samples)
        self._window.append(self.voiced and self._now > LEARNING)
        if self._open:
            return self._go_on()
        self._trim()
        return self._begin() if self._sure and (self._held or not self.push_to_talk) else ()

    def ignore(self, frame: Clip) -> None:
        """The next 20 ms, unheard: the ear is shut while the customer speaks."""
        self._now += 1
        self._drop()

    def forget(self) -> None:
        """What was heard so far belongs to no turn, and no key is held."""
        self._held = False
        self._drop()

    def press(self) -> None:
        """The key goes down: silence ends no turn until it goes up."""
        self._held = True

    def release(self) -> tuple[Event, ...]:
        """The key goes up: a turn that is going on is over."""
        self._held = False
        return self._finish(SHORTEST_HELD) if self._open else ()

    @property
    def _sure(self) -> bool:
        return self._window.count(True) >= SURE

    def _first_voiced(self) -> int:
        """The frame at which the voice in the window begins."""
        return self._now - len(self._window) + list(self._window).index(True)

    def _begin(self) -> tuple[Event, ...]:
        self._open, self._paused = True, False
        self._start, self._end = self._first_voiced(), self._now
        self._spoken = self._stretch = self._window.count(True)
        return (Began(self._start * FRAME_SECONDS),)

    def _go_on(self) -> tuple[Event, ...]:
        self._spoken += self.voiced
        self._stretch += self.voiced
        events: tuple[Event, ...] = ()
        if self.voiced and self._sure:
            self._end = self._now
            if self._paused:
                self._paused = False
                events = (Resumed(self._first_voiced() * FRAME_SECONDS),)
        silent = self._now - self._end
        if silent >= SHORT_SILENCE:
            self._stretch = 0
        if self._now - self._start >= LONGEST or (silent >= _frames(self.pause) and not self._held):
            return events + self._finish(SHORTEST)
        if silent >= SHORT_SILENCE and not self._paused and self._spoken >= SHORTEST:
            self._paused = True
            events += (Paused(self._end * FRAME_SECONDS, self._clip()),)
        return events

    def _finish(self, shortest: int) -> tuple[Event, ...]:
        start, end = self._start * FRAME_SECONDS, self._end * FRAME_SECONDS
        event = (
            Finished(start, end, self._clip(), self._clip_start() * FRAME_SECONDS)
            if self._spoken >= shortest
            else Dropped(start, end)
        )
        self._close(self._clip_end())
        return (event,)

    def _drop(self) -> None:
        self.voiced = False
        self._close(self._now)
        self._kept.clear()

    def _close(self, earliest: int) -> None:
        self._open = self._paused = False
        self._earliest = earliest
        self._window.clear()

    def _clip_start(self) -> int:
        return max(self._start - BEFORE, self._earliest)

    def _clip_end(self) -> int:
        return min(self._end + AFTER, self._now)

    def _clip(self) -> Clip:
        first = self._now - len(self._kept)
        return Clip(np.concatenate(self._kept[self._clip_start() - first : self._clip_end() - first]))

    def _trim(self) -> None:
        """Between turns only what may stand before the next is kept."""
        del self._kept[: -(BEFORE + OF)]
