"""A dialogue file: one difficult customer, what is true, what the company wants said, and what happens then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sim.schema import Part
from trainer.dialogue.conditions import ALWAYS, DueOfFile, Next, Past, When
from trainer.dialogue.facts import Fact, Knowledge
from trainer.language import Language, Lines, Phrase, Say

CallKind = Literal["support", "complaint", "sales", "retention", "outbound", "survey"]
Framework = Literal["HEARD", "LAST", "LEAPS", "LAER"]
RELATIVE = "relative_"
"""How the names of moves begin that somebody else than the customer makes."""
Mood = Annotated[float, Field(ge=0, le=10)]
Change = Annotated[float, Field(ge=-10, le=10)]
Share = Annotated[float, Field(ge=0, le=1)]


class Waiting(Part):
    """What each minute in the queue adds to the opening mood."""

    anger: Change = 0
    trust: Change = 0


class Persona(Part):
    """Who is calling."""

    name: str
    called: tuple[str, ...] = Field(min_length=1)
    """Forms of address that count as using the name."""
    voice: str = ""
    """An espeak-ng voice with its variant; empty: the language's usual one."""
    about: str
    anger: Mood
    trust: Mood
    never_below: Mood = 0
    """Anger under which this customer does not come."""
    per_minute_in_queue: Waiting = Waiting()


class ScriptLine(Part):
    """Something the company wants said: ``strict`` word by word, ``flexible`` by meaning (an act)."""

    strict: str | None = None
    flexible: str | None = None
    before: Literal["account data", "the end", "purpose"] = "the end"
    critical: bool = False
    """Leaving it out makes the result "not ready"."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.strict is None) == (self.flexible is None):
            raise ValueError("a line is strict or flexible; give one of the two")
        return self


class Question(Part):
    """A survey's question, to be read as it stands."""

    read: str
    answers: tuple[str, ...] = Field(min_length=1)
    """What the customer answers to it."""


class Resolution(Part):
    """What a right solution consists of."""

    root_cause: str | None = None
    """The act that names why it happened."""
    facts: tuple[str, ...] = ()
    """Facts that the trainee must have said, and right."""
    steps: tuple[DueOfFile, ...] = ()
    """Acts that must have been heard; with a condition, where it held."""
    offer: str | None = None
    """The act of making the permitted offer."""
    deadline: bool = True
    """Whether there is something to promise by a date or a time."""
    verification: bool = True
    """Whether the caller has to be verified at all."""
    transfer: bool = False
    """Whether the right end is a transfer with a summary."""

    @property
    def solutions(self) -> tuple[str, ...]:
        """The acts that solve the matter."""
        return (*(step.name for step in self.steps), *filter(None, [self.offer]))


class MoodRule(Part):
    """When the customer's mood moves, how far, and why."""

    when: When
    anger: Change = 0
    trust: Change = 0
    once: bool = False
    because: str


class Move(Part):
    """Something the customer says, and where it leads."""

    says: Lines
    harder: tuple[str, ...] = ()
    """Said instead when the objection comes back because it was not acknowledged."""
    objection: bool = False
    cue: Literal["anger", "worry", "sadness", "shame"] | None = None
    """The feeling that shows, which the trainee has to answer."""
    tells: tuple[str, ...] = ()
    """Facts that the customer tells by saying this."""
    next: tuple[Next, ...] = ()
    ends: bool = False
    """The customer hangs up after this."""


class Ending(Part):
    """A way the call can end; the first whose condition holds at the close is it."""

    when: When = ALWAYS
    success: bool = False
    means: str


ANY_ENDING = ""
"""The ending of what is right however the call ends."""


def _listed(right: Any) -> Any:
    return (right,) if isinstance(right, str) else right


def _by_ending(right: Any) -> Any:
    if not right:
        raise ValueError("nothing would be right; give at least one of the dispositions")
    return {ANY_ENDING: _listed(right)} if isinstance(right, str | list | tuple) else right


Right = Annotated[tuple[DueOfFile, ...], Field(min_length=1), BeforeValidator(_listed)]


class WrapUpTruth(Part):
    """What belongs into the record of this call."""

    dispositions: Mapping[str, str] = Field(min_length=2)
    """What to choose from."""
    right: Annotated[Mapping[str, Right], BeforeValidator(_by_ending)]
    """The disposition to choose, a list where there is more than one right one; or so by the name of the ending."""
    notes: tuple[str, ...] = ()
    """Facts and acts that the notes must mention."""
    follow_up: str | None = None
    """The act that promises a follow-up; none: nothing is to be promised."""
    seconds: int = Field(120, ge=10)
    """Time for the form."""

    def right_in(self, call: Past, ending: str) -> tuple[str, ...]:
        """What is right to choose after this call; where its ending is unknown, whatever is right after any."""
        known = [names for name, names in self.right.items() if name in (ANY_ENDING, ending)] or self.right.values()
        return tuple(dict.fromkeys(due.name for names in known for due in names if due.holds(call)))


class Dialogue(Part):
    """One call to rehearse, as its author wrote it."""

    title: str
    kind: CallKind
    language: Language
    level: int = Field(ge=1, le=5)
    number: int = Field(99, ge=1)
    """Where it stands in the list of calls."""
    about: str
    company: str
    role: str
    aim: str
    persona: Persona
    facts: Mapping[str, Fact] = Field(default_factory=dict)
    knowledge: Mapping[str, Knowledge] = Field(default_factory=dict)
    script: Mapping[str, ScriptLine] = Field(default_factory=dict)
    questions: Mapping[str, Question] = Field(default_factory=dict)
    issue: tuple[str, ...] = Field(min_length=1)
    """Phrases that name the customer's own trouble."""
    concepts: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    acts: Mapping[str, tuple[str, ...] | Say] = Field(default_factory=dict)
    resolution: Resolution
    framework: Framework | None = None
    forbidden: tuple[Phrase, ...] = ()
    jargon: tuple[str, ...] = ()
    mood: tuple[MoodRule, ...] = ()
    opening: str
    moves: Mapping[str, Move] = Field(min_length=1)
    reactions: Mapping[str, Lines] = Field(default_factory=dict)
    hangs_up: tuple[str, ...] = Field(min_length=1)
    """Last words at anger 10."""
    endings: Mapping[str, Ending] = Field(min_length=1)
    turns: int = Field(14, ge=3, le=40)
    """Answers after which the customer gives up."""
    talk_share: tuple[Share, Share] = (0.25, 0.65)
    """The least and the most of the talk that should be the trainee's."""
    end_of_turn: float = Field(1.0, gt=0, le=10)
    """Seconds of silence after which a spoken answer counts as finished."""
    wrap_up: WrapUpTruth
    leaves_out: tuple[str, ...] = ()
    """Checks that this call has no occasion for."""
    criticals: tuple[str, ...] = ()
    """Acts of this call that make the result "not ready"."""
    better: Mapping[str, str] = Field(default_factory=dict)
    """Model answers, by the name of the check."""

    @field_validator("talk_share")
    @classmethod
    def _least_first(cls, share: tuple[float, float]) -> tuple[float, float]:
        if share[0] > share[1]:
            raise ValueError("the least is more than the most; write the smaller one first")
        return share

    def __hash__(self) -> int:
        return hash((self.title, self.company, self.language))
