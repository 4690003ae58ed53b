"""Calls per CPU second on the floors of ``benchmarks.peers``, all programs in one run, with their figures.

Programs take turns: a lap is one turn of each, in rotating order, so that a slow minute of the machine is
everyone's and the ratios hold.  The first lap warms up and is not counted; the ratio is the median over the
others.
"""

from __future__ import annotations

import gc
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pytest

import sim
from benchmarks.peers import MODEL_A, MODEL_B, Floor, PeerResult, callback_simpy, textbook_simpy
from sim.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

    Run = Callable[[int], PeerResult]
    """A seed in, what became of the callers out; drawing them counts as work."""

LAPS = 5
CALLS = 50_000
DAYS = 2
"""Some 27,000 calls each, so that a turn of ours is as long in calls as a turn of a peer."""


class Turn(NamedTuple):
    """One program's turn in one lap."""

    cpu_s: float
    result: PeerResult

    @property
    def rate(self) -> float:
        """Calls per CPU second."""
        return self.result.calls / self.cpu_s


class Race:
    """Programs that simulate one floor, turn by turn; all are measured by the first."""

    def __init__(self, floor: Floor, programs: dict[str, Run]) -> None:
        self.floor = floor
        self.programs = programs
        self.laps: list[dict[str, Turn]] = []

    def lap(self) -> None:
        """One turn of each program, all on the same seed."""
        seed = len(self.laps)
        names = list(self.programs)
        first = seed % len(names)
        self.laps.append({name: _turn(self.programs[name], seed) for name in names[first:] + names[:first]})

    def standings(self) -> dict[str, dict[str, float]]:
        """For each program its rate, its ratio to the first program's, and its figures, overall."""
        laps = self.laps[1:] or self.laps
        yardstick = next(iter(self.programs))
        standings = {}
        for name in self.programs:
            turns = [lap[name] for lap in laps]
            calls = sum(turn.result.calls for turn in turns)
            standings[name] = {
                "calls_per_cpu_s": calls / sum(turn.cpu_s for turn in turns),
                "ratio": median(lap[name].rate / lap[yardstick].rate for lap in laps),
                "abandoned_fraction": sum(sum(turn.result.abandoned) for turn in turns) / calls,
                "mean_wait_min": sum(sum(turn.result.waited_min) for turn in turns) / calls,
            }
        return standings

    def table(self) -> str:
        """The standings as text, under the exact figures."""
        exact = (self.floor.overall(self.floor.abandoned), self.floor.overall(self.floor.wait_min))
        lines = [
            f"{'program':<40}{'calls/CPU s':>14}{'x':>8}{'abandoned':>12}{'mean wait, min':>16}",
            f"{'(exact)':<40}{'':>14}{'':>8}{exact[0]:>12.5f}{exact[1]:>16.5f}",
        ]
        lines += [
            f"{name:<40}{row['calls_per_cpu_s']:>14,.0f}{row['ratio']:>8.2f}"
            f"{row['abandoned_fraction']:>12.5f}{row['mean_wait_min']:>16.5f}"
            for name, row in self.standings().items()
        ]
        return "\n".join(lines)


def _turn(run: Run, seed: int) -> Turn:
    gc.collect()
    started = time.process_time()
    result = run(seed)
    return Turn(time.process_time() - started, result)


def own(model: str, engine: str) -> Run:
    """Whole days of the shipped scenario, drawn and run; their warm-up counts as it does for the peers."""
    scenario = sim.load_scenario(model)
    policy = sim.find_policy(scenario.routing.policy, scenario.routing.numbers)
    queues = len(scenario.queues)

    def run(seed: int) -> PeerResult:
        totals = np.zeros((3, queues))
        for day in range(DAYS):
            workload = sim.draw_workload(scenario, seed=seed, day=day)
            roster = sim.draw_roster(scenario, seed=seed, day=day)
            log = sim.simulate(workload, roster, policy, engine=engine)
            gave_up = log.status == sim.Status.ABANDONED
            for row, weights in enumerate((None, gave_up, log.wait / MINUTE)):
                totals[row] += np.bincount(log.call_type, weights, queues)
        offered, abandoned = totals[:2].astype(int).tolist()
        return PeerResult(offered, abandoned, totals[2].tolist())

    return run


def programs(model: str) -> dict[str, Run]:
    """Who takes part on this floor, by the name in the table; a row more is a line more."""
    return {
        "SimPy, a process per call": lambda seed: getattr(textbook_simpy, model)(CALLS, seed),
        "SimPy, callbacks": lambda seed: getattr(callback_simpy, model)(CALLS, seed),
        "callfloor, reference engine": own(model, "simpy"),
    }


@pytest.mark.parametrize(("model", "floor"), [("model_a", MODEL_A), ("model_b", MODEL_B)], ids=["model_a", "model_b"])
def test_calls_per_cpu_second(
    model: str, floor: Floor, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    race = Race(floor, programs(model))
    benchmark.pedantic(race.lap, rounds=LAPS, warmup_rounds=1)
    benchmark.extra_info.update(race.standings())
    with capsys.disabled():
        print(f"\n\n{model}\n{race.table()}")
