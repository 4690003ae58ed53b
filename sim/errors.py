"""What goes wrong, said to the person who can put it right: place, problem, remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake in something a person wrote: where it stands, what it is, what to write instead."""

    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        sentence = f"{self.place}: {self.problem}"
        return f"{sentence}; {self.remedy}" if self.remedy else sentence


class CallfloorError(Exception):
    """The root of every error that this package raises on purpose."""


class InputError(CallfloorError):
    """A file or an argument with mistakes, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class ScenarioError(InputError):
    """A scenario that cannot be simulated as it is written."""


class LogError(InputError):
    """A call log or interval report that cannot be read as it is."""


class OutputError(InputError):
    """A place that cannot be written to, or a run that cannot be resumed."""


class ClusterError(InputError):
    """A cluster that days cannot be run on."""


class PolicyError(CallfloorError):
    """A routing policy that breaks its contract."""


class CompileError(PolicyError):
    """A routing policy that keeps its contract but cannot be compiled."""


class EngineError(CallfloorError):
    """A day that no engine can run, or that two engines run differently."""


class MetricError(CallfloorError):
    """A figure that is not defined for this log."""


class EngineWarning(UserWarning):
    """Another engine than the compiled one runs a day."""
