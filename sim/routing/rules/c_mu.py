"""The c-mu rule: serve where a minute of work saves the most cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.routing.choices import first_ranked_group
from sim.routing.floor import may_take
from sim.routing.policy import Parameter, Policy

if TYPE_CHECKING:
    from sim.routing.floor import Floor


def pick_queue(floor: Floor, group: int) -> int:
    """The greatest cost x service rate; among equals, the longest wait."""
    best, index = -1, -1.0
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type):
            here = floor.params[call_type] * floor.service_rate[group, call_type]
            if here > index or (here == index and floor.waiting_since[call_type] < floor.waiting_since[best]):
                best, index = call_type, here
    return best


def pick_queue_theta(floor: Floor, group: int) -> int:
    """The greatest cost x service rate / abandonment rate; among equals, the longest wait."""
    best, index = -1, -1.0
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type):
            # Callers who never leave come before all who do, in the order of c-mu.
            patience = 1.0 / max(floor.abandon_rate[call_type], 1e-9)
            here = floor.params[call_type] * floor.service_rate[group, call_type] * patience
            if here > index or (here == index and floor.waiting_since[call_type] < floor.waiting_since[best]):
                best, index = call_type, here
    return best


C_MU = Policy(
    "c-mu",
    pick_group=first_ranked_group,
    pick_queue=pick_queue,
    parameters=(Parameter("cost", "queue", 1.0),),
    source="Waiting costs `cost` a second in each queue; serve the greatest cost x service rate. Cox and Smith "
    "(1961), Queues; Mandelbaum and Stolyar (2004), Scheduling flexible servers with convex delay costs, "
    "Operations Research 52(6).",
)
C_MU_THETA = Policy(
    "c-mu-theta",
    pick_group=first_ranked_group,
    pick_queue=pick_queue_theta,
    parameters=(Parameter("cost", "queue", 1.0),),
    source="As c-mu, divided by the rate at which callers hang up: for floors where many do. Atar, Giat and Shimkin "
    "(2010), The c-mu/theta rule for many-server queues with abandonment, Operations Research 58(5).",
)
