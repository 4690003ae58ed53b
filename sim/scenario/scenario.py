"""One kind of day at one call center, as a manager writes it down."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, PrivateAttr, field_validator

from sim.scenario.fixed import FixedCalls
from sim.scenario.groups import Group
from sim.scenario.queues import Busyness, Queue
from sim.scenario.service_level import ServiceLevel, parse_service_level
from sim.schema import Part
from sim.units import MINUTE, Duration, Factor, parse_clock

_OPEN = re.compile(r"\s*(\S+)\s+to\s+(\S+)\s*")


class Hours(Part):
    """From opening to closing, in microseconds since midnight."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Microseconds from opening to closing."""
        return self.end - self.start

    def intervals(self, every: int) -> int:
        """How many intervals of this length the day has; the last may be cut short by closing time."""
        return -(-self.length // every)


def parse_hours(value: Any) -> Any:
    """The fields of "07:00 to 24:00"."""
    if isinstance(value, Hours):
        return value
    match = _OPEN.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"'{value}' is not opening hours; write them as 07:00 to 24:00")
    start, end = parse_clock(match[1]), parse_clock(match[2])
    if end <= start:
        raise ValueError(f"'{value}' closes before it opens; past midnight is 26:00, say")
    return Hours(start=start, end=end)


class Routing(Part):
    """Which policy routes the calls, and its own numbers."""

    model_config = ConfigDict(frozen=True, extra="allow")

    policy: str = "longest-wait"

    @property
    def numbers(self) -> dict[str, Any]:
        """The policy's own numbers, as the file has them: a number, or numbers by queue or group."""
        return dict(self.model_extra or {})


def _parse_routing(value: Any) -> Any:
    return {"policy": value} if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    if not isinstance(value, str | int | float):
        raise ValueError("this is not right here; write a text or a number")
    return value


_USUAL = ServiceLevel.model_validate({"target": "80%", "within": "20 s"})


class Scenario(Part):
    """One kind of day at one call center: who calls, who answers, and how calls find agents."""

    name: str = Field(min_length=1, max_length=200)
    about: str = ""
    provenance: dict[str, Annotated[str | int | float, BeforeValidator(_plain)]] = Field(default_factory=dict)
    open: Annotated[Hours, BeforeValidator(parse_hours)]
    warm_up: Duration = 0
    service_level: Annotated[ServiceLevel, BeforeValidator(parse_service_level)] = _USUAL
    report_every: Duration = 30 * MINUTE
    busyness: Busyness | None = None
    volume: Factor = 1.0
    lines: int | None = Field(None, ge=1, le=10_000_000)
    queues: dict[str, Queue] = Field(min_length=1)
    groups: dict[str, Group] = Field(min_length=1)
    routing: Annotated[Routing, BeforeValidator(_parse_routing)] = Routing()
    _fixed_calls: dict[str, FixedCalls] = PrivateAttr(default_factory=dict)

    @field_validator("report_every")
    @classmethod
    def _no_instants(cls, every: int) -> int:
        if every < MINUTE:
            raise ValueError("an interval of the report is at least a minute; write 15 min, 30 min or 60 min")
        return every

    @property
    def fixed_calls(self) -> dict[str, FixedCalls]:
        """The calls of each queue whose arrivals are a file of calls."""
        return self._fixed_calls
