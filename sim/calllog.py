"""What happened: one row a contact, one row a stretch of an agent's presence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

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
    of signing on.  Moments are int64 microseconds since midnight; -1 where the thing did not happen.
    """

    queues: tuple[str, ...]
    groups: tuple[str, ...]
    agents: tuple[str, ...]
    agent_group: NDArray[np.int64]
    opens: int
    closes: int
    counted_from: int
    """Contacts that arrived earlier, and work done earlier, belong to the warm-up."""
    row: NDArray[np.int64]
    """The contact's row in the workload."""
    contact: NDArray[np.int64]
    """The row of the caller's first call: the same for retries and transfers."""
    attempt: NDArray[np.int64]
    """1 for the first call to this queue, 2 for the first retry, ..."""
    call_type: NDArray[np.int64]
    arrival: NDArray[np.int64]
    status: NDArray[np.int64]
    left_queue: NDArray[np.int64]
    """When the call was answered, abandoned or blocked; -1 while it waits."""
    agent: NDArray[np.int64]
    talk_end: NDArray[np.int64]
    work_end: NDArray[np.int64]
    """When after-call work was done and the agent was free."""
    span_agent: NDArray[np.int64]
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


COLUMNS = (
    "row", "contact", "attempt", "call_type", "arrival", "status", "left_queue", "agent", "talk_end", "work_end",
    "span_agent", "span_start", "span_end", "span_planned_end",
)  # fmt: skip
"""The columns of a CallLog, in which two logs of the same day must agree bit for bit."""


def same_log(one: CallLog, other: CallLog) -> bool:
    """Whether two logs are equal, number for number."""
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in COLUMNS)
