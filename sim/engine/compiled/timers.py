"""What else is still to come: the ends of patience, overflow delays, callers who call again; a binary heap.

A timer is a moment, a rank that decides at the same microsecond (kind, then order of scheduling), and whom it is about.
Position 0 of an empty heap holds FOREVER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.units import FOREVER

if TYPE_CHECKING:
    from sim.engine.compiled.columns import State

RANK_BITS = 56
"""A rank is ``kind << RANK_BITS | order``."""


def push(state: State, size: int, when: int, order: int, what: np.uint32) -> None:
    """Puts one more thing on a heap that holds ``size``."""
    timers, place = state.timers, np.uint64(size)
    while place > 0:
        parent = (place - np.uint64(1)) >> np.uint64(1)
        above = timers[parent]
        if above.at < when or (above.at == when and above.rank < order):
            break
        move(above, timers[place])
        place = parent
    one = timers[place]
    one.at, one.rank, one.whom = when, order, what


def pop(state: State, size: int) -> None:
    """Takes the first thing off a heap that holds ``size``."""
    timers, one = state.timers, np.uint64(1)
    last = np.uint64(size - 1)
    end = timers[last]
    when, order, what = end.at, end.rank, end.whom
    end.at = FOREVER
    place, child = np.uint64(0), one
    while child < last:
        if before(timers[child + one], timers[child]):
            child += one
        below = timers[child]
        if when < below.at or (when == below.at and order < below.rank):
            break
        move(below, timers[place])
        place, child = child, child + child + one
    if last > 0:
        here = timers[place]
        here.at, here.rank, here.whom = when, order, what


def before(one: Any, other: Any) -> bool:
    """Which of two timers comes first."""
    return bool(one.at < other.at or (one.at == other.at and one.rank < other.rank))


def move(one: Any, place: Any) -> None:
    """Puts a timer in another's place."""
    place.at, place.rank, place.whom = one.at, one.rank, one.whom
