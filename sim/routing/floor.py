"""What a routing policy may see of the floor at the moment it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Floor(NamedTuple):
    """The floor now, as arrays: queues are numbered 0..Q-1, groups 0..G-1, in the order of the scenario.

    Moments and lengths of time are int64 microseconds; FOREVER stands for never.  A policy may write to
    ``memory`` only; the rest is read-only.  The call or the agent that asks is counted: when ``pick_group`` is
    asked, the call stands in its queue; when ``pick_queue`` is asked, the agent is idle.
    """

    now: NDArray[np.int64]
    """Shape (1,): this moment."""
    queue_length: NDArray[np.int64]
    """Shape (Q,): calls waiting."""
    waiting_since: NDArray[np.int64]
    """Shape (Q,): when the longest-waiting call joined; FOREVER where none waits."""
    idle: NDArray[np.int64]
    """Shape (G,): agents ready for a call."""
    idle_since: NDArray[np.int64]
    """Shape (G,): since when the longest-idle agent has been ready; FOREVER where none is."""
    staffed: NDArray[np.int64]
    """Shape (G,): agents on duty, idle or busy."""
    rank: NDArray[np.int64]
    """Shape (G, Q): 1 for first choice, 2, ...; 0 where the group lacks the skill."""
    delay: NDArray[np.int64]
    """Shape (G, Q): how long a call must have waited before the group may take it."""
    keep_idle: NDArray[np.int64]
    """Shape (G, Q): the group takes such a call only while more than so many of its agents are idle."""
    service_rate: NDArray[np.float64]
    """Shape (G, Q): calls per second that one agent of the group would handle; 0 without the skill."""
    abandon_rate: NDArray[np.float64]
    """Shape (Q,): 1 / mean patience, per second; 0 where callers wait for ever."""
    priority: NDArray[np.int64]
    """Shape (Q,): 1 is served first."""
    params: NDArray[np.float64]
    """The policy's own numbers, parameter after parameter as the policy declares them."""
    memory: NDArray[np.float64]
    """What the policy wants to remember; zeros when the day starts."""
    coin: NDArray[np.float64]
    """Shape (1,): uniform on [0, 1), new for each question, for a policy that tosses coins."""


def may_take(floor: Floor, group: int, call_type: int) -> bool:
    """Whether the group may take the longest-waiting call of this type now.

    A call waits, the group has the skill, enough of its agents are idle, and the call has waited out the
    overflow delay.  The engine refuses any other pair.
    """
    return bool(
        floor.queue_length[call_type] > 0
        and floor.rank[group, call_type] > 0
        and floor.idle[group] > floor.keep_idle[group, call_type]
        and floor.now[0] - floor.waiting_since[call_type] >= floor.delay[group, call_type]
    )
