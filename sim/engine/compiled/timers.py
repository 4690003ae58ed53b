"""What else is still to come: the ends of patience, overflow delays, callers who call again; a binary heap.

Three columns: the moment, a rank that decides at the same microsecond (kind, then order of scheduling), and whom it is
about.  Position 0 of an empty heap holds FOREVER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.units import FOREVER

if TYPE_CHECKING:
    from sim.engine.compiled.columns import State

RANK_BITS = 56
"""A rank is ``kind << RANK_BITS | order``."""


def push(state: State, size: int, when: int, order: int, what: np.uint32) -> None:
    """Puts one more thing on a heap that holds ``size``."""
    at, rank, whom = state.timer_at, state.timer_rank, state.timer_whom
    place = np.uint64(size)
    while place > 0:
        parent = (place - np.uint64(1)) >> np.uint64(1)
        if at[parent] < when or (at[parent] == when and rank[parent] < order):
            break
        at[place], rank[place], whom[place] = at[parent], rank[parent], whom[parent]
        place = parent
    at[place], rank[place], whom[place] = when, order, what


def pop(state: State, size: int) -> None:
    """Takes the first thing off a heap that holds ``size``."""
    at, rank, whom = state.timer_at, state.timer_rank, state.timer_whom
    one = np.uint64(1)
    last = np.uint64(size - 1)
    when, order, what = at[last], rank[last], whom[last]
    at[last] = FOREVER
    place, child = np.uint64(0), one
    while child < last:
        other = child + one
        if at[other] < at[child] or (at[other] == at[child] and rank[other] < rank[child]):
            child = other
        if when < at[child] or (when == at[child] and order < rank[child]):
            break
        at[place], rank[place], whom[place] = at[child], rank[child], whom[child]
        place, child = child, child + child + one
    if last > 0:
        at[place], rank[place], whom[place] = when, order, what
