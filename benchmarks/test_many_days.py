"""A hundred days of ten thousand calls, as a user runs them: on all the cores that this process may use."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import pytest

import sim
from benchmarks.own import COMPILED, NO_COMPILED, days
from benchmarks.peers import MODEL_B
from benchmarks.table import NOTHING, Table
from sim.compute import Here
from sim.engine import ENGINES
from sim.study import DrawnDays, Plan, run_days

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from sim import Roster, Scenario, Study, Workload
    from sim.study.days import Days

LAPS = 5
DAYS = 100
SIMPY_DAYS = 30
"""Of SimPy so many are run and the time is scaled: the fewest that make worker processes pay."""
CORES = 2
HOURS = "00:00 to 08:46"
"""Some 10,000 calls of model B, at 19 a minute."""
WANTED_S = 0.5
PARTS = (("drawing", "draw"), ("engine", "engine"), ("metrics", "metrics"))


@dataclass(frozen=True)
class Drawn:
    """Days that were drawn before the clock started."""

    scenario: Scenario
    drawn: list[tuple[Workload, Roster]]

    @classmethod
    def of(cls, scenario: Scenario) -> Drawn:
        """The days of a study with seed 1."""
        pairs = [(sim.draw_workload(scenario, day=day), sim.draw_roster(scenario, day=day)) for day in range(DAYS)]
        return cls(scenario, pairs)

    def day(self, index: int) -> tuple[Workload, Roster]:
        """The contacts and the agents of a day."""
        return self.drawn[index]


class Laps:
    """Seconds of the same days in several ways, turn by turn."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.drawn = scenario, Drawn.of(scenario)
        self.seconds: dict[str, list[float]] = {}
        self.studies: dict[str, Study] = {}

    def lap(self) -> None:
        """A study, the same on days already drawn, and the same on one core by parts."""
        self._study("study", DrawnDays(self.scenario, seed=1), DAYS, COMPILED)
        self._study("engine and metrics", self.drawn, DAYS, COMPILED)
        turn = days(self.scenario, COMPILED, DAYS)(1)
        for name, took in (("draw", turn.draw_s), ("engine", turn.engine_s), ("metrics", turn.metrics_s)):
            self.seconds.setdefault(name, []).append(took or 0.0)

    def by_simpy(self) -> None:
        """On worker processes, once: it is not a close race."""
        self._study("simpy", DrawnDays(self.scenario, seed=1), SIMPY_DAYS, "simpy")

    def took(self, name: str) -> float:
        """The median over laps; the first warms up."""
        return median(self.seconds[name][1:] or self.seconds[name])

    def _study(self, name: str, source: Days, count: int, engine: str) -> None:
        began = time.perf_counter()
        self.studies[name] = run_days(source, plan=Plan(count), engine=engine, place=Here(CORES))
        self.seconds.setdefault(name, []).append(time.perf_counter() - began)


@pytest.mark.skipif(COMPILED not in ENGINES, reason=NO_COMPILED)
def test_a_hundred_days(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    laps = Laps(sim.load_scenario("model_b", [f"open={HOURS}"]))
    benchmark.pedantic(laps.lap, rounds=LAPS, warmup_rounds=1)
    laps.by_simpy()
    simpy_s = laps.took("simpy") * DAYS / SIMPY_DAYS

    def row(what: str, clock: str, seconds: float, study: str = "") -> list[str]:
        return [what, clock, f"{seconds:.3f}", f"{simpy_s / seconds:.0f}", *figures(laps.studies.get(study))]

    exact = [f"{MODEL_B.overall(figure):.5f}" for figure in (MODEL_B.abandoned, MODEL_B.wait_min)]
    wall, cpu = f"wall, {CORES} cores", "CPU, one core"
    table = Table(
        f"{DAYS} days of model B, 10,000 calls each, compiled engine",
        ["what", "clock", "seconds", "ratio", "abandoned", "mean wait, min"],
        [
            ["exact", *[NOTHING] * 3, *exact],
            row("a study by SimPy on processes", wall, simpy_s, "simpy"),
            row("a study", wall, laps.took("study"), "study"),
            row("engine and metrics, days drawn before", wall, laps.took("engine and metrics"), "engine and metrics"),
            *(row(f"{part} alone", cpu, laps.took(name)) for part, name in PARTS),
        ],
        [
            f"Wanted: engine and metrics in {WANTED_S} s.",
            f"SimPy: {SIMPY_DAYS} days were run, which is where processes begin to pay, and the time is scaled.",
        ],
    )
    benchmark.extra_info["seconds"] = {name: laps.took(name) for name in laps.seconds} | {"simpy, scaled": simpy_s}
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")


def figures(study: Study | None) -> list[str]:
    """Abandoned and mean wait, all queues together."""
    if study is None:
        return [NOTHING, NOTHING]
    found = study.queue()
    return [f"{found['abandoned_fraction'].mean:.5f}", f"{found['wait_s'].mean / 60:.5f}"]
