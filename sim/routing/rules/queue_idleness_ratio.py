"""Queue-and-idleness ratio: queues and free agents are held to fixed shares of their totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.routing.choices import total
from sim.routing.floor import may_take
from sim.routing.policy import Parameter, Policy

if TYPE_CHECKING:
    from sim.routing.floor import Floor


def pick_group(floor: Floor, call_type: int) -> int:
    """The group whose idle agents exceed its share of all idle agents the most."""
    queues, groups = len(floor.queue_length), len(floor.idle)
    shares = max(total(floor.params, queues, queues + groups), 1e-12)
    best, most = -1, 0.0
    for group in range(groups):
        if may_take(floor, group, call_type):
            excess = floor.idle[group] - floor.params[queues + group] / shares * total(floor.idle, 0, groups)
            if best < 0 or excess > most:
                best, most = group, excess
    return best


def pick_queue(floor: Floor, group: int) -> int:
    """The queue that exceeds its share of all waiting calls the most."""
    queues = len(floor.queue_length)
    shares, waiting = max(total(floor.params, 0, queues), 1e-12), total(floor.queue_length, 0, queues)
    best, most = -1, 0.0
    for call_type in range(queues):
        if may_take(floor, group, call_type):
            excess = floor.queue_length[call_type] - floor.params[call_type] / shares * waiting
            if best < 0 or excess > most:
                best, most = call_type, excess
    return best


QUEUE_IDLENESS_RATIO = Policy(
    "queue-idleness-ratio",
    pick_group=pick_group,
    pick_queue=pick_queue,
    parameters=(Parameter("queue_share", "queue", 1.0), Parameter("idle_share", "group", 1.0)),
    source="Serve the queue furthest above its share of the waiting (`queue_share`), use the group furthest above its "
    "share of the idle (`idle_share`). Gurvich and Whitt (2009), Queue-and-idleness-ratio controls in "
    "many-server service systems, Mathematics of Operations Research 34(2).",
)
