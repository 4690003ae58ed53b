"""Calls per CPU second on the floors of ``benchmarks.peers``, all programs in one run, with their figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

import sim
from benchmarks.own import COMPILED, EVENTS, OWN, compiled, days, quickened
from benchmarks.peers import MODEL_A, MODEL_B, Floor
from benchmarks.race import Program, Race
from benchmarks.rivals import C_EVENTS, C_LINE, TEXTBOOK, rivals
from benchmarks.table import NOTHING, REMARK, Table, millions, times

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from benchmarks.race import Standing

LAPS = 5
DAYS = 2
"""Days a turn: of the reference engine some 55,000 calls, of the compiled one a million."""
TIMES = 20.0
"""The pace of the floor that fast programs are given: 547,000 calls a day."""
MINUTES_A_DAY = 1440
SSJ = {"model_a": (2.30e6, 46), "model_b": (2.06e6, 44)}
"""SSJ 3.3.2 in Java: calls a CPU second and ratio to textbook SimPy, both on another machine."""
TITLES = {
    "model_a": "Model A: one queue, 100 agents, 19 calls a minute",
    "model_b": "Model B: three types of calls, three groups of specialists and one of generalists",
}


@pytest.mark.parametrize(("model", "floor"), [("model_a", MODEL_A), ("model_b", MODEL_B)], ids=["model_a", "model_b"])
def test_calls_per_cpu_second(
    model: str, floor: Floor, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped, fast = sim.load_scenario(model, ["warm_up=0 s"]), quickened(model, TIMES)
    reference = Program("callfloor, reference engine", days(shipped, "simpy", DAYS))
    # Model A is a single line, for which the engine has a short cut; the table has it both ways.
    own = [
        compiled(fast, DAYS, TIMES, engine) for engine in ((EVENTS, COMPILED) if model == "model_a" else (COMPILED,))
    ]
    race = Race([*rivals(model, floor, TIMES), reference, *own])
    benchmark.pedantic(race.lap, rounds=LAPS, warmup_rounds=1)
    tables = [speeds(model, floor, race), apart(model, race)]
    benchmark.extra_info["standings"] = {name: asdict(one) for name, one in race.standings().items()}
    benchmark.extra_info["tables"] = [table.as_json() for table in tables]
    with capsys.disabled():
        print("\n\n" + "\n\n".join(table.text() for table in tables))


def speeds(model: str, floor: Floor, race: Race) -> Table:
    """Rates, ratios and figures, under the exact figures."""
    standings = race.standings()
    exact = (floor.overall(floor.abandoned), floor.overall(floor.wait_min))
    rows = [["exact", *[NOTHING] * 4, f"{exact[0]:.5f}", f"{exact[1]:.5f}", ""]]
    for program in race.programs:
        if standing := standings.get(program.name):
            rows.append([program.name, *cells(standing, whole=program.draws), program.remark])
        else:
            rows.append([program.name, *[NOTHING] * 6, program.remark])
    rate, ratio = SSJ[model]
    rows.append(["SSJ 3.3.2 (Java)", millions(rate), times(ratio), *[NOTHING] * 4, "as measured elsewhere"])
    heads = ["program", "calls/s, engine", "ratio", "calls/s, all", "ratio", "abandoned", "mean wait, min", REMARK]
    return Table(TITLES[model], heads, rows, verdicts(model, race, ratio))


def cells(standing: Standing, *, whole: bool) -> list[str]:
    """A program's numbers."""
    return [
        millions(standing.calls_per_s),
        times(standing.ratio),
        millions(standing.all_calls_per_s) if whole else NOTHING,
        times(standing.all_ratio) if whole else NOTHING,
        NOTHING if standing.abandoned_fraction is None else f"{standing.abandoned_fraction:.5f}",
        NOTHING if standing.mean_wait_min is None else f"{standing.mean_wait_min:.5f}",
    ]


def verdicts(model: str, race: Race, ssj: float) -> list[str]:
    """What the compiled engine was asked to reach, and what it reached."""
    said = []
    for own in (OWN[EVENTS], OWN[COMPILED]) if model == "model_a" else (OWN[COMPILED],):
        textbook = race.ratio(own, TEXTBOOK)
        if textbook is None:
            continue
        reached = f"{textbook:.0f} times textbook SimPy (wanted: 150), {textbook / ssj:.1f} times SSJ's ratio (3)"
        alike = (C_EVENTS,) if own == OWN[EVENTS] else (C_EVENTS, C_LINE)
        in_c = [(name, race.ratio(name, own)) for name in alike]
        beside = "".join(f", {ratio:.2f} times the time of {name} (1.3)" for name, ratio in in_c if ratio)
        said.append(f"{own}: {reached}{beside}.")
    return said


def apart(model: str, race: Race) -> Table:
    """Where the time of a call goes."""

    def shown(nanoseconds: float | None) -> str:
        return NOTHING if nanoseconds is None else f"{nanoseconds:,.0f}"

    rows = [
        [name, shown(one.draw_ns), shown(one.engine_ns), shown(one.metrics_ns)]
        for name, one in race.standings().items()
    ]
    title = f"{TITLES[model].partition(':')[0]}, drawing, engine and metrics apart: nanoseconds a call"
    return Table(title, ["program", "drawing", "engine", "metrics"], rows, [])
