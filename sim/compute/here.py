"""This machine: one day after the other, or several at once where calling more hands pays."""

from __future__ import annotations

import math
import os
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.compute.place import K, T

if TYPE_CHECKING:
    from concurrent.futures import Future

PROCESSES_COST_S = 1.5
"""What worker processes must save before they are started: about what starting them takes."""
THREADS_COST_S = 0.02
"""The same for threads: some tenths of a millisecond, and what little they get in each other's way."""
TIMED = 3
"""Days that are run alone before that is judged, by the quickest: the first ones also warm up and compile."""
JUDGED_AFTER_S = 0.1
"""How long threads are waited for before it is judged whether they help.

They do where a day is mostly machine code that lets go of the interpreter: many calls.  Of a day of few calls most is
Python, for which threads only take turns.
"""
AHEAD = 2
"""Days in flight for each thread: those at work, and those finished or next while the one before them takes long."""


@dataclass(frozen=True)
class Here:
    """This machine.  Days come back in their order.  ``workers`` None: one for each core this process may use."""

    workers: int | None = None
    shares_disk = True

    def each(
        self, run: Callable[[K], T], days: Sequence[K], *, threads: bool = False
    ) -> Generator[tuple[K, T], None, None]:
        """(day, result) for each day, in order: see Place.

        Threads go first where they are allowed.  Where they do not help, or processes would help more, they give way.
        """
        cores = self.workers or _cores()
        alone_s = math.inf
        for day in days[:TIMED]:
            began = time.perf_counter()
            result = run(day)
            alone_s = min(alone_s, time.perf_counter() - began)
            yield day, result
        days, saved_s = days[TIMED:], alone_s - alone_s / cores
        if threads and saved_s * len(days) > THREADS_COST_S:
            days = yield from _in_threads_while_they_help(run, days, cores, alone_s)
        if saved_s * len(days) > PROCESSES_COST_S:
            yield from _in_processes(run, days, cores)
        else:
            yield from ((day, run(day)) for day in days)


def _in_threads_while_they_help(
    run: Callable[[K], T], days: Sequence[K], cores: int, alone_s: float
) -> Generator[tuple[K, T], None, Sequence[K]]:
    """Returns the days that are left when threads turn out slower than one alone, or than processes would be."""
    waited_s, began = 0.0, time.perf_counter()
    with closing(_in_threads(run, days, cores)) as finished:
        for done, (day, result) in enumerate(finished, start=1):
            waited_s += time.perf_counter() - began
            yield day, result
            left, pace_s = days[done:], waited_s / done
            processes_save_s = (pace_s - alone_s / cores) * len(left)
            if waited_s > JUDGED_AFTER_S and (pace_s > alone_s or processes_save_s > PROCESSES_COST_S):
                return left
            began = time.perf_counter()
    return ()


def _in_threads(run: Callable[[K], T], days: Sequence[K], cores: int) -> Generator[tuple[K, T], None, None]:
    """A few days in flight, so that many need no more memory than few.  Closed early, it waits for those at work."""
    from concurrent.futures import ThreadPoolExecutor

    flying: deque[tuple[K, Future[T]]] = deque()
    pool = ThreadPoolExecutor(cores)
    try:
        for day in days:
            if len(flying) == AHEAD * cores:
                first, future = flying.popleft()
                yield first, future.result()
            flying.append((day, pool.submit(run, day)))
        for first, future in flying:
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _in_processes(run: Callable[[K], T], days: Sequence[K], cores: int) -> Generator[tuple[K, T], None, None]:
    from joblib import Parallel, delayed

    results = Parallel(n_jobs=cores, return_as="generator")(delayed(run)(day) for day in days)
    yield from zip(days, results, strict=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
