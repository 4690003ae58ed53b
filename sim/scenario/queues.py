"""What callers bring to a queue: when they call, how long they talk, how long they wait, whether they call again."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from sim.distributions import AnyLaw, Deterministic, EndingLaw, Positive
from sim.schema import Part
from sim.units import HOUR, MINUTE, Factor, Share


def _listed(value: Any) -> Any:
    """One thing as a list of one."""
    return value if isinstance(value, list | tuple) else [value]


GENERATIONS = 20
"""An errand ends here: after so many retries and transfers in a row the caller gives up."""

Rate = Annotated[float, Field(ge=0)]
"""Calls an hour."""


class Busyness(Part):
    """Some days are simply busier: a gamma factor of mean 1 on a whole day's arrivals."""

    cv: Annotated[Factor, Field(le=10)]


class Arrivals(Part):
    """Poisson arrivals: one rate for each interval of the day, or one for all day; or fixed calls from a file."""

    every: Positive = 30 * MINUTE
    per_hour: Annotated[tuple[Rate, ...], BeforeValidator(_listed)] = ()
    log: str | None = None

    @field_validator("every")
    @classmethod
    def _divides_the_hour(cls, every: int) -> int:
        if HOUR % every:
            raise ValueError("an interval must divide the hour; write 15 min, 30 min or 60 min")
        return every

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.per_hour) == (self.log is not None):
            raise ValueError("give either per_hour (calls an hour) or log (a file of calls)")
        return self


class Retry(Part):
    """A caller who was lost calls again: how likely by attempt, how much later, how often at most."""

    probability: Annotated[tuple[Share, ...], BeforeValidator(_listed), Field(min_length=1)]
    after: EndingLaw
    at_most: int = Field(3, ge=1, le=20)

    def probability_after(self, attempt: int) -> float:
        """How likely the caller of this attempt (the first is 1) calls again when lost."""
        if attempt > self.at_most:
            return 0.0
        return self.probability[min(attempt, len(self.probability)) - 1]


class Transfer(Part):
    """A handled call that goes on to another queue."""

    to: str
    probability: Share
    talk: EndingLaw | None = None


class Queue(Part):
    """One type of call.  ``patience`` None: callers wait for ever."""

    arrivals: Arrivals
    volume: Factor = 1.0
    busyness: Busyness | None = None
    talk: EndingLaw
    after_call_work: EndingLaw = Deterministic.model_validate({"mean": "0 s"})
    patience: AnyLaw | None = None
    balk: Share = 0.0
    priority: int = Field(1, ge=1, le=1000)
    queue_limit: int | None = Field(None, ge=0, le=10_000_000)
    retry: Retry | None = None
    transfer: Annotated[tuple[Transfer, ...], BeforeValidator(_listed)] = ()

    @field_validator("transfer")
    @classmethod
    def _shares(cls, transfers: tuple[Transfer, ...]) -> tuple[Transfer, ...]:
        if sum(transfer.probability for transfer in transfers) > 1 + 1e-9:
            raise ValueError("the probabilities of transfer add up to more than 100%")
        return transfers
