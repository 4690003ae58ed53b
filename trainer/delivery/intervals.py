"""Arithmetic of stretches of time: (start, end) in seconds, in order, none touching the next."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

Stretch = tuple[float, float]
Stretches = tuple[Stretch, ...]


def joined(stretches: Iterable[Stretch], bridge: float = 0.0) -> Stretches:
    """The same time with gaps of up to ``bridge`` seconds closed, in order."""
    result: list[Stretch] = []
    for start, end in sorted(stretches):
        if result and start - result[-1][1] <= bridge:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return tuple(result)


def common(one: Stretches, other: Stretches) -> Stretches:
    """When both are."""
    both = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return joined((start, end) for start, end in both if start < end)


def within(stretches: Stretches, start: float, end: float) -> Stretches:
    """What of them lies between two moments."""
    return common(stretches, ((start, end),))


def gaps(stretches: Stretches) -> Stretches:
    """When none of them is, between the first and the last."""
    return tuple((before[1], after[0]) for before, after in pairwise(stretches))


def length(stretches: Stretches) -> float:
    """Seconds of all together."""
    return sum(end - start for start, end in stretches)


def longest(stretches: Stretches) -> float:
    """Seconds of the longest; 0 where there is none."""
    return max((end - start for start, end in stretches), default=0.0)
