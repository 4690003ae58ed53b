"""The two questions an ACD answers: who takes this call, and what does this agent take next?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sim.errors import PolicyError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.routing.floor import Floor

LEAVE = -1
"""The answer that leaves the call waiting, or the agent idle."""

Question = Callable[["Floor", int], int]


@dataclass(frozen=True)
class Parameter:
    """A number that a scenario may give a policy: one, or one for each queue or group; at least ``least``."""

    name: str
    per: Literal["one", "queue", "group"]
    default: float
    least: float = 0.0


@dataclass(frozen=True)
class Policy:
    """A routing rule: two plain functions and the numbers they read.

    ``pick_group(floor, call_type)`` is asked when a call has arrived or its overflow delay has passed, of the
    longest-waiting call of its type; the answer is a group, or -1 to leave the call waiting.
    ``pick_queue(floor, group)`` is asked when an agent of the group has become free; the answer is a call type,
    or -1 to leave the agent idle.
    """

    name: str
    pick_group: Question
    pick_queue: Question
    parameters: tuple[Parameter, ...] = ()
    memory: int = 0
    """How many floats the policy remembers during a day."""
    coins: bool = False
    """Whether the policy tosses coins."""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    """What the scenario says of the parameters: a number, or a number by name."""
    source: str = ""
    """The rule in a sentence, and where it comes from."""

    def with_numbers(self, numbers: Mapping[str, Any]) -> Policy:
        """The same rule with these numbers."""
        return replace(self, numbers=dict(numbers))

    def params(self, queues: Sequence[str], groups: Sequence[str]) -> NDArray[np.float64]:
        """The numbers as the floor shows them, parameter after parameter.  Raises PolicyError."""
        unknown = set(self.numbers) - {parameter.name for parameter in self.parameters}
        if unknown:
            raise PolicyError(f"policy '{self.name}' has no parameter '{min(unknown)}'")
        names = {"one": ("",), "queue": tuple(queues), "group": tuple(groups)}
        columns = [self._values(parameter, names[parameter.per]) for parameter in self.parameters]
        return np.array([value for column in columns for value in column], dtype=np.float64)

    def _values(self, parameter: Parameter, names: Sequence[str]) -> list[float]:
        given = self.numbers.get(parameter.name, parameter.default)
        if not isinstance(given, Mapping):
            return [_number(given, parameter.name, parameter.least)] * len(names)
        unknown = set(given) - set(names)
        if unknown:
            raise PolicyError(f"{parameter.name}: no {parameter.per} named '{min(map(str, unknown))}'")
        return [
            _number(given.get(name, parameter.default), f"{parameter.name}.{name}", parameter.least) for name in names
        ]


def _number(value: Any, place: str, least: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        raise PolicyError(f"{place}: '{value}' is not a number")
    if value < least:
        raise PolicyError(f"{place}: {value} is below {least:g}")
    return float(value)
