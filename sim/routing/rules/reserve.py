"""Threshold reserve: other groups' calls come in only while enough agents stay free for one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.routing.choices import ranks_before, served_before
from sim.routing.floor import may_take
from sim.routing.policy import Parameter, Policy

if TYPE_CHECKING:
    from sim.routing.floor import Floor


def _admits(floor: Floor, group: int, call_type: int) -> bool:
    """First-choice calls always; others only while more than the reserve are idle."""
    return may_take(floor, group, call_type) and bool(
        floor.rank[group, call_type] == 1 or floor.idle[group] > floor.params[group]
    )


def pick_group(floor: Floor, call_type: int) -> int:
    """The best-ranked group that admits the call; among equals, the longest idle."""
    best = -1
    for group in range(len(floor.idle)):
        if _admits(floor, group, call_type) and (best < 0 or ranks_before(floor, call_type, group, best)):
            best = group
    return best


def pick_queue(floor: Floor, group: int) -> int:
    """The best rank, then priority, then longest wait, among the types that the group admits."""
    best = -1
    for call_type in range(len(floor.queue_length)):
        if _admits(floor, group, call_type) and (best < 0 or served_before(floor, group, call_type, best)):
            best = call_type
    return best


RESERVE = Policy(
    "reserve",
    pick_group=pick_group,
    pick_queue=pick_queue,
    parameters=(Parameter("keep_idle", "group", 1.0),),
    source="As priority, but a type that is not a group's first choice enters it only while more than `keep_idle` "
    "of its agents are idle. Gans and Zhou (2003), A call-routing problem with service-level constraints, "
    "Operations Research 51(2).",
)
