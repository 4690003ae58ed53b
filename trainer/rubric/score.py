"""A score that can be argued with: every point rests on words that were said, or says why it was not given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal["pass", "fail", "not measured", "not scored", "not applicable"]
""""not measured": needs sound and there was none.  "not scored": the recognizer was unsure of the words it hangs on.
"not applicable": this call has no occasion for it.  Only "pass" and "fail" count."""


@dataclass(frozen=True)
class Evidence:
    """Words of one turn, and when they were said.

    ``turn``: the place in the transcript, from 1.  ``start``, ``end``: seconds since the call began, of the turn.
    """

    turn: int
    quote: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True)
class Finding:
    """What a check found: a verdict, what it rests on, and a few words why."""

    status: Status
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    looked_for: tuple[str, ...] = ()
    """The acts that would have passed it, of a check that failed for want of them."""


@dataclass(frozen=True)
class CheckResult:
    """One line of the result."""

    name: str
    definition: str
    finding: Finding
    points: float = 0.0
    """What a pass is worth here; 0 for what does not count."""
    better: str = ""
    """A better wording, for a fault."""

    @property
    def status(self) -> Status:
        """The verdict."""
        return self.finding.status


@dataclass(frozen=True)
class SectionResult:
    """A section: what it weighs in this call, and what was earned."""

    name: str
    weight: float
    earned: float
    checks: tuple[CheckResult, ...]


@dataclass(frozen=True)
class Deduction:
    """Points taken off for words that were said."""

    name: str
    points: float
    evidence: Evidence
    because: str
    better: str


@dataclass(frozen=True)
class Critical:
    """Something that makes a result "not ready", whatever the points."""

    name: str
    definition: str
    evidence: tuple[Evidence, ...]
    why: str
    better: str = ""


@dataclass(frozen=True)
class Score:
    """The result of one call.

    ``total``: 0 to 100: what the sections earned less the deductions.
    """

    total: float
    sections: tuple[SectionResult, ...]
    deductions: tuple[Deduction, ...] = ()
    criticals: tuple[Critical, ...] = ()
    pass_mark: float = 75.0

    @property
    def ready(self) -> bool:
        """Whether somebody who does this may answer such calls."""
        return not self.criticals and self.total >= self.pass_mark

    @property
    def checks(self) -> dict[str, CheckResult]:
        """Every check by name."""
        return {check.name: check for section in self.sections for check in section.checks}
