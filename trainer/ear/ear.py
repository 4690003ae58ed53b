"""What hears: sound in, words out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trainer.sound import Clip


@dataclass(frozen=True)
class Hearing:
    """What a recognizer made of a clip.

    ``words``: with its confidence, 0 to 1, each; empty where the engine has none.
    """

    text: str
    words: tuple[tuple[str, float], ...] = ()


class Recognizer(Protocol):
    """An engine that recognizes speech of one language.  Used by one thread at a time; the model is loaded once."""

    name: str
    keeps_fillers: bool
    """Whether "um" and "uh" are in the text as they were in the sound."""

    def warm_up(self) -> None:
        """Loads the model.  Raises SoundError with one sentence and a remedy."""
        ...

    def hear(self, clip: Clip) -> Hearing:
        """The words of a clip.  Raises SoundError."""
        ...

    def again(self, clip: Clip, heard: Hearing) -> Hearing:
        """The same words, each with its confidence.

        An engine without confidences listens a second time, which takes as long as the first.  Raises SoundError.
        """
        ...


class Source(Protocol):
    """Where sound comes from: a microphone, or recordings in its place.  16,000 samples a second, one channel."""

    name: str

    def start(self) -> None:
        """Begins to take in sound.  Raises SoundError."""
        ...

    def read(self) -> Clip | None:
        """The next 20 ms, waiting for them; None when there will be no more.  Raises SoundError when it is lost."""
        ...

    def cue(self) -> None:
        """The trainee has the floor: recordings begin with the next answer, a microphone hears what it hears."""
        ...

    def stop(self) -> None:
        """Takes in no more; ``start`` begins anew."""
        ...

    def close(self) -> None:
        """Lets go of the device."""
        ...
