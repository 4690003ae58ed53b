"""What speaks: text in, sound out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trainer.sound import Clip


@dataclass(frozen=True)
class Manner:
    """How something is said: words a minute; pitch and its range from 0 to 100, volume from 0 to 200.

    50, 50 and 100 are calm.
    """

    rate: int = 175
    pitch: int = 50
    range: int = 50
    volume: int = 100


CALM = Manner()


@dataclass(frozen=True, eq=False)
class Speech:
    """A line as sound.

    ``words``: for every word the second at which it begins, and where it stands in the text (from, to); empty where
    the engine does not say.
    """

    text: str
    clip: Clip
    words: tuple[tuple[float, int, int], ...] = ()


class Voice(Protocol):
    """An engine that speaks.  Called from one thread at a time."""

    name: str

    def say(self, text: str, voice: str, manner: Manner = CALM) -> Speech:
        """The sound of ``text`` in a voice such as "en-us+m3" or "uk".  Raises SoundError."""
        ...

    def close(self) -> None:
        """Lets go of the engine."""
        ...


class Loudspeaker(Protocol):
    """What plays.  Used by one thread at a time."""

    name: str
    notice: str
    """One sentence to the trainee where this is not what was asked for; empty where all is well."""
    there: bool
    """Whether there is a device to play to, as far as is known; where there is none, ``play`` looks for one."""

    def play(self, clip: Clip) -> None:
        """Begins to play; what was playing before is cut off.  Returns at once.  Raises SoundError."""
        ...

    def stop(self) -> None:
        """Is silent within 50 ms."""
        ...

    @property
    def playing(self) -> bool:
        """Whether something is still to be heard."""
        ...

    def check(self, *, gone: bool) -> None:
        """Finds out whether it is ``there`` still, for a loudspeaker was taken away.  ``gone``: this one."""
        ...

    def close(self) -> None:
        """Lets go of the device."""
        ...
