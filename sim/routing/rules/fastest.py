"""Fastest group first: a call goes to whoever will finish it soonest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.routing.choices import longest_waiting_queue
from sim.routing.floor import may_take
from sim.routing.policy import Policy

if TYPE_CHECKING:
    from sim.routing.floor import Floor


def pick_group(floor: Floor, call_type: int) -> int:
    """The greatest service rate for this type; among equals, the longest idle."""
    best = -1
    for group in range(len(floor.idle)):
        if may_take(floor, group, call_type) and (
            best < 0
            or floor.service_rate[group, call_type] > floor.service_rate[best, call_type]
            or (
                floor.service_rate[group, call_type] == floor.service_rate[best, call_type]
                and floor.idle_since[group] < floor.idle_since[best]
            )
        ):
            best = group
    return best


FASTEST = Policy(
    "fastest-group",
    pick_group=pick_group,
    pick_queue=longest_waiting_queue,
    source="Calls go to the fastest group that is free; free agents take the longest wait. Armony (2005), Dynamic "
    "routing in large-scale service systems with heterogeneous servers, Queueing Systems 51.",
)
