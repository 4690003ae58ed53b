"""What a great many days cost, on paper: a day, what it sends, and what a cluster adds, each measured on this machine.

Run it from the root of the repository, with nothing else going on:  python -m benchmarks.scale  [SCENARIO]
"""

from __future__ import annotations

import pickle
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sim
from sim.compute.flight import CHUNK_DAYS
from sim.compute.worker import packed
from sim.engine import simulate
from sim.metrics import Tally, tally
from sim.report.folder import RunFolder
from sim.study import DayRun, DrawnDays, policy_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

SCENARIOS, DAYS, WORKERS = 10_000, 1_000, 100
ENGINES = ("compiled", "simpy")


@dataclass(frozen=True)
class SameDay:
    """A day that takes no time and shows what a real one did: what is left is what it costs to send."""

    tally: Tally

    def __call__(self, _day: int) -> tuple[Tally, None]:
        return Tally(*(column.copy() for column in self._columns)), None

    @property
    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.tally.queues, self.tally.groups, self.tally.waits


def cpu_ms(work: Callable[[int], object], times: int) -> float:
    """Milliseconds of CPU per call, of the quietest of three goes."""
    work(0)
    goes = []
    for _ in range(3):
        began = time.process_time()
        for index in range(times):
            work(index)
        goes.append((time.process_time() - began) / times * 1000)
    return min(goes)


def row(what: str, value: float, unit: str) -> None:
    print(f"| {what} | {value:,.2f} {unit} |" if value < 100 else f"| {what} | {value:,.0f} {unit} |")


def measure_day(scenario: sim.Scenario) -> tuple[dict[str, float], Tally]:
    """Milliseconds of a day by engine, and the sums of one."""
    days, policy = DrawnDays(scenario, 1), policy_for(scenario, None)
    workload, roster = days.day(0)
    row("drawing a day", cpu_ms(days.day, 50), "ms")
    for engine in ENGINES:
        row(f"{engine} engine", cpu_ms(lambda _, e=engine: simulate(workload, roster, policy, engine=e), 20), "ms")
    log = simulate(workload, roster, policy)
    row("metrics", cpu_ms(lambda _: tally(log, scenario.service_level, scenario.report_every), 50), "ms")
    runs = {engine: DayRun(days, policy, engine) for engine in ENGINES}
    whole = {engine: cpu_ms(runs[engine], 50 if engine == "compiled" else 20) for engine in ENGINES}
    for engine in ENGINES:
        row(f"**a day in all, {engine}**", whole[engine], "ms")
    sums = runs["compiled"](0)[0]
    row("calls of this day", log.contacts, "")
    row("its sums, sent back", len(pickle.dumps(sums, 5)) / 1000, "kB")
    row("its calls, sent back with `--calls`", len(pickle.dumps(log, 5)) / 1000, "kB")
    row("scenario and policy, sent once", len(packed(runs["compiled"])) / 1000, "kB")
    with tempfile.TemporaryDirectory() as place:
        (folder := RunFolder(Path(place))).days.mkdir()
        row("writing a finished day to disk", cpu_ms(lambda day: folder.keep_day(day, sums), 200), "ms")
    return whole, sums


def measure_cluster(sums: Tally) -> None:
    """What it costs to send days and to have them back: client, scheduler and two workers on this machine."""
    import distributed

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(processes=True, **options) as local, sim.Cluster(local.scheduler_address) as cluster:
        list(cluster.each(SameDay(sums), range(10)))  # the workers load callfloor
        studies = [_seconds(cluster, sums, 1) for _ in range(10)]
        row("a study on the cluster, beside its days", min(studies) * 1000, "ms")
        small = Tally(sums.queues[:0], sums.groups[:0], sums.waits[:0])
        chunks = 400
        per_chunk = min(_seconds(cluster, small, chunks * CHUNK_DAYS) for _ in range(3)) / chunks
        row(f"a chunk of {CHUNK_DAYS} days, beside its days", per_chunk * 1000, "ms")
        per_day = min(_seconds(cluster, sums, 5000) for _ in range(3)) / 5000 - per_chunk / CHUNK_DAYS
        row("a day's sums on their way", per_day * 1000, "ms")


def _seconds(cluster: sim.Cluster, sums: Tally, days: int) -> float:
    began = time.perf_counter()
    for _ in cluster.each(SameDay(sums), range(days)):
        pass
    return time.perf_counter() - began


def cost(whole: dict[str, float]) -> None:
    print(f"\n{SCENARIOS:,} scenarios x {DAYS:,} days on {WORKERS} workers, of one core each:")
    for engine, ms in whole.items():
        core_s = SCENARIOS * DAYS * ms / 1000
        print(f"  {engine}: {core_s / 3600:,.1f} core hours, {core_s / WORKERS / 60:,.1f} minutes")


def main(scenario: str) -> None:
    print(f"| {scenario} | measured |\n|---|---:|")
    whole, sums = measure_day(sim.load_scenario(scenario))
    measure_cluster(sums)
    cost(whole)


if __name__ == "__main__":
    main(*sys.argv[1:] or ["bank"])
