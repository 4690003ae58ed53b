"""What happens in a call, as the rim reports it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.schema import Part
from trainer.transcript import Text

Seconds = Annotated[float | None, Field(ge=0)]
"""Since the call began; None where nobody measured it."""


class Answered(Part):
    """The trainee said this.

    ``words``: what the recognizer heard with its confidence, 0 to 1; none for a typed answer.  ``interrupted``: began
    before the customer had finished.  ``said_from``, ``said_to``: when the customer spoke before it.
    """

    kind: Literal["answered"] = "answered"
    text: Text
    start: Seconds = None
    end: Seconds = None
    words: tuple[tuple[Text, float], ...] = ()
    interrupted: bool = False


class Spoken(Part):
    """The customer's last line was played between these moments."""

    kind: Literal["spoken"] = "spoken"
    start: float = Field(ge=0)
    end: float = Field(ge=0)


class HeardAgain(Part):
    """An answer that was given already was recognized a second time, and these words of it are sure or doubted.

    ``answer``: which one; 1 is the first.  The customer has answered it; the score is what profits.
    """

    kind: Literal["heard again"] = "heard again"
    answer: int = Field(ge=1)
    words: tuple[tuple[Text, float], ...]


class PutRight(Part):
    """After the call: this is what the trainee really said; with the words that were heard, that they were said.

    ``answer``: which one; 1 is the first.  The customer has answered what was heard; the score is what profits.
    """

    kind: Literal["put right"] = "put right"
    answer: int = Field(ge=1)
    text: Text


class Silence(Part):
    """The trainee said nothing for too long."""

    kind: Literal["silence"] = "silence"
    start: Seconds = None
    end: Seconds = None


class Transferred(Part):
    """The trainee passed the call on, after saying ``text`` to the customer, with a summary for the colleague."""

    kind: Literal["transferred"] = "transferred"
    summary: Text = ""
    text: Text = ""
    start: Seconds = None
    end: Seconds = None


class HungUp(Part):
    """The trainee hung up."""

    kind: Literal["hung up"] = "hung up"
    start: Seconds = None


News = HeardAgain | PutRight
"""What is learnt of an answer that was given already."""
Event = Annotated[Answered | Spoken | News | Silence | Transferred | HungUp, Field(discriminator="kind")]


def is_answer(event: Event) -> bool:
    """Whether this was the trainee's turn, and no news about another one."""
    return not isinstance(event, Spoken | News)
