"""``floor.c``, built for the processor that it will run on, and what it is handed: columns of int64 microseconds."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from benchmarks.peers import MODEL_A, MODEL_B, Floor, PeerResult, callers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.workload import Workload

Program = Literal["model_a", "model_b", "kiefer_wolfowitz"]

SOURCE = Path(__file__).with_name("floor.c")
COMPILER = "gcc"
MINUTE = 60_000_000
ABANDONED = 1
MOST_CALLS = 2**31 - 1
MOST_MICROSECONDS = 2**52
"""Beside an agent's ten bits a moment has 53, and talk is added to it."""


@dataclass(frozen=True)
class Day:
    """The callers of a day, and the agents of each group."""

    arrival: NDArray[np.int64]
    talk: NDArray[np.int64]
    patience: NDArray[np.int64]
    call_type: NDArray[np.int16]
    agents: NDArray[np.uint32]

    @classmethod
    def of(
        cls,
        floor: Floor,
        arrival: NDArray[Any],
        talk: NDArray[Any],
        patience: NDArray[Any],
        call_type: NDArray[Any],
    ) -> Day:
        """Columns as the program reads them, of whole microseconds."""
        return cls(
            np.ascontiguousarray(arrival, dtype=np.int64),
            np.ascontiguousarray(talk, dtype=np.int64),
            np.ascontiguousarray(patience, dtype=np.int64),
            np.ascontiguousarray(call_type, dtype=np.int16),
            np.array([*floor.specialists, *([floor.generalists] if floor.generalists else [])], dtype=np.uint32),
        )

    @classmethod
    def from_workload(cls, floor: Floor, workload: Workload) -> Day:
        """A day of the shipped scenario of this floor, to the microsecond."""
        return cls.of(floor, workload.arrival, workload.talk, workload.patience, workload.call_type)

    @classmethod
    def drawn(cls, floor: Floor, calls: int, seed: int) -> Day:
        """The callers whom the other programs meet, rounded to microseconds."""
        drawn = callers(floor, calls, seed)
        lengths = (np.cumsum(drawn.gap), drawn.service, drawn.patience)
        arrival, talk, patience = (np.rint(minutes * MINUTE).astype(np.int64) for minutes in lengths)
        return cls.of(floor, arrival, talk, patience, drawn.kind)


@dataclass(frozen=True)
class Outcome:
    """What became of each caller: the columns of callfloor's log of these names."""

    status: NDArray[np.int8]
    left_queue: NDArray[np.int64]
    talk_end: NDArray[np.int64]
    agent: NDArray[np.int32]

    def result(self, floor: Floor, day: Day, minute: float = MINUTE) -> PeerResult:
        """Figures by type; ``minute`` is a minute of the floor in microseconds of the day."""
        kinds = len(floor.calls_per_min)
        offered, abandoned, waited = (
            np.bincount(day.call_type, weights, kinds)
            for weights in (None, self.status == ABANDONED, (self.left_queue - day.arrival) / minute)
        )
        return PeerResult(offered.tolist(), abandoned.astype(int).tolist(), waited.tolist())


class _Calls(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_int64),
        *((name, ctypes.c_void_p) for name in ("arrival", "talk", "patience", "type")),
    )


class _Log(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_void_p) for name in ("status", "left", "talk_end", "agent"))


@cache
def missing() -> str:
    """Why the C programs cannot run here; empty if they can."""
    if not shutil.which(COMPILER):
        return f"{COMPILER} is not installed"
    try:
        _library()
    except (subprocess.CalledProcessError, OSError) as error:
        return f"{COMPILER} cannot build it: {getattr(error, 'stderr', None) or error}".strip().splitlines()[0]
    return ""


@cache
def _library() -> ctypes.CDLL:
    """The programs as built now: what ``native`` means is not asked of another day's file."""
    folder = tempfile.mkdtemp(prefix="callfloor-peers-")
    try:
        built = Path(folder) / "floor.so"
        command = [COMPILER, "-O3", "-march=native", "-std=c11", "-shared", "-fPIC", str(SOURCE), "-o", str(built)]
        subprocess.run(command, check=True, capture_output=True, text=True)
        return ctypes.CDLL(str(built))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(program: Program, day: Day) -> Outcome:
    """One day.  Raises ValueError where it is longer than the program can count."""
    count = len(day.arrival)
    if count > MOST_CALLS or (count and day.arrival[-1] > MOST_MICROSECONDS):
        raise ValueError(f"{SOURCE.name} counts {MOST_CALLS:,} calls and {MOST_MICROSECONDS:,} microseconds at most")
    outcome = Outcome(
        status=np.empty(count, dtype=np.int8),
        left_queue=np.empty(count, dtype=np.int64),
        talk_end=np.empty(count, dtype=np.int64),
        agent=np.empty(count, dtype=np.int32),
    )
    columns = (day.arrival, day.talk, day.patience, day.call_type)
    written = (outcome.status, outcome.left_queue, outcome.talk_end, outcome.agent)
    calls = _Calls(count, *(column.ctypes.data for column in columns))
    log = _Log(*(column.ctypes.data for column in written))
    getattr(_library(), program)(ctypes.c_void_p(day.agents.ctypes.data), ctypes.byref(calls), ctypes.byref(log))
    return outcome


def model_a(calls: int, seed: int) -> PeerResult:
    """So many calls of model A, event by event."""
    day = Day.drawn(MODEL_A, calls, seed)
    return run("model_a", day).result(MODEL_A, day)


def model_b(calls: int, seed: int) -> PeerResult:
    """So many calls of model B, event by event."""
    day = Day.drawn(MODEL_B, calls, seed)
    return run("model_b", day).result(MODEL_B, day)


def kiefer_wolfowitz(calls: int, seed: int) -> PeerResult:
    """So many calls of model A, by the moments at which agents become free."""
    day = Day.drawn(MODEL_A, calls, seed)
    return run("kiefer_wolfowitz", day).result(MODEL_A, day)
