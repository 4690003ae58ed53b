"""How long a user waits for an answer: the program started anew, a hundred days of the bank, a report at the end."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.table import Table

if TYPE_CHECKING:
    import pytest
    from pytest_benchmark.fixture import BenchmarkFixture

PROGRAM = Path(__file__).parent.parent / "run_sim.py"
LAPS = 3
ASKED = {
    "the program starts, and says its version": ["--version"],
    "simulate bank: 100 days": ["simulate", "bank"],
    "simulate bank --precision 1%": ["simulate", "bank", "--precision", "1%"],
}


def test_an_answer(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    seconds: dict[str, list[float]] = {what: [] for what in ASKED}

    def lap() -> None:
        for what, arguments in ASKED.items():
            began = time.perf_counter()
            command = [sys.executable, str(PROGRAM), *arguments]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
            seconds[what].append(time.perf_counter() - began)
            assert done.returncode == 0, done.stderr

    benchmark.pedantic(lap, rounds=LAPS, warmup_rounds=1)
    table = Table(
        "A user's wait for an answer",
        ["what", "seconds"],
        [[what, f"{median(took[1:] or took):.1f}"] for what, took in seconds.items()],
        ["Wall time of the whole program on this machine's cores, report included; compiled once before."],
    )
    benchmark.extra_info["seconds"] = seconds
    benchmark.extra_info["tables"] = [table.as_json()]
    with capsys.disabled():
        print(f"\n\n{table.text()}")
