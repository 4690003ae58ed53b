"""Where the days run: in this process, or on this machine's cores."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from joblib import Parallel, delayed

T = TypeVar("T")

POOL_PAYS_AFTER = 3.0
"""Seconds of work on one core below which starting worker processes costs more than it saves."""


def each_day(run: Callable[[int], T], days: Sequence[int], *, workers: int | None = None) -> Iterator[tuple[int, T]]:
    """(day, result) for each day, in order.

    ``run`` must give the same result wherever it runs.  The first day is run here and timed; the rest goes to
    worker processes only where that pays.  ``workers`` None: one for each core that this process may use.
    """
    cores = _cores() if workers is None else workers
    began = time.perf_counter()
    for done, day in enumerate(days):
        left = (time.perf_counter() - began) * (len(days) - done) / done if done else 0.0
        if cores > 1 and left > POOL_PAYS_AFTER:
            yield from _on_cores(run, days[done:], cores)
            return
        yield day, run(day)


def _on_cores(run: Callable[[int], T], days: Sequence[int], cores: int) -> Iterator[tuple[int, T]]:
    results = Parallel(n_jobs=cores, return_as="generator")(delayed(run)(day) for day in days)
    yield from zip(days, results, strict=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
