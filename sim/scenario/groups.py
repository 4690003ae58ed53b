"""Who answers: groups of agents who share a set of skills, and when they are there."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, BeforeValidator, Discriminator, Field, Tag, model_validator

from sim.distributions import Positive
from sim.schema import BY_INTERVAL, ONE, Part
from sim.units import MINUTE, Clock, Duration, Share, clock

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_SKILL = re.compile(rf"\s*(?P<rank>{'|'.join(ORDINALS)})(?:\s+after\s+(?P<after>.+?))?\s*")
_BREAK = re.compile(r"\s*(?P<at>\S+)\s+for\s+(?P<length>.+?)\s*")


class Skill(Part):
    """That a group takes a type of call: its rank (1 first), after how long a wait, how fast, how many stay idle."""

    rank: int = Field(1, ge=1, le=1000)
    after: Duration = 0
    speed: float = Field(1.0, gt=0, le=1000)
    keep_idle: int = Field(0, ge=0, le=100_000)


def _parse_skill(value: Any) -> Any:
    """The fields of "second after 30 s"."""
    if not isinstance(value, str):
        return value
    match = _SKILL.fullmatch(value)
    if match is None:
        raise ValueError(f"'{value}' is not a skill; write first, second, ... or second after 30 s")
    fields: dict[str, object] = {"rank": ORDINALS.index(match["rank"]) + 1}
    return fields | ({"after": match["after"]} if match["after"] else {})


class Break(Part):
    """Time off within a shift."""

    at: Clock
    length: Positive


def _parse_break(value: Any) -> Any:
    """The fields of "10:00 for 15 min"."""
    if not isinstance(value, str):
        return value
    match = _BREAK.fullmatch(value)
    if match is None:
        raise ValueError(f"'{value}' is not a break; write it as 10:00 for 15 min")
    return match.groupdict()


class Shift(Part):
    """So many agents, or these people, from one time to another, with breaks."""

    start: Clock = Field(validation_alias=AliasChoices("from", "start"))
    end: Clock = Field(validation_alias=AliasChoices("to", "end"))
    agents: int | None = Field(None, ge=0, le=100_000)
    people: tuple[str, ...] = ()
    breaks: tuple[Annotated[Break, BeforeValidator(_parse_break)], ...] = ()

    @property
    def size(self) -> int:
        """How many agents work this shift."""
        return len(self.people) if self.agents is None else self.agents

    @model_validator(mode="after")
    def _one_crew(self) -> Self:
        if (self.agents is None) == (not self.people):
            raise ValueError("give either agents (how many) or people (who)")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end <= self.start:
            raise ValueError(
                f"the shift ends at {clock(self.end)}, not after its start at {clock(self.start)};"
                " a shift past midnight ends at 26:00, say"
            )
        free_from = self.start
        for pause in self.breaks:
            if pause.at < free_from or pause.at + pause.length > self.end:
                raise ValueError(
                    f"the break at {clock(pause.at)} overlaps another or lies outside the shift;"
                    " write breaks in order, within the shift"
                )
            free_from = pause.at + pause.length
        return self


class HeadCount(Part):
    """So many agents in each interval from opening on; ``plus`` more (or fewer) wherever there are any."""

    every: Positive = 30 * MINUTE
    count: tuple[Annotated[int, Field(ge=0, le=100_000)], ...] = Field(min_length=1)
    plus: int = Field(0, ge=-100_000, le=100_000)


def _kind(value: Any) -> str:
    return BY_INTERVAL if isinstance(value, dict | HeadCount) else ONE


Agents = Annotated[
    Annotated[int, Field(ge=0, le=100_000), Tag(ONE)] | Annotated[HeadCount, Tag(BY_INTERVAL)], Discriminator(_kind)
]
"""How many agents: always so many, or so many in each interval."""


class Person(Part):
    """One agent by name, with a speed: 1.1 handles a call in 1/1.1 of its time."""

    id: str = Field(min_length=1, max_length=60)
    speed: float = Field(1.0, gt=0, le=1000)


class Group(Part):
    """Agents who share their skills.  Presence is either a number, a number by interval, or shifts."""

    skills: dict[str, Annotated[Skill, BeforeValidator(_parse_skill)]] = Field(min_length=1)
    agents: Agents | None = None
    shifts: tuple[Shift, ...] = ()
    people: tuple[Person, ...] = ()
    absence: Share = 0.0
    answers: Literal["longest idle", "least occupied", "fastest"] = "longest idle"

    @model_validator(mode="after")
    def _one_presence(self) -> Self:
        if (self.agents is None) == (not self.shifts):
            raise ValueError("give either agents (a number, or a number by interval) or shifts")
        names = [person.id for person in self.people]
        if len(set(names)) < len(names):
            raise ValueError("two people have the same id; give each their own")
        return self
