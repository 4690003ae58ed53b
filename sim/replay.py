"""Real days, replayed: the calls that came, the agents who were there, and only what the log cannot know drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.distributions import to_microseconds
from sim.fit import fit_log, replay_days
from sim.fit.naming import with_plain_names
from sim.loading import scenario_from
from sim.roster import Roster, assemble, draw_roster
from sim.statistics import Estimate, mean_of, ratio_of
from sim.streams import stream
from sim.study import ALL
from sim.units import FOREVER, SECOND, seconds
from sim.workload import COLUMNS, NONE, UNLIMITED, Workload, queue_facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sim.distributions import Law
    from sim.fit import RealDay
    from sim.logs import CallRecords
    from sim.scenario import Scenario

ROUNDS = 200
"""How often a patience is drawn anew until it is longer than the wait it is known to have outlasted."""


def replayed(records: CallRecords, *, weekdays: str | None, every_min: int, seed: int) -> ReplayedDays:
    """The days of a log, of the given weekdays or of the like ones with the most calls.  Raises InputError."""
    fit = fit_log(records, weekdays=weekdays, every_min=every_min)
    wanted = set(fit.days)
    real = tuple(day for day in replay_days(with_plain_names(records)) if day.day in wanted)
    return ReplayedDays(scenario_from(fit.scenario, records.source), fit.scenario, real, fit.group_of, seed)


@dataclass(frozen=True)
class ReplayedDays:
    """The days of a log as days of a study.

    ``scenario`` is fitted to the same log; ``group_of`` gives each agent's group in it.  Taken from the log: every
    arrival, every talk, when each agent was there, and the patience of those who hung up.  Drawn from the
    scenario's laws: the talk of those who hung up, after-call work, and the patience of those who were answered,
    given that it outlasted their wait.
    """

    scenario: Scenario
    raw: Mapping[str, Any]
    """The scenario as a file would have it."""
    real: tuple[RealDay, ...]
    group_of: Mapping[str, str]
    seed: int

    def day(self, index: int) -> tuple[Workload, Roster]:
        """The contacts and the agents of the day of this number in the log."""
        real = self.real[index]
        return self._workload(real, self._counted(real), index), self._roster(real, index)

    def log_figures(self, queue: str = ALL) -> dict[str, Estimate]:
        """What the log itself says of these calls, by the names of a study's figures; service level over offered."""
        chosen = [(real, calls[self._named(real, queue)[calls]]) for real in self.real
                  for calls in (self._counted(real),)]  # fmt: skip
        within = seconds(self.scenario.service_level.within)
        offered = [len(calls) for _, calls in chosen]
        handled = [real.handled[calls].sum() for real, calls in chosen]
        answered = [calls[real.handled[calls]] for real, calls in chosen]
        waits = [real.wait_s[calls].sum() for real, calls in chosen]
        answer_waits = [real.wait_s[calls].sum() for (real, _), calls in zip(chosen, answered, strict=True)]
        in_time = [(real.wait_s[calls] <= within).sum() for (real, _), calls in zip(chosen, answered, strict=True)]
        return {
            "offered": mean_of(offered),
            "service_level": ratio_of(in_time, offered),
            "abandoned_fraction": ratio_of(np.subtract(offered, handled), offered),
            "wait_s": ratio_of(waits, offered),
            "asa_s": ratio_of(answer_waits, handled),
        }

    def _counted(self, real: RealDay) -> NDArray[np.int64]:
        """The calls within opening hours, of queues that the scenario has."""
        hours, moment = self.scenario.open, real.arrival_s * SECOND
        return np.flatnonzero(self._named(real, ALL) & (moment >= hours.start) & (moment < hours.end))

    def _named(self, real: RealDay, queue: str) -> NDArray[np.bool_]:
        """Which calls of a day belong to a queue, or to any that the scenario has."""
        wanted = [name in self.scenario.queues if queue == ALL else name == queue for name in real.queues]
        return np.array(wanted)[real.queue_index]

    def _workload(self, real: RealDay, calls: NDArray[np.int64], day: int) -> Workload:
        scenario, names = self.scenario, list(self.scenario.queues)
        count = len(calls)
        place = [names.index(name) if name in names else NONE for name in real.queues]
        queue = np.array(place, dtype=COLUMNS["call_type"])[real.queue_index[calls]]
        arrival = to_microseconds(real.arrival_s[calls])
        talk, work, patience = (np.empty(count, dtype=np.int64) for _ in range(3))
        for index, name in enumerate(names):
            here = np.flatnonzero(queue == index)
            rows, laws, since_open = calls[here], scenario.queues[name], arrival[here] - scenario.open.start
            drawn = laws.talk.draw(stream(self.seed, day, name, "talk"), since_open)
            known = real.talk_s[rows]
            talk[here] = to_microseconds(np.where(np.isnan(known), drawn, known))
            after = laws.after_call_work.draw(stream(self.seed, day, name, "after-call work"), since_open)
            work[here] = to_microseconds(after)
            wait = real.wait_s[rows]
            outlasted = _longer_than(wait, laws.patience, stream(self.seed, day, name, "patience"), since_open)
            patience[here] = np.where(real.handled[rows], outlasted, to_microseconds(wait))
        return Workload(
            queues=queue_facts(scenario),
            day=day,
            seed=self.seed,
            opens=scenario.open.start,
            closes=scenario.open.end,
            counted_from=scenario.open.start,
            lines=UNLIMITED,
            fresh=count,
            arrival=arrival,
            call_type=queue,
            patience=patience,
            talk=talk,
            after_call_work=work,
            if_lost=np.full(count, NONE, dtype=COLUMNS["if_lost"]),
            if_handled=np.full(count, NONE, dtype=COLUMNS["if_handled"]),
            delay=np.empty(0, dtype=COLUMNS["delay"]),
            contact=np.arange(count, dtype=COLUMNS["contact"]),
            attempt=np.ones(count, dtype=COLUMNS["attempt"]),
        )

    def _roster(self, real: RealDay, day: int) -> Roster:
        """Who was there; in a log without agents, as many as the scenario has."""
        if not real.agents:
            return draw_roster(self.scenario, seed=self.seed, day=day)
        groups = list(self.scenario.groups)
        people = [(groups.index(self.group_of[agent]), 1.0) for agent in real.agents]
        spans = [
            (agent, int(start * SECOND), int(end * SECOND))
            for agent, presence in enumerate(real.spans)
            for start, end in presence
            if start < end
        ]
        roster = assemble(self.scenario, real.agents, people, spans)
        last = max((end for _, _, end in spans), default=0)
        # The log says when the last one left; until then, and for what was begun, somebody was there.
        return replace(roster, span_stays=roster.span_end >= min(last, self.scenario.open.end))


def _longer_than(
    wait_s: NDArray[np.float64], law: Law | None, rng: np.random.Generator, since_open: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Patience, given that it is longer than the wait that it outlasted: microseconds, shape of the waits."""
    patience = np.full(len(wait_s), np.inf)
    if law is not None:
        short = np.arange(len(wait_s))
        for _ in range(ROUNDS):
            patience[short] = law.draw(rng, since_open[short])
            short = short[patience[short] <= wait_s[short]]
            if not len(short):
                break
        patience[short] = np.inf
    return np.minimum(to_microseconds(patience), FOREVER)
