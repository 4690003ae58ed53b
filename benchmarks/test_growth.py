"""Time and memory a call, of a day of a hundred thousand calls and of a day of ten million on the same floor."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from benchmarks.own import COMPILED, NO_COMPILED, days, quickened
from benchmarks.peers import MODEL_B
from benchmarks.race import Program, Race
from benchmarks.table import NOTHING, Table
from sim.engine import ENGINES

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from sim import CallLog, Workload

LAPS = 3
SMALL, LARGE = 100_000, 10_000_000
SMALL_DAYS = 20
CALLS_A_DAY = 1440 * sum(MODEL_B.calls_per_min)
"""Of model B at its own pace."""
WANTED, WANTED_BYTES = 1.25, 100


@pytest.mark.skipif(COMPILED not in ENGINES, reason=NO_COMPILED)
def test_growth(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]) -> None:
    held: dict[str, list[float]] = {}
    race = Race([sized(SMALL, SMALL_DAYS, held), sized(LARGE, 1, held)])
    benchmark.pedantic(race.lap, rounds=LAPS, warmup_rounds=1)
    rows = [
        [
            name,
            *(f"{nanoseconds or 0.0:,.1f}" for nanoseconds in (one.draw_ns, one.engine_ns, one.metrics_ns)),
            f"{1 / one.ratio:.2f}",
            f"{max(held[name]):.1f}",
            f"{one.abandoned_fraction:.5f}",
            f"{one.mean_wait_min:.5f}",
        ]
        for name, one in race.standings().items()
    ]
    exact = [f"{MODEL_B.overall(figure):.5f}" for figure in (MODEL_B.abandoned, MODEL_B.wait_min)]
    heads = ["calls a day", "drawing, ns", "engine, ns", "metrics, ns", "engine, ratio", "bytes a call"]
    table = Table(
        "Growth: model B, compiled engine, a call",
        [*heads, "abandoned", "mean wait, min"],
        [["exact", *[NOTHING] * 5, *exact], *rows],
        [
            f"Wanted: {LARGE:,} calls in {WANTED} times the time a call of {SMALL:,} at most, and fewer than"
            f" {WANTED_BYTES} bytes a call for workload and log together."
        ],
    )
    benchmark.extra_info["standings"] = {name: asdict(one) for name, one in race.standings().items()}
    benchmark.extra_info["bytes_a_call"] = {name: max(found) for name, found in held.items()}
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")


def sized(calls: int, count: int, held: dict[str, list[float]]) -> Program:
    """Model B at the pace at which so many call in a day; ``held`` learns the bytes a call."""
    name, times = f"{calls:,}", calls / CALLS_A_DAY

    def look(workload: Workload, log: CallLog) -> None:
        held.setdefault(name, []).append(bytes_of(workload, log) / log.contacts)

    return Program(name, days(quickened("model_b", times), COMPILED, count, times, look))


def bytes_of(*records: Any) -> int:
    """Memory of all columns together, each buffer once, however many columns share it."""
    buffers = {}
    for record in records:
        for one in fields(record):
            column = getattr(record, one.name)
            if isinstance(column, np.ndarray):
                while isinstance(column.base, np.ndarray):
                    column = column.base
                buffers[column.ctypes.data] = column.nbytes
    return sum(buffers.values())
