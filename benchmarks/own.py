"""Days of callfloor through its public functions, with drawing, engine and metrics timed apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import sim
from benchmarks.peers import PeerResult
from benchmarks.race import Program, Stopwatch, Turn
from sim.engine import ENGINES
from sim.metrics import tally
from sim.units import MINUTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.race import Run
    from sim import CallLog, Policy, Roster, Scenario, Workload

    Look = Callable[[Workload, CallLog], None]

COMPILED = "compiled"
EVENTS = "compiled, event by event"
OWN = {COMPILED: "callfloor, compiled engine", EVENTS: "callfloor, compiled, event by event"}
NO_COMPILED = "not run: this version has no compiled engine"


def quickened(model: str, times: float) -> Scenario:
    """A shipped floor at so many times its pace: calls come sooner, talk and patience are shorter, so many more pass
    through a day.  Nothing else changes: in its own minutes it is the same floor.  It is counted from the first call,
    as the other programs do."""
    plain = sim.load_scenario(model)
    changes = ["warm_up=0 s"]
    for name, queue in plain.queues.items():
        changes.append(f"queues.{name}.arrivals.per_hour={queue.arrivals.per_hour[0] * times}")
        for law, length in (("talk", queue.talk), ("patience", queue.patience)):
            if length is not None:
                changes.append(f"queues.{name}.{law}.exponential.mean={length.mean_s / times:.6f} s")
    return sim.load_scenario(model, changes)


def result(log: CallLog, times: float = 1.0) -> PeerResult:
    """What became of the callers, by type, in minutes of the floor."""
    kinds = len(log.queues)
    offered, abandoned, waited = (
        np.bincount(log.call_type, weights, kinds)
        for weights in (None, log.status == sim.Status.ABANDONED, log.wait / (MINUTE / times))
    )
    return PeerResult(offered.astype(int).tolist(), abandoned.astype(int).tolist(), waited.tolist())


def added(one: PeerResult | None, other: PeerResult) -> PeerResult:
    """Two days as one."""
    if one is None:
        return other
    pairs = (
        (one.offered, other.offered),
        (one.abandoned, other.abandoned),
        (one.waited_min, other.waited_min),
    )
    return PeerResult(*([a + b for a, b in zip(*pair, strict=True)] for pair in pairs))


def days(scenario: Scenario, engine: str, count: int, times: float = 1.0, look: Look | None = None) -> Run:
    """So many whole days a turn, drawn, run and summed up as a study does; ``look`` sees each, outside the clock."""
    policy = sim.find_policy(scenario.routing.policy, scenario.routing.numbers)

    def run(seed: int) -> Turn:
        turn, drawing, summing = Turn(), 0.0, 0.0
        for day in range(count):
            watch = Stopwatch()
            workload = sim.draw_workload(scenario, seed=seed, day=day)
            roster = sim.draw_roster(scenario, seed=seed, day=day)
            drawing += watch.lap()
            log = simulated(engine, workload, roster, policy)
            turn.engine_s += watch.lap()
            tally(log, scenario.service_level, scenario.report_every)
            summing += watch.lap()
            turn.calls += log.contacts
            turn.result = added(turn.result, result(log, times))
            if look:
                look(workload, log)
        turn.draw_s, turn.metrics_s = drawing, summing
        return turn

    return run


def simulated(engine: str, workload: Workload, roster: Roster, policy: Policy) -> CallLog:
    """The day's log by an engine, or by the compiled one without its short cut for a single line."""
    if engine != EVENTS:
        return sim.simulate(workload, roster, policy, engine=engine)
    from sim.engine.compiled import run_events

    log = run_events(workload, roster, policy)
    assert log is not None
    return log


def compiled(scenario: Scenario, count: int, times: float = 1.0, engine: str = COMPILED) -> Program:
    """The compiled engine's part in a race, if it is there."""
    if COMPILED not in ENGINES:
        return Program(OWN[engine], None, NO_COMPILED)
    return Program(OWN[engine], days(scenario, engine, count, times))
