"""The day that model_b's seed 1 has always been: our own past output, not theory.

It holds a seed to its promise, the same seed, the same day, from one version to the next.  Where a change is meant
to draw or run days otherwise, say so in CHANGELOG.md and renew the file:

    PYTHONPATH=. python tests/sim/test_golden.py
"""

from __future__ import annotations

import hashlib
import json
import platform
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sim
from sim import metrics
from sim.calllog import COLUMNS

GOLDEN = Path(__file__).parent / "golden" / "model_b_day_0_seed_1.json"
ABOUT = (
    "Our own past output, not theory: day 0 of seed 1 of the shipped scenario model_b. "
    "Renew it with: PYTHONPATH=. python tests/sim/test_golden.py"
)
DRAWN = ("arrival", "call_type", "patience", "talk", "after_call_work", "if_lost", "if_handled", "delay")


def drawn(workload: sim.Workload, name: str) -> np.ndarray[Any, Any]:
    """A column with one entry a row; first calls have no delay."""
    column = getattr(workload, name)
    return np.append(np.zeros(workload.fresh), column) if name == "delay" else column


def digest(column: np.ndarray[Any, Any]) -> str:
    return hashlib.blake2b(column.astype("<i8").tobytes(), digest_size=8).hexdigest()


def facts() -> dict[str, Any]:
    scenario = sim.load_scenario("model_b")
    workload = sim.draw_workload(scenario, seed=1, day=0)
    log = sim.simulate(workload, sim.draw_roster(scenario, seed=1, day=0), scenario.routing.policy)
    status = {one.name: int((log.status == one).sum()) for one in sim.Status}
    figures = {name: getattr(metrics, name)(log) for name in ("abandoned_fraction", "mean_wait", "asa", "aht")}
    figures |= {f"occupancy of {name}": metrics.occupancy(log, name) for name in log.groups}
    return {
        "about": ABOUT,
        "processor": platform.machine(),
        "contacts": log.contacts,
        "status": status,
        "figures": {name: round(value, 6) for name, value in figures.items()},
        "workload": {name: digest(drawn(workload, name)) for name in DRAWN},
        "log": {name: digest(getattr(log, name)) for name in COLUMNS},
    }


@pytest.fixture(scope="module")
def golden():
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def today():
    return facts()


def test_the_file_says_what_it_is(golden):
    assert golden["about"] == ABOUT


def test_the_day_has_the_figures_it_had(golden, today):
    """On any processor: a last bit may move a call by a microsecond, and hardly ever change who is answered."""
    assert today["contacts"] == golden["contacts"]
    assert today["status"] == pytest.approx(golden["status"], abs=20)
    assert today["figures"] == pytest.approx(golden["figures"], rel=0.02)


@pytest.mark.parametrize("part", ["workload", "log", "status", "figures"])
def test_the_day_is_the_same_to_the_microsecond(golden, today, part):
    if platform.machine() != golden["processor"]:
        pytest.skip(f"the last bit of a drawn time is that of {golden['processor']}, and this is {platform.machine()}")
    assert today[part] == golden[part]


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(facts(), indent=2) + "\n", encoding="utf-8")
