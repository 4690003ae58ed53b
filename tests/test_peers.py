"""The programs that the speed suite runs beside this one simulate the floors they claim to."""

from __future__ import annotations

import importlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import sim
from benchmarks import page
from benchmarks.own import quickened
from benchmarks.peers import MODEL_A, MODEL_B, Floor, PeerResult, c_floor, callback_simpy, simmer_floor
from benchmarks.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Peer = Callable[[int, int], PeerResult]

REPLICATIONS = 20
CALLS = 30_000
TEN_S = 10_000_000
FLOORS = {"model_a": MODEL_A, "model_b": MODEL_B}

in_c = pytest.mark.skipif(bool(c_floor.missing()), reason=c_floor.missing())


def standard_errors_off(measured: NDArray[np.float64], exact: tuple[float, ...]) -> NDArray[np.float64]:
    """How far the mean over replications (rows) lies from the exact figures, by type (columns)."""
    standard_error = measured.std(axis=0, ddof=1) / np.sqrt(len(measured))
    return (measured.mean(axis=0) - exact) / standard_error


def assert_exact(runs: list[PeerResult], floor: Floor) -> None:
    """Within four standard errors of the exact figures."""
    offered = np.array([run.offered for run in runs])
    abandoned = np.array([run.abandoned for run in runs]) / offered
    wait_min = np.array([run.waited_min for run in runs]) / offered
    assert abs(standard_errors_off(abandoned, floor.abandoned)).max() < 4
    assert abs(standard_errors_off(wait_min, floor.wait_min)).max() < 4


@pytest.mark.parametrize(
    ("peer", "floor"),
    [
        # Standard errors: .0007 of the share that abandons, .0022 min of the mean wait.
        pytest.param(callback_simpy.model_a, MODEL_A, id="Erlang A"),
        # By type: .0005, .0009 and .0015; .0013, .0030 and .0040 min.
        pytest.param(callback_simpy.model_b, MODEL_B, id="three types and four groups"),
    ],
)
def test_a_peer_is_within_four_standard_errors_of_the_exact_figures(peer: Peer, floor: Floor) -> None:
    assert_exact([peer(CALLS, seed) for seed in range(REPLICATIONS)], floor)


@in_c
@pytest.mark.parametrize("program", ["model_a", "model_b", "kiefer_wolfowitz"])
def test_c_is_within_four_standard_errors_of_the_exact_figures(program: str) -> None:
    # Standard errors are less than a quarter of those above.
    peer, floor = getattr(c_floor, program), FLOORS.get(program, MODEL_A)
    assert_exact([peer(CALLS * 20, seed) for seed in range(REPLICATIONS)], floor)


def test_ciw_is_within_four_standard_errors_of_the_exact_figures() -> None:
    pytest.importorskip("ciw")
    # Standard errors: .002 of the share that abandons, .008 min of the mean wait.
    from benchmarks.peers import ciw_floor

    assert_exact([ciw_floor.model_a(5_000, seed) for seed in range(10)], MODEL_A)


@pytest.mark.skipif(bool(simmer_floor.missing()), reason=simmer_floor.missing())
def test_simmer_is_within_four_standard_errors_of_the_exact_figures() -> None:
    assert_exact([simmer_floor.model_a(5_000, seed)[0] for seed in range(10)], MODEL_A)


@pytest.mark.parametrize("model", ["model_a", "model_b"])
@pytest.mark.parametrize(("name", "calls"), [("textbook_simpy", 10_000), ("salabim_floor", 2_000)])
def test_the_textbooks_and_the_callbacks_treat_the_same_callers_alike(name: str, calls: int, model: str) -> None:
    if name == "salabim_floor":
        pytest.importorskip("salabim")
    textbook = getattr(importlib.import_module(f"benchmarks.peers.{name}"), model)(calls, seed=1)
    callbacks = getattr(callback_simpy, model)(calls, seed=1)
    assert sum(textbook.abandoned) > 0
    assert textbook.abandoned == callbacks.abandoned
    assert textbook.waited_min == pytest.approx(callbacks.waited_min, rel=1e-12)


@in_c
@pytest.mark.parametrize("ties", [False, True], ids=["as drawn", "ties"])
@pytest.mark.parametrize("program", ["model_a", "model_b", "kiefer_wolfowitz"])
def test_c_writes_the_log_that_callfloor_writes(program: str, ties: bool) -> None:
    model = "model_b" if program == "model_b" else "model_a"
    scenario = sim.load_scenario(model)
    workload = sim.draw_workload(scenario, seed=5)
    if ties:
        coarse = {name: getattr(workload, name) // TEN_S * TEN_S for name in ("arrival", "talk", "patience")}
        workload = replace(workload, **coarse)
    if program == "kiefer_wolfowitz":  # where talk that takes no time would leave an agent first in line
        workload = replace(workload, talk=np.maximum(workload.talk, 1))
    log = sim.simulate(workload, sim.draw_roster(scenario), scenario.routing.policy, engine="simpy")
    outcome = c_floor.run(program, c_floor.Day.from_workload(FLOORS[model], workload))
    for column in ("status", "left_queue", "talk_end", "agent"):
        assert np.array_equal(getattr(outcome, column), getattr(log, column)), column


@in_c
def test_c_refuses_a_day_that_it_cannot_count() -> None:
    day = c_floor.Day.drawn(MODEL_A, 10, seed=1)
    with pytest.raises(ValueError, match="at most"):
        c_floor.run("model_a", replace(day, arrival=day.arrival + 2**53))


def test_a_quickened_floor_is_the_same_floor_in_its_own_minutes() -> None:
    plain, quick = sim.load_scenario("model_b"), quickened("model_b", 20)
    for name, queue in plain.queues.items():
        fast = quick.queues[name]
        assert queue.patience is not None
        assert fast.patience is not None
        assert fast.arrivals.per_hour[0] == pytest.approx(20 * queue.arrivals.per_hour[0])
        assert 20 * fast.talk.mean_s == pytest.approx(queue.talk.mean_s)
        assert 20 * fast.patience.mean_s == pytest.approx(queue.patience.mean_s)
    assert quick.groups == plain.groups


def test_the_page_takes_the_tables_of_a_whole_run_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = tmp_path / "performance.md"
    written.write_text(f"before\n{page.BEGIN}\nold\n{page.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", written)
    table = Table("Title", ["program", "rate"], [["SimPy", "1"]], ["A note."])
    tests = [{"name": name, "extra_info": {"tables": [table.as_json()]}} for name in page.ORDER]
    machine = {
        "cpu": {"count": 2, "brand_raw": "a processor"},
        "machine": "x86_64",
        "system": "Linux",
        "node": "secret",
    }
    machine |= {"python_implementation": "CPython", "python_version": "3.11.7", "packages": {"simpy": "4.1.2"}}
    run = {"datetime": "2030-01-02T03:04:05", "machine_info": machine, "benchmarks": tests[1:]}
    record = tmp_path / "record.json"
    record.write_text(page.json.dumps(run), encoding="utf-8")
    page.main(str(record))
    assert "old" in written.read_text(encoding="utf-8")
    record.write_text(page.json.dumps(run | {"benchmarks": tests}), encoding="utf-8")
    page.main(str(record))
    text = written.read_text(encoding="utf-8")
    assert re.match(rf"before\n{page.BEGIN}\nMeasured on 2030-01-02 on a processor, 2 cores", text)
    assert text.endswith(f"- A note.\n{page.END}\nafter\n")
    assert "old" not in text
    assert "secret" not in text
