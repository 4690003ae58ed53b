"""Many days of one center: a day is a replication, and every figure comes with its interval."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.compute import Here, Place
from sim.engine import engine_for
from sim.errors import EngineWarning
from sim.routing import Policy, find_policy
from sim.statistics import days_to_reach
from sim.study.days import DayRun, Days, DrawnDays
from sim.study.figures import ALL, GROUP_FIGURES, QUANTILES, QUEUE_FIGURES, Sums

if TYPE_CHECKING:
    from sim.calllog import CallLog
    from sim.metrics import Tally
    from sim.scenario import Scenario
    from sim.statistics import Estimate

FIRST_BATCH = 30
"""Days before a precision is judged: with fewer, the interval itself is too uncertain to stop by."""


@dataclass(frozen=True)
class Study:
    """What many days of one scenario under one policy showed."""

    scenario: Scenario
    policy: str
    engine: str
    seed: int
    days: int
    wall_s: float
    sums: Sums
    policy_source: str = ""
    """What the policy says of itself: the rule in a sentence, and where it comes from."""

    def queue(self, name: str = ALL) -> dict[str, Estimate]:
        """Every figure of a queue, or of all queues together."""
        return {figure: self.sums.queue_figure(name, figure) for figure in (*QUEUE_FIGURES, *QUANTILES)}

    def group(self, name: str) -> dict[str, Estimate]:
        """Every figure of a group."""
        return {figure: self.sums.group_figure(name, figure) for figure in GROUP_FIGURES}

    @property
    def queues(self) -> dict[str, dict[str, Estimate]]:
        """Every figure of all queues together ("all") and of each queue."""
        return {name: self.queue(name) for name in (ALL, *self.sums.queue_names)}

    @property
    def groups(self) -> dict[str, dict[str, Estimate]]:
        """Every figure of each group."""
        return {name: self.group(name) for name in self.sums.group_names}


@dataclass(frozen=True)
class Plan:
    """How many days: ``days``, and with ``precision`` more of them, up to ``most``.

    ``precision`` is the half-width that the service level of all queues is to reach, as a share.
    """

    days: int = 100
    precision: float | None = None
    most: int = 2000

    def next_target(self, sums: Sums, reached: int) -> int:
        """How many days to run in all, seeing what ``reached`` days showed; the same number means enough."""
        if self.precision is None or reached >= self.most:
            return reached
        if reached < FIRST_BATCH:
            return min(FIRST_BATCH, self.most)
        level = sums.queue_figure(ALL, "service_level")
        if level.half_width is None or level.half_width <= self.precision:
            return reached
        needed = days_to_reach(level, self.precision)
        return min(max(reached + 1, min(needed, 2 * reached)), self.most)


def run_days(
    days: Days,
    *,
    policy: Policy | str | None = None,
    seed: int = 1,
    plan: Plan | None = None,
    engine: str = "auto",
    done: Mapping[int, Tally] | None = None,
    on_day: Callable[[int, Tally], None] | None = None,
    keep: Callable[[int, CallLog], None] | None = None,
    place: Place | None = None,
) -> Study:
    """Runs the days of a plan, and more of them until its precision is reached.

    ``policy`` None: the scenario's own.  ``done`` holds days that need not be run again; ``on_day`` is told of
    each day as it is finished, in any order; before that, ``keep`` is given each day's log, in this process or in
    another of this machine.  ``place`` None: this machine.  Raises ScenarioError, PolicyError, ClusterError,
    EngineError; warns with EngineWarning where ``auto`` falls back to SimPy.
    """
    plan = plan or Plan()
    rule = policy_for(days.scenario, policy)
    choice = engine_for(rule, engine)
    if choice.note:
        warnings.warn(choice.note, EngineWarning, stacklevel=2)
    place = place or Here()
    from_afar = keep is not None and not place.shares_disk
    run = DayRun(days, rule, choice.engine, None if from_afar else keep, brings_log=from_afar)
    began = time.perf_counter()
    tallies = dict(done or {})
    target = plan.days
    while True:
        missing = [day for day in range(target) if day not in tallies]
        with closing(place.each(run, missing, threads=run.threads)) as finished:
            for day, (tallied, log) in finished:
                if keep and log is not None:
                    keep(day, log)
                tallies[day] = tallied
                if on_day:
                    on_day(day, tallied)
        sums = Sums.of(
            [tallies[day] for day in range(target)], tuple(days.scenario.queues), tuple(days.scenario.groups)
        )
        target, reached = plan.next_target(sums, target), target
        if target == reached:
            break
    return Study(
        scenario=days.scenario,
        policy=rule.name,
        engine=choice.engine,
        seed=seed,
        days=target,
        wall_s=time.perf_counter() - began,
        sums=sums,
        policy_source=rule.source,
    )


def run_study(
    scenario: Scenario,
    *,
    policy: Policy | str | None = None,
    days: int = 100,
    seed: int = 1,
    precision: float | None = None,
    engine: str = "auto",
    place: Place | None = None,
) -> Study:
    """Simulates many days of a scenario, drawn from a seed, on this machine or in another ``place``.

    ``precision``: days are added until the service level's half-width is at most this share (0.005 is half a
    percentage point), up to Plan.most.  Raises ScenarioError, PolicyError, ClusterError.
    """
    plan = Plan(days, precision)
    return run_days(DrawnDays(scenario, seed), policy=policy, seed=seed, plan=plan, engine=engine, place=place)


def policy_for(scenario: Scenario, policy: Policy | str | None) -> Policy:
    """The policy asked for; without one, or by the scenario's own name for it, with the scenario's numbers.

    Raises ScenarioError, PolicyError.
    """
    own = scenario.routing
    if not isinstance(policy, Policy):
        policy = find_policy(policy or own.policy, own.numbers if policy in (None, own.policy) else None)
    policy.params(tuple(scenario.queues), tuple(scenario.groups))  # its numbers must fit this center
    return policy
