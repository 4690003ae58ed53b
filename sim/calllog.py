"""What happened: one row a contact, one row a stretch of an agent's presence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Status(IntEnum):
    """How a contact ended."""

    HANDLED = 0
    ABANDONED = 1
    BLOCKED_LINES = 2
    """Every line of the center was taken."""
    BLOCKED_QUEUE = 3
    """The queue was full."""
    WAITING = 4
    """Still waiting when nobody was left to answer."""


@dataclass(frozen=True)
class CallLog:
    """A day as it went.

    Columns of contacts have shape (contacts,), in order of arrival; columns of presence shape (spans,), in order
    of signing on.  Moments are int64 microseconds since midnight; -1 where the thing did not happen.  Columns are
    read, never written to, and some may be the workload's own; the narrow ones are cast before one calculates.
    """

    queues: tuple[str, ...]
    groups: tuple[str, ...]
    agents: tuple[str, ...]
    agent_group: NDArray[np.int64]
    opens: int
    closes: int
    counted_from: int
    """Contacts that arrived earlier, and work done earlier, belong to the warm-up."""
    row: NDArray[np.int32]
    """The contact's row in the workload."""
    contact: NDArray[np.int32]
    """The row of the caller's first call: the same for retries and transfers."""
    attempt: NDArray[np.int16]
    """1 for the first call to this queue, 2 for the first retry, ..."""
    call_type: NDArray[np.int16]
    arrival: NDArray[np.int64]
    status: NDArray[np.int8]
    """A Status."""
    left_queue: NDArray[np.int64]
    """When the call was answered, abandoned or blocked; -1 while it waits."""
    agent: NDArray[np.int32]
    talk_end: NDArray[np.int64]
    work_end: NDArray[np.int64]
    """When after-call work was done and the agent was free."""
    span_agent: NDArray[np.int32]
    span_start: NDArray[np.int64]
    span_end: NDArray[np.int64]
    """When the agent really left: after the shift, if a call went on."""
    span_planned_end: NDArray[np.int64]

    @property
    def contacts(self) -> int:
        """How many contacts there were, blocked ones included."""
        return len(self.row)

    @property
    def wait(self) -> NDArray[np.int64]:
        """Microseconds in queue, shape (contacts,); for a call still waiting, -1."""
        return np.where(self.left_queue >= 0, self.left_queue - self.arrival, -1)

    @property
    def after_closing(self) -> NDArray[np.bool_]:
        """Shape (contacts,): the calls that the last roster answered after closing time."""
        late: NDArray[np.bool_] = (self.status == Status.HANDLED) & (self.left_queue >= self.closes)
        return late


COLUMNS: Final = {
    "row": np.int32,
    "contact": np.int32,
    "attempt": np.int16,
    "call_type": np.int16,
    "arrival": np.int64,
    "status": np.int8,
    "left_queue": np.int64,
    "agent": np.int32,
    "talk_end": np.int64,
    "work_end": np.int64,
    "span_agent": np.int32,
    "span_start": np.int64,
    "span_end": np.int64,
    "span_planned_end": np.int64,
}
"""The columns of a CallLog and their types, in which two logs of the same day must agree bit for bit."""


def same_log(one: CallLog, other: CallLog) -> bool:
    """Whether two logs are equal, number for number and type for type."""
    pairs = ((getattr(one, name), getattr(other, name)) for name in COLUMNS)
    return all(a.dtype == b.dtype and np.array_equal(a, b) for a, b in pairs)
