"""Many days of one center: a day is a replication, and every figure comes with its interval."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.compute import each_day
from sim.engine.run import engine_named
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
    workers: int | None = None,
) -> Study:
    """Runs the days of a plan, and more of them until its precision is reached.

    ``policy`` None: the scenario's own.  ``done`` holds days that need not be run again; ``on_day`` is told of
    each day as it is finished, in order; ``keep`` sees each day's log where the day is run.
    Raises ScenarioError, PolicyError.
    """
    plan = plan or Plan()
    rule = policy_for(days.scenario, policy)
    run = DayRun(days, rule, engine, keep)
    began = time.perf_counter()
    tallies = dict(done or {})
    target = plan.days
    while True:
        missing = [day for day in range(target) if day not in tallies]
        for day, finished in each_day(run, missing, workers=workers):
            tallies[day] = finished
            if on_day:
                on_day(day, finished)
        sums = Sums.of(
            [tallies[day] for day in range(target)], tuple(days.scenario.queues), tuple(days.scenario.groups)
        )
        target, reached = plan.next_target(sums, target), target
        if target == reached:
            break
    return Study(
        scenario=days.scenario,
        policy=rule.name,
        engine=engine_named(engine),
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
    workers: int | None = None,
) -> Study:
    """Simulates many days of a scenario, drawn from a seed.

    ``precision``: days are added until the service level's half-width is at most this share (0.005 is half a
    percentage point), up to Plan.most.  Raises ScenarioError, PolicyError.
    """
    plan = Plan(days, precision)
    return run_days(DrawnDays(scenario, seed), policy=policy, seed=seed, plan=plan, engine=engine, workers=workers)


def policy_for(scenario: Scenario, policy: Policy | str | None) -> Policy:
    """The policy asked for; without one, or by the scenario's own name for it, with the scenario's numbers.

    Raises ScenarioError, PolicyError.
    """
    own = scenario.routing
    if not isinstance(policy, Policy):
        policy = find_policy(policy or own.policy, own.numbers if policy in (None, own.policy) else None)
    policy.params(tuple(scenario.queues), tuple(scenario.groups))  # its numbers must fit this center
    return policy
