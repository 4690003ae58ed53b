"""What a session wants done: something said, an answer listened for, the line closed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Say:
    """The customer says this, in this mood (0 to 10 each), with this voice."""

    text: str
    anger: float
    trust: float
    voice: str = ""


@dataclass(frozen=True)
class Listen:
    """The trainee has the floor.  ``pause``: seconds of silence after which a spoken answer is finished."""

    pause: float = 1.0


@dataclass(frozen=True)
class HangUp:
    """The call is over, with this ending of the dialogue."""

    ending: str


Action = Say | Listen | HangUp
