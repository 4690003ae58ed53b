"""What a worker of a cluster does: it opens what it was sent, runs a few days, and sends back what they showed."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic

from sim.compute.place import K, T
from sim.compute.versions import Versions, unlike, versions_here
from sim.errors import ClusterError, Problem


@dataclass(frozen=True)
class Finished(Generic[K, T]):
    """A chunk of days, run."""

    days: list[tuple[K, T]]
    quickest_s: float
    """Of the days, the one that took least: the first ones of a worker also load and compile."""


def run_chunk(sent: bytes, days: Sequence[K], asked_by: Versions) -> Finished[K, Any]:
    """Runs days.  Raises what a day raises, and ClusterError where this worker would find other bits."""
    if problem := unlike(_name(), versions_here(), asked_by):
        raise ClusterError([problem])
    run = _opened(sent)
    finished, quickest = [], math.inf
    for day in days:
        began = time.perf_counter()
        finished.append((day, run(day)))
        quickest = min(quickest, time.perf_counter() - began)
    return Finished(finished, quickest)


@lru_cache(maxsize=2)
def _opened(sent: bytes) -> Callable[[Any], Any]:
    """What was packed, once for all chunks: functions that are opened anew would be compiled anew."""
    from distributed.protocol.pickle import loads

    try:
        run: Callable[[Any], Any] = loads(sent)
    except ImportError as error:
        remedy = "install there what that imports, or put it all into one file"
        raise ClusterError([Problem(_name(), f"cannot open what it is to run: {error}", remedy)]) from error
    return run


def packed(run: Callable[[K], T]) -> bytes:
    """Something to run as it travels: functions of a script or of an author's policy file are sent themselves."""
    from distributed.protocol.pickle import dumps

    whole: bytes = dumps(run)
    return whole


def _name() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:
        return "this machine"
