"""One day of a study: drawn, run and summed up; the same wherever it runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sim.engine import simulate
from sim.metrics import Tally, tally
from sim.roster import Roster, draw_roster
from sim.workload import Workload, draw_workload

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.calllog import CallLog
    from sim.routing import Policy
    from sim.scenario import Scenario


class Days(Protocol):
    """Where days come from: a scenario draws them, a real log replays them."""

    @property
    def scenario(self) -> Scenario:
        """The center: its queues, groups, hours and service level."""

    def day(self, index: int) -> tuple[Workload, Roster]:
        """The contacts and the agents of a day."""


@dataclass(frozen=True)
class DrawnDays:
    """Days drawn from a scenario and a seed."""

    scenario: Scenario
    seed: int

    def day(self, index: int) -> tuple[Workload, Roster]:
        """The contacts and the agents of a day."""
        return (
            draw_workload(self.scenario, seed=self.seed, day=index),
            draw_roster(self.scenario, seed=self.seed, day=index),
        )


@dataclass(frozen=True)
class DayRun:
    """How a day is run: call it with the day's number.

    ``keep`` is given the day's log where the day is run, before it is summed up; ``brings_log``: the log comes back
    with the sums.
    """

    days: Days
    policy: Policy
    engine: str = "auto"
    keep: Callable[[int, CallLog], None] | None = None
    brings_log: bool = False

    @property
    def threads(self) -> bool:
        """Whether several days run at once in one process: the compiled engine lets go of the interpreter."""
        return self.engine == "compiled"

    def __call__(self, day: int) -> tuple[Tally, CallLog | None]:
        """The day's sums, and its log if that is to come along."""
        workload, roster = self.days.day(day)
        log = simulate(workload, roster, self.policy, engine=self.engine)
        if self.keep:
            self.keep(day, log)
        scenario = self.days.scenario
        return tally(log, scenario.service_level, scenario.report_every), log if self.brings_log else None
