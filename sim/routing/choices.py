"""Choices that several routing rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.routing.floor import may_take
from sim.units import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.routing.floor import Floor


def longest_idle_group(floor: Floor, call_type: int) -> int:
    """The group whose longest-idle agent has been idle the longest."""
    best, since = -1, FOREVER
    for group in range(len(floor.idle)):
        if floor.idle_since[group] < since and may_take(floor, group, call_type):
            best, since = group, floor.idle_since[group]
    return best


def first_ranked_group(floor: Floor, call_type: int) -> int:
    """The group for which this type ranks first; among equals, the one with the longest-idle agent."""
    best = -1
    for group in range(len(floor.idle)):
        if may_take(floor, group, call_type) and (best < 0 or ranks_before(floor, call_type, group, best)):
            best = group
    return best


def ranks_before(floor: Floor, call_type: int, group: int, other: int) -> bool:
    """Whether a group comes before another for this type: by rank, then by who has been idle longer."""
    if floor.rank[group, call_type] != floor.rank[other, call_type]:
        return bool(floor.rank[group, call_type] < floor.rank[other, call_type])
    return bool(floor.idle_since[group] < floor.idle_since[other])


def served_before(floor: Floor, group: int, call_type: int, other: int) -> bool:
    """Whether a type comes before another for this group: by rank, then priority, then longest wait."""
    if floor.rank[group, call_type] != floor.rank[group, other]:
        return bool(floor.rank[group, call_type] < floor.rank[group, other])
    if floor.priority[call_type] != floor.priority[other]:
        return bool(floor.priority[call_type] < floor.priority[other])
    return bool(floor.waiting_since[call_type] < floor.waiting_since[other])


def total(values: NDArray[Any], start: int, end: int) -> float:
    """The sum of a stretch, added up in order: NumPy's own order differs from that of compiled code."""
    added = 0.0
    for place in range(start, end):
        added += values[place]
    return added


def longest_waiting_queue(floor: Floor, group: int) -> int:
    """The call type whose first caller has waited the longest."""
    best, since = -1, FOREVER
    for call_type in range(len(floor.queue_length)):
        if floor.waiting_since[call_type] < since and may_take(floor, group, call_type):
            best, since = call_type, floor.waiting_since[call_type]
    return best
