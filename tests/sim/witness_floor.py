"""What a policy must have seen at a moment, by the log: each column between two bounds.

At one moment several things happen one after another, and a question falls between them; whatever is under way
before and after it is sure, whatever begins or ends just then is possible.  Elsewhere the two bounds are one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from witness import END

from sim import CallLog, Floor, Policy, Roster, Status
from sim.units import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Moments = NDArray[np.int64]


def spied_on(policy: Policy) -> tuple[Policy, list[Floor]]:
    """The same policy, and a list that gets a copy of the floor at every question."""
    seen: list[Floor] = []

    def spied(question):
        def ask(floor, number):
            seen.append(Floor(*(column.copy() for column in floor)))
            return question(floor, number)

        return ask

    return replace(policy, pick_group=spied(policy.pick_group), pick_queue=spied(policy.pick_queue)), seen


class Truth:
    """The floor of a day at any moment, from the log and the roster."""

    def __init__(self, log: CallLog, roster: Roster) -> None:
        self.log, self.roster = log, roster
        self.left = np.where(log.left_queue < 0, END, log.left_queue)
        self.ends = np.where(roster.span_stays, END, roster.span_end)
        self.calls = [np.flatnonzero(log.agent == agent) for agent in range(len(roster.agents))]
        self.spans = [np.flatnonzero(roster.span_agent == agent) for agent in range(len(roster.agents))]

    def waiting(self, queue: int, now: int) -> tuple[Moments, Moments]:
        """When they arrived who surely wait, and who possibly do."""
        mine = (self.log.call_type == queue) & (self.log.status != Status.BLOCKED_LINES)
        surely = mine & (self.log.arrival < now) & (self.left > now)
        possibly = mine & (self.log.arrival <= now) & (self.left >= now)
        return self.log.arrival[surely], self.log.arrival[possibly]

    def agent(self, agent: int, now: int) -> tuple[bool, bool, int | None, int | None]:
        """Surely and possibly on duty; since when surely and possibly idle, None where not."""
        start, end = self.roster.span_start[self.spans[agent]], self.ends[self.spans[agent]]
        answered, done = self.left[self.calls[agent]], self.log.work_end[self.calls[agent]]
        surely_there, possibly_there = (start < now) & (now < end), (start <= now) & (now <= end)
        surely_free = not ((answered <= now) & (done >= now)).any()
        possibly_free = not ((answered < now) & (done > now)).any()
        since = max([*start[start <= now].tolist(), *done[done <= now].tolist()], default=0)
        surely = bool(surely_there.any()) and surely_free
        possibly = bool(possibly_there.any()) and possibly_free
        # Possibly since before a call that is answered just now and lasts no time.
        before = max([*start[start <= now].tolist(), *done[answered < now].tolist()], default=0)
        return (
            bool(surely_there.any()),
            bool(possibly_there.any()),
            since if surely else None,
            min(since, before) if possibly else None,
        )

    def denied(self, floor: Floor) -> list[str]:
        """The columns of a floor that a policy cannot have seen."""
        now = int(floor.now[0])
        wrong = []
        for queue in range(len(self.log.queues)):
            surely, possibly = self.waiting(queue, now)
            if not len(surely) <= floor.queue_length[queue] <= len(possibly):
                wrong.append(f"queue_length[{queue}] at {now}")
            first = possibly.min(initial=FOREVER), surely.min(initial=FOREVER)
            if not first[0] <= floor.waiting_since[queue] <= first[1]:
                wrong.append(f"waiting_since[{queue}] at {now}")
        for group in range(len(self.log.groups)):
            crew = [self.agent(agent, now) for agent in np.flatnonzero(self.roster.agent_group == group).tolist()]
            bounds = {
                "staffed": (sum(one[0] for one in crew), sum(one[1] for one in crew)),
                "idle": (sum(one[2] is not None for one in crew), sum(one[3] is not None for one in crew)),
                "idle_since": (
                    min((one[3] for one in crew if one[3] is not None), default=FOREVER),
                    min((one[2] for one in crew if one[2] is not None), default=FOREVER),
                ),
            }
            for name, (least, most) in bounds.items():
                if not least <= getattr(floor, name)[group] <= most:
                    wrong.append(f"{name}[{group}] at {now}")
        return wrong
