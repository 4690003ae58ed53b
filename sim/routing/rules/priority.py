"""Static priority with ranks: each group serves its first choice first, then the more urgent queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.routing.choices import first_ranked_group, served_before
from sim.routing.floor import may_take
from sim.routing.policy import Policy

if TYPE_CHECKING:
    from sim.routing.floor import Floor


def pick_queue(floor: Floor, group: int) -> int:
    """The best rank of the group; among equals the first in priority, then the longest wait."""
    best = -1
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type) and (best < 0 or served_before(floor, group, call_type, best)):
            best = call_type
    return best


PRIORITY = Policy(
    "priority",
    pick_group=first_ranked_group,
    pick_queue=pick_queue,
    source="Groups and types in fixed order: rank, then priority, then longest wait; a busy agent is never "
    "interrupted. Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1); "
    "Garnett and Mandelbaum (2000), An introduction to skills-based routing.",
)
