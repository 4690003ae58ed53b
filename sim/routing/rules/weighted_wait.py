"""Longest weighted wait: a second of an important caller's wait counts for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.routing.choices import first_ranked_group
from sim.routing.floor import may_take
from sim.routing.policy import Parameter, Policy

if TYPE_CHECKING:
    from sim.routing.floor import Floor


def pick_queue(floor: Floor, group: int) -> int:
    """The greatest weight x wait of the first caller."""
    best, urgency = -1, -1.0
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type):
            weighted = floor.params[call_type] * (floor.now[0] - floor.waiting_since[call_type])
            if weighted > urgency:
                best, urgency = call_type, weighted
    return best


WEIGHTED_WAIT = Policy(
    "weighted-wait",
    pick_group=first_ranked_group,
    pick_queue=pick_queue,
    parameters=(Parameter("weight", "queue", 1.0),),
    source="Urgency grows with the wait, at a rate by queue (`weight`). Kleinrock (1964), A delay dependent queue "
    "discipline, Naval Research Logistics Quarterly 11; Stanford, Taylor and Ziedins (2014), Waiting time "
    "distributions in the accumulating priority queue, Queueing Systems 77.",
)
