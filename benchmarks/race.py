"""Programs that simulate one floor, turn by turn, so that a slow minute of the machine is everyone's."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.peers import PeerResult

Run = Callable[[int], "Turn"]
"""A seed in; what a turn took and what became of the callers out."""


@dataclass
class Turn:
    """One program's turn in one lap: CPU seconds by what they went into; None where it cannot be told apart."""

    draw_s: float | None = None
    engine_s: float = 0.0
    metrics_s: float | None = None
    calls: int = 0
    result: PeerResult | None = None

    @property
    def all_s(self) -> float:
        """Everything inside the clock."""
        return self.engine_s + (self.draw_s or 0.0) + (self.metrics_s or 0.0)


class Stopwatch:
    """CPU seconds of this process since the last look."""

    def __init__(self) -> None:
        self.seen = time.process_time()

    def lap(self) -> float:
        """Seconds since the last look."""
        now = time.process_time()
        passed, self.seen = now - self.seen, now
        return passed


@dataclass(frozen=True)
class Program:
    """Who takes part, or why not (``run`` None)."""

    name: str
    run: Run | None
    remark: str = ""
    draws: bool = True
    """Whether drawing the callers is inside its clock at all."""


@dataclass(frozen=True)
class Standing:
    """What a program reached: medians over the laps that count, figures over all their calls."""

    calls_per_s: float
    """Engine alone, as ratios are."""
    all_calls_per_s: float
    ratio: float
    """To the yardstick in the same lap."""
    all_ratio: float
    draw_ns: float | None
    engine_ns: float
    metrics_ns: float | None
    """Nanoseconds a call."""
    abandoned_fraction: float | None
    mean_wait_min: float | None


@dataclass
class Race:
    """A lap is one turn of each, in rotating order; the first lap warms up and is not counted.

    All are measured by the first program.
    """

    programs: list[Program]
    laps: list[dict[str, Turn]] = field(default_factory=list)

    def lap(self) -> None:
        """One turn of each program that can run, all on the same seed."""
        seed = len(self.laps)
        able = [program for program in self.programs if program.run]
        first = seed % len(able)
        self.laps.append({one.name: _tidy(one.run)(seed) for one in able[first:] + able[:first] if one.run})

    def ratio(self, name: str, to: str) -> float | None:
        """How many times the calls per engine second of another, the median over laps; None if one did not run."""
        laps = [lap for lap in self.counted if name in lap and to in lap]
        return median(_rate(lap[name]) / _rate(lap[to]) for lap in laps) if laps else None

    @property
    def counted(self) -> list[dict[str, Turn]]:
        """The laps after the first."""
        return self.laps[1:] or self.laps

    def standings(self) -> dict[str, Standing]:
        """Of each program that ran, in the order of the programs."""
        return {one.name: self._standing(one.name) for one in self.programs if one.name in self.laps[0]}

    def _standing(self, name: str) -> Standing:
        yardstick = self.programs[0].name
        pairs = [(lap[name], lap[yardstick]) for lap in self.counted]
        results = [turn.result for turn, _ in pairs if turn.result]
        calls = sum(result.calls for result in results)
        return Standing(
            calls_per_s=median(_rate(turn) for turn, _ in pairs),
            all_calls_per_s=median(_rate(turn, "all_s") for turn, _ in pairs),
            ratio=median(_rate(turn) / _rate(other) for turn, other in pairs),
            all_ratio=median(_rate(turn, "all_s") / _rate(other, "all_s") for turn, other in pairs),
            draw_ns=_a_call([turn for turn, _ in pairs], "draw_s"),
            engine_ns=_a_call([turn for turn, _ in pairs], "engine_s") or 0.0,
            metrics_ns=_a_call([turn for turn, _ in pairs], "metrics_s"),
            abandoned_fraction=sum(sum(one.abandoned) for one in results) / calls if calls else None,
            mean_wait_min=sum(sum(one.waited_min) for one in results) / calls if calls else None,
        )


def _tidy(run: Run) -> Run:
    """A turn begins without what the one before left lying about."""
    gc.collect()
    return run


def _rate(turn: Turn, clock: str = "engine_s") -> float:
    """Calls per CPU second."""
    return turn.calls / float(getattr(turn, clock))


def _a_call(turns: list[Turn], part: str) -> float | None:
    """Nanoseconds a call that a part took, the median over turns; None where it cannot be told apart."""
    known = [getattr(turn, part) / turn.calls for turn in turns if getattr(turn, part) is not None]
    return median(known) * 1e9 if known else None
