"""The command line on a cluster: the same results, nothing lost when the client dies, clear words when it cannot be."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import polars as pl
import pytest
from commandline import at_home, ran, started, typed, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

pytest_plugins = ["clusters"]

DAYS = 40
BUSY = ("simulate", "small.yaml", "--days", str(DAYS), "--seed", "3", "--set", "volume=1000%", "--engine", "simpy")
"""Some 30 ms a day."""


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The figures of the run that nothing interrupts."""
    done = ran(*BUSY, "--out", "whole", folder=(home := at_home(tmp_path_factory.mktemp("home"))))
    assert done.returncode == 0, done.stderr
    return (home / "whole" / "summary.csv").read_bytes()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(at_home(tmp_path))
    return tmp_path


def days_in(run: Path) -> int:
    return len(list((run / "unfinished").glob("*.npz")))


def struck(how: signal.Signals, run: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A program that is sent a signal once some days are finished."""
    with started(*words, "--out", run.name, folder=run.parent) as program:
        while days_in(run) < 3 and program.poll() is None:
            time.sleep(0.005)
        program.send_signal(how)
        out, err = program.communicate(timeout=60)
    return subprocess.CompletedProcess(words, program.returncode, out, err)


def test_a_client_that_was_killed_goes_on_to_the_same_figures(home: Path, address: str, summary: bytes) -> None:
    """kill -9: what was finished is on disk."""
    assert struck(signal.SIGKILL, home / "killed", *BUSY, "--cluster", address).returncode == -signal.SIGKILL
    assert 3 <= days_in(home / "killed") < DAYS
    done = ran("simulate", "--resume", "killed", "--cluster", address, folder=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert (home / "killed" / "summary.csv").read_bytes() == summary


def test_ctrl_c_says_how_to_go_on_there_and_one_can_go_on_here(home: Path, address: str, summary: bytes) -> None:
    done = struck(signal.SIGINT, home / "stopped", *BUSY, "--cluster", address)
    kept = days_in(home / "stopped")
    command = f"python run_sim.py simulate --resume stopped --cluster {address}"
    assert (done.returncode, done.stderr) == (130, f"Stopped after {kept} days; go on with: {command}\n")
    assert 3 <= kept < DAYS
    assert typed(*shlex.split(command)[2:-2]).exit_code == 0
    assert (home / "stopped" / "summary.csv").read_bytes() == summary


def test_calls_come_back_from_the_cluster(home: Path, address: str) -> None:
    words = ("simulate", "small.yaml", "--days", "4", "--calls")
    assert typed(*words, "--out", "here").exit_code == 0
    assert typed(*words, "--out", "there", "--cluster", address).exit_code == 0
    assert pl.read_parquet(home / "there" / "calls.parquet").equals(pl.read_parquet(home / "here" / "calls.parquet"))


def figures(result: Result) -> dict[str, float]:
    """The numbers of a comparison, but for how long it took."""
    assert result.exit_code == 0, result.output
    left, found = [("", json.loads(result.stdout))], {}
    while left:
        path, value = left.pop()
        if isinstance(value, dict):
            left += [(f"{path}/{key}", below) for key, below in value.items()]
        elif isinstance(value, float) and not path.endswith("wall_s"):
            found[path] = value
    return found


def test_a_comparison_is_the_same_on_a_cluster(home: Path, address: str) -> None:
    words = ("compare", "small.yaml", "--policy", "longest-wait", "--policy", "priority", "--days", "6", "--json")
    here, there = figures(typed(*words)), figures(typed(*words, "--cluster", address))
    assert len(here) > 100
    assert there == here


def test_a_replay_is_the_same_on_a_cluster(home: Path, address: str) -> None:
    rows = ["arrival,answered,end,agent"]
    for day in ("2024-03-04", "2024-03-05", "2024-03-06"):
        for minute in range(0, 60, 2):
            times = (f"{day} 09:{minute:02d}:00", f"{day} 09:{minute:02d}:20", f"{day} 09:{minute + 1:02d}:50")
            rows.append(f"{','.join(times)},agent {minute % 4}")
    (home / "log.csv").write_text("\n".join(rows), encoding="utf-8")
    here = typed("replay", "log.csv", "--out", "here")
    there = typed("replay", "log.csv", "--out", "there", "--cluster", address)
    assert (here.exit_code, there.exit_code) == (0, 0)
    assert (home / "there" / "summary.csv").read_bytes() == (home / "here" / "summary.csv").read_bytes()


@pytest.mark.parametrize("command", [("simulate", "small.yaml"), ("compare", "small.yaml", "--policy", "priority")])
def test_what_is_no_cluster_is_told_before_anything_is_written(home: Path, command: tuple[str, ...]) -> None:
    result = typed(*command, "--out", "run", "--cluster", "http://host:8786")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "cluster: 'http://host:8786' is not the address of a scheduler; "
        "write tcp://host:8786, as `dask scheduler` prints it\n"
    )
    assert written(home) == set()
