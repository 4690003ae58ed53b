"""Where the days run: in this process, or on this machine's cores."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from joblib import Parallel, delayed

T = TypeVar("T")

POOL_PAYS_AFTER = 3.0
"""Seconds of work on one core below which starting worker processes costs more than it saves."""
TIMED = 3
"""Days that are run here before that is judged, by the quickest: the first ones also warm up."""


def each_day(run: Callable[[int], T], days: Sequence[int], *, workers: int | None = None) -> Iterator[tuple[int, T]]:
    """(day, result) for each day, in order.

    ``run`` must give the same result wherever it runs.  The first days are run here and timed; the rest goes to
    worker processes only where that pays.  ``workers`` None: one for each core that this process may use.
    """
    cores = _cores() if workers is None else workers
    quickest = math.inf
    for done, day in enumerate(days):
        if done == TIMED and cores > 1 and quickest * (len(days) - done) > POOL_PAYS_AFTER:
            yield from _on_cores(run, days[done:], cores)
            return
        began = time.perf_counter()
        result = run(day)
        quickest = min(quickest, time.perf_counter() - began)
        yield day, result


def _on_cores(run: Callable[[int], T], days: Sequence[int], cores: int) -> Iterator[tuple[int, T]]:
    results = Parallel(n_jobs=cores, return_as="generator")(delayed(run)(day) for day in days)
    yield from zip(days, results, strict=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
