"""A large center with everything at once, ``realistic.yaml``, against the plain floor of model B in the same run."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sim
from benchmarks.own import COMPILED, NO_COMPILED, days
from benchmarks.peers import MODEL_B
from benchmarks.race import Program, Race
from benchmarks.table import NOTHING, Table, millions
from sim.calllog import same_log
from sim.engine import ENGINES

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from sim import Scenario

SCENARIO = Path(__file__).with_name("realistic.yaml")
LAPS = 7
DAYS = 10
WANTED = 0.5


@pytest.mark.skipif(COMPILED not in ENGINES, reason=NO_COMPILED)
def test_a_realistic_floor(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    plain, realistic = sim.load_scenario("model_b", ["warm_up=0 s"]), sim.load_scenario(SCENARIO)
    race = Race(
        [
            Program("model B", days(plain, COMPILED, DAYS)),
            Program("realistic floor", days(realistic, COMPILED, DAYS)),
        ]
    )
    benchmark.pedantic(race.lap, rounds=LAPS, warmup_rounds=1)
    rows = []
    for name, one in race.standings().items():
        spent = [f"{nanoseconds or 0.0:,.0f}" for nanoseconds in (one.draw_ns, one.engine_ns, one.metrics_ns)]
        figures = [f"{one.abandoned_fraction:.5f}", f"{one.mean_wait_min:.5f}"]
        rows.append([name, millions(one.calls_per_s), f"{one.ratio:.2f}", *spent, *figures])
    exact = [f"{MODEL_B.overall(figure):.5f}" for figure in (MODEL_B.abandoned, MODEL_B.wait_min)]
    rows.insert(0, ["model B, exact", *[NOTHING] * 5, *exact])
    heads = ["floor", "calls/s, engine", "ratio", "drawing, ns", "engine, ns", "metrics, ns"]
    table = Table(
        "A realistic floor against model B, compiled engine",
        [*heads, "abandoned", "mean wait, min"],
        rows,
        [
            f"Wanted: a ratio of {WANTED}.",
            "No theory has the figures of the realistic floor; of its first day the reference engine writes "
            + ("the same log, bit for bit." if same_as_reference(realistic) else "ANOTHER LOG."),
        ],
    )
    benchmark.extra_info["standings"] = {name: asdict(one) for name, one in race.standings().items()}
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")


def same_as_reference(scenario: Scenario) -> bool:
    """Whether both engines agree on the first day."""
    workload, roster = sim.draw_workload(scenario), sim.draw_roster(scenario)
    policy = sim.find_policy(scenario.routing.policy, scenario.routing.numbers)
    return same_log(*(sim.simulate(workload, roster, policy, engine=engine) for engine in ("simpy", COMPILED)))
