"""What a center promises: so many answered within so many seconds, and what counts of those who hang up."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from sim.schema import Part
from sim.units import Duration, Share, seconds

_TARGET = re.compile(r"\s*(?P<target>[0-9.]+\s*%)\s+within\s+(?P<within>.+?)\s*")
_ABANDONED = re.compile(r"\s*(?P<rule>removed|good)\s+within\s+(?P<within>.+?)\s*")


class AbandonedRule(Part):
    """What a service level does with callers who hung up.

    ``against``: offered but not answered in time (over offered).  ``ignored``: over answered alone.
    ``removed``: those who left within ``within`` were never offered.  ``good``: those count as answered in time.
    """

    rule: Literal["against", "ignored", "removed", "good"]
    within: Duration | None = None

    def __str__(self) -> str:
        if self.within is None:
            return {"against": "count against", "ignored": "ignored"}[self.rule]
        return f"{self.rule} within {seconds(self.within):g} s"


def parse_abandoned(value: Any) -> Any:
    """The rule of "count against", "ignored", "removed within 5 s" or "good within 5 s"."""
    if value in ("count against", "ignored"):
        return AbandonedRule(rule="ignored" if value == "ignored" else "against")
    if isinstance(value, str) and (match := _ABANDONED.fullmatch(value)):
        return match.groupdict()
    if isinstance(value, AbandonedRule):
        return value
    raise ValueError(
        f"'{value}' is not a rule for callers who hang up; write count against, ignored,"
        " removed within 5 s or good within 5 s"
    )


Abandoned = Annotated[AbandonedRule, BeforeValidator(parse_abandoned)]


class ServiceLevel(Part):
    """The promise: ``target`` of the calls answered within ``within``."""

    target: Share
    within: Duration
    abandoned: Abandoned = AbandonedRule(rule="against")

    def __str__(self) -> str:
        return f"{self.target * 100:.6g}% within {seconds(self.within):g} s, abandoned calls {self.abandoned}"


def parse_service_level(value: Any) -> Any:
    """The fields of "80% within 20 s"."""
    if not isinstance(value, str):
        return value
    match = _TARGET.fullmatch(value)
    if match is None:
        raise ValueError(f"'{value}' is not a service level; write it as 80% within 20 s")
    return match.groupdict()
