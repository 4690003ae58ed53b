"""What a conversation tells the window, and what the window tells it: small facts that travel through two queues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trainer.voice import Speech

Who = Literal["customer", "trainee", "thinking", "nobody"]
"""Who has the floor; "thinking": the trainee's words are being recognized."""


@dataclass(frozen=True)
class Floor:
    """The floor goes to somebody.

    ``at``: seconds since the call began.
    """

    who: Who
    at: float


@dataclass(frozen=True, eq=False)
class CustomerSays:
    """The customer begins to speak, in this mood (0 to 10 each).  ``turn``: its place in the transcript, from 0."""

    turn: int
    text: str
    anger: float
    trust: float
    at: float
    speech: Speech | None = None
    """The sound of it; None where there is no voice."""


@dataclass(frozen=True)
class TraineeSaid:
    """What was taken as the trainee's answer.  ``words``: with the recognizer's confidence; none of a typed answer."""

    turn: int
    text: str
    words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Level:
    """How loud the microphone is, in dB under full scale, and whether that is a voice."""

    db: float
    voiced: bool


@dataclass(frozen=True)
class Notice:
    """One sentence to the trainee: what happened and what to do."""

    sentence: str


@dataclass(frozen=True)
class Ended:
    """The line is closed.  ``ending``: its name in the dialogue; "" where the call was left."""

    ending: str


Happening = Floor | CustomerSays | TraineeSaid | Level | Notice | Ended


@dataclass(frozen=True)
class Typed:
    """The trainee typed an answer."""

    text: str


@dataclass(frozen=True)
class Typing:
    """The trainee is typing; the customer waits."""


@dataclass(frozen=True)
class Hold:
    """The trainee asks the customer to hold, with these words; the customer does until the next answer."""

    text: str


@dataclass(frozen=True)
class PassOn:
    """The trainee transfers the call, after telling the customer ``text``."""

    text: str
    summary: str


@dataclass(frozen=True)
class HangUpNow:
    """The trainee hangs up."""


@dataclass(frozen=True)
class Talk:
    """The push-to-talk key goes down, or up."""

    down: bool


@dataclass(frozen=True)
class Unplugged:
    """A loudspeaker was taken away; ``ours``: the one through which the customer speaks."""

    ours: bool


@dataclass(frozen=True)
class Leave:
    """The window closes; the call is kept as far as it came."""


Command = Typed | Typing | Hold | PassOn | HangUpNow | Talk | Unplugged | Leave
