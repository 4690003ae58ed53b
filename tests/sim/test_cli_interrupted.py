"""A run that dies, or is stopped, goes on from where it was, to the same figures."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import polars as pl
import pytest
from commandline import at_home, ran, started, typed

from sim.cli.console import progress

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")

DAYS = 30
BUSY = (
    "simulate",
    "small.yaml",
    "--days",
    str(DAYS),
    "--seed",
    "3",
    "--set",
    "volume=1000%",
    "--engine",
    "simpy",
    "--calls",
)
"""Some 30 ms a day."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return at_home(tmp_path_factory.mktemp("home"))


@pytest.fixture(autouse=True)
def at(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)


@pytest.fixture(scope="module")
def whole(home: Path) -> Path:
    """The run that nothing interrupts."""
    done = ran(*BUSY, "--out", "whole", folder=home)
    assert done.returncode == 0, done.stderr
    return home / "whole"


def days_in(run: Path) -> int:
    return len(list((run / "unfinished").glob("*.npz")))


def stopped(how: signal.Signals, run: Path, *words: str, after: int = 3) -> subprocess.CompletedProcess[str]:
    """A program that is sent a signal once some days are finished."""
    with started(*words, folder=run.parent, start_new_session=True) as program:
        for _ in range(6000):
            if days_in(run) >= after or program.poll() is not None:
                break
            time.sleep(0.005)
        os.killpg(program.pid, how)
        out, err = program.communicate(timeout=60)
    assert_nobody_is_left(program.pid)
    return subprocess.CompletedProcess(words, program.returncode, out, err)


def assert_nobody_is_left(group: int) -> None:
    """Every process of the run is gone, a moment after it."""
    for _ in range(1000):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    pytest.fail("somebody still works")


def assert_same_results(run: Path, whole: Path) -> None:
    assert (run / "summary.csv").read_bytes() == (whole / "summary.csv").read_bytes()
    assert pl.read_parquet(run / "calls.parquet").equals(pl.read_parquet(whole / "calls.parquet"))
    assert sorted(path.name for path in run.iterdir()) == sorted(path.name for path in whole.iterdir())


def test_a_run_that_was_killed_goes_on_to_the_same_figures(home: Path, whole: Path) -> None:
    run = home / "killed"
    assert stopped(signal.SIGKILL, run, *BUSY, "--out", run.name).returncode == -signal.SIGKILL
    assert 3 <= days_in(run) < DAYS
    assert not (run / "summary.csv").exists()
    done = ran("simulate", "--resume", "killed", folder=home)
    assert done.returncode == 0, done.stderr
    assert_same_results(run, whole)


def test_a_run_that_was_killed_twice_and_left_half_a_day_goes_on_too(home: Path, whole: Path) -> None:
    run = home / "twice"
    stopped(signal.SIGKILL, run, *BUSY, "--out", run.name)
    newest = max((run / "unfinished").glob("*.npz"))
    newest.write_bytes(newest.read_bytes()[:1000])
    min((run / "unfinished").glob("*.calls")).write_bytes(b"")
    before = days_in(run)
    stopped(signal.SIGKILL, run, "simulate", "--resume", run.name, after=before + 2)
    assert before + 2 <= days_in(run) < DAYS
    assert typed("simulate", "--resume", run.name).exit_code == 0
    assert_same_results(run, whole)


def test_ctrl_c_keeps_the_days_and_says_how_to_go_on(home: Path, whole: Path) -> None:
    run = home / "it's stopped"
    done = stopped(signal.SIGINT, run, *BUSY, "--out", run.name)
    assert (done.returncode, done.stdout) == (130, "")
    said, _, command = done.stderr.partition("; go on with: python run_sim.py ")
    assert said == f"Stopped after {days_in(run)} days"
    assert typed(*shlex.split(command)).exit_code == 0
    assert_same_results(run, whole)
    again = typed(*shlex.split(command))
    assert again.exit_code == 2
    assert "it's stopped: this run is finished; its figures are in run.json" in again.stderr


def test_ctrl_c_where_nothing_is_kept_says_so() -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, press)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        result = typed(*BUSY[:-1], "--json", "--set", "volume=5000%")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.startswith("Stopped after ")
    assert "--resume" not in result.stderr


def test_ctrl_c_that_strikes_where_no_exception_gets_out_stops_at_the_next_day() -> None:
    """In a ``__del__`` Python prints the exception and goes on, and a long run would have to be stopped twice."""

    class Dying:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    with progress("simulating", 9, quiet=True) as show:
        show(1)
        Dying()
        with pytest.raises(KeyboardInterrupt):
            show(2)


def test_ctrl_c_in_a_comparison_leaves_no_folder_without_a_report(home: Path) -> None:
    words = ("compare", "small.yaml", "--days", "40", "--set", "volume=2000%", "--policy", "priority")
    with started(*words, "--out", "compared", folder=home) as program:
        while not (home / "compared").exists() and program.poll() is None:
            time.sleep(0.005)
        time.sleep(0.2)
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert (program.returncode, out, err) == (130, "", "Stopped; a comparison starts anew\n")
    assert not (home / "compared").exists()


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2, reason="one core")
@pytest.mark.parametrize(("engine", "days"), [("simpy", 60), ("compiled", 2000)], ids=["processes", "threads"])
def test_ctrl_c_while_several_cores_are_at_work_leaves_nobody_working(home: Path, engine: str, days: int) -> None:
    run = home / f"cores-{engine}"
    words = ("simulate", "model_a", "--days", str(days), "--engine", engine, "--out", run.name)
    done = stopped(signal.SIGINT, run, *words, after=6)
    assert done.returncode == 130
    assert done.stderr == (
        f"Stopped after {days_in(run)} days; go on with: python run_sim.py simulate --resume {run.name}\n"
    )
    assert days_in(run) < days


def test_a_run_is_repeated_by_its_own_record(home: Path, whole: Path) -> None:
    """The command in run.json, the scenario as it was, the seed: the same figures."""
    done = typed("simulate", str(whole / "scenario.yaml"), "--days", str(DAYS), "--seed", "3", "--out", "copy")
    assert done.exit_code == 0
    assert (home / "copy" / "summary.csv").read_bytes() == (whole / "summary.csv").read_bytes()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"), reason="needs a mount")
def test_a_disk_that_fills_up_keeps_the_days_that_fit(home: Path, whole: Path) -> None:
    disk = home / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("cannot mount here")
    try:
        done = ran(*BUSY, "--out", "disk/run", folder=home)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert "No space left on device" in done.stderr
        assert 0 < days_in(disk / "run") < DAYS
        shutil.copytree(disk / "run", home / "roomy")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert typed("simulate", "--resume", "roomy").exit_code == 0
    assert_same_results(home / "roomy", whole)
