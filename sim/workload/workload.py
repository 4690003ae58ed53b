"""Every contact of a day, drawn before the day starts: columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNLIMITED = 2**62
NONE = -1
"""No row: the caller does not call again, the call is not transferred."""
COLUMNS: Final = {
    "arrival": np.int64,
    "call_type": np.int16,
    "patience": np.int64,
    "talk": np.int64,
    "after_call_work": np.int64,
    "if_lost": np.int32,
    "if_handled": np.int32,
    "delay": np.int64,
    "contact": np.int32,
    "attempt": np.int16,
}
"""The columns of a Workload and their types, as narrow as what they number allows."""
MOST_ROWS: Final = 2**31 - 1


@dataclass(frozen=True)
class QueueFacts:
    """What is known of each queue before the day starts: tuples and arrays of shape (queues,)."""

    names: tuple[str, ...]
    priority: NDArray[np.int64]
    limit: NDArray[np.int64]
    """The most calls that may wait; UNLIMITED where there is no limit."""
    handle_s: NDArray[np.float64]
    """Mean talk and after-call work, seconds."""
    patience_s: NDArray[np.float64]
    """Mean patience, seconds; infinite where some wait for ever."""


@dataclass(frozen=True)
class Workload:
    """A day's contacts, and what would become of each if it were lost or handled.

    One row is one attempt to be served.  Rows ``[0, fresh)`` are the first calls, in order of arrival.  Behind
    them stand the attempts that only happen if the one before ends so: ``if_lost[row]`` is the row of the next
    call of a caller who abandoned or was blocked, ``if_handled[row]`` the row of a handled call's
    continuation in another queue; NONE where there is none.  So the engine tosses no coins: it follows rows.

    All times are int64 microseconds: moments since midnight, or lengths.  FOREVER (units) is never.  Columns are
    narrow, so that ten million calls fit in memory: cast one before you calculate with it.
    """

    queues: QueueFacts
    day: int
    seed: int
    opens: int
    closes: int
    counted_from: int
    """Contacts that arrive earlier are simulated, not counted."""
    lines: int
    """The most calls the center can hold, waiting and talking; UNLIMITED where there is no limit."""
    fresh: int
    arrival: NDArray[np.int64]
    """Shape (fresh,): moments, rising."""
    call_type: NDArray[np.int16]
    """Shape (rows,): index of the queue."""
    patience: NDArray[np.int64]
    """Shape (rows,): how long the caller would wait; 0 leaves at once if it must wait (balks)."""
    talk: NDArray[np.int64]
    """Shape (rows,): talk with an agent of speed 1."""
    after_call_work: NDArray[np.int64]
    """Shape (rows,): the same for the work after it."""
    if_lost: NDArray[np.int32]
    """Shape (rows,)."""
    if_handled: NDArray[np.int32]
    """Shape (rows,)."""
    delay: NDArray[np.int64]
    """Shape (rows - fresh,), of the rows behind the first calls: ``delay[row - fresh]`` is the time from the loss of
    the attempt before to this one; 0 for a call that is handed on."""
    contact: NDArray[np.int32]
    """Shape (rows,): the fresh row this attempt goes back to."""
    attempt: NDArray[np.int16]
    """Shape (rows,): 1 for the first attempt in a queue, then 2, 3, ... as the caller calls again."""

    @property
    def rows(self) -> int:
        """How many attempts there can be."""
        return len(self.call_type)
