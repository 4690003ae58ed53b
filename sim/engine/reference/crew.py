"""The agents of a day: on duty or not, busy or ready, and who of a group answers."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sim.roster import RULES
from sim.units import FOREVER
from sim.workload.workload import NONE

if TYPE_CHECKING:
    from sim.roster import Roster
    from sim.routing import Floor


class Crew:
    """Keeps the agents' part of the floor up to date: ``idle``, ``idle_since`` and ``staffed``."""

    def __init__(self, roster: Roster, floor: Floor) -> None:
        agents = len(roster.agents)
        self.floor = floor
        self.group: list[int] = roster.agent_group.tolist()
        self.speed: list[float] = roster.agent_speed.tolist()
        self.rule = [RULES[rule] for rule in roster.rule]
        self.ready: list[deque[int]] = [deque() for _ in roster.groups]
        """Idle agents of each group, the longest idle first."""
        self.on_duty = [False] * agents
        self.busy = [False] * agents
        self.ready_since = [0] * agents
        self.worked = [0] * agents
        """Microseconds on calls today, the call under way included."""
        self.spans: list[list[int]] = []
        """Agent, start, end (NONE while the agent is there), planned end."""
        self.open_span = [NONE] * agents

    def sign_on(self, agent: int, now: int, end: int) -> None:
        """A shift starts or a break is over; who still works on a call from before simply stays."""
        self.on_duty[agent] = True
        self.floor.staffed[self.group[agent]] += 1
        if self.open_span[agent] == NONE:
            self.open_span[agent] = len(self.spans)
            self.spans.append([agent, now, NONE, end])
        else:
            self.spans[self.open_span[agent]][3] = end

    def sign_off(self, agent: int, now: int) -> None:
        """A shift ends or a break starts; an agent on a call finishes it first."""
        self.on_duty[agent] = False
        self.floor.staffed[self.group[agent]] -= 1
        if not self.busy[agent]:
            self.ready[self.group[agent]].remove(agent)
            self._show(self.group[agent])
            self.go(agent, now)

    def go(self, agent: int, now: int) -> None:
        """An agent leaves."""
        self.spans[self.open_span[agent]][2] = now
        self.open_span[agent] = NONE

    def get_ready(self, agent: int, now: int) -> None:
        """An agent is ready for a call."""
        group = self.group[agent]
        self.ready_since[agent] = now
        self.ready[group].append(agent)
        self._show(group)

    def answer(self, group: int) -> int:
        """The agent who answers, by the rule of the group; among equals the longest idle."""
        ready = self.ready[group]
        if self.rule[group] == "longest idle":
            agent = ready.popleft()
        else:
            fastest = self.rule[group] == "fastest"
            agent = min(ready, key=lambda one: -self.speed[one] if fastest else self.worked[one])
            ready.remove(agent)
        self.busy[agent] = True
        self._show(group)
        return agent

    def leave_for_the_day(self, last_done: list[int]) -> None:
        """The last roster leaves at its planned end, or when its own last call is finished."""
        for span in self.spans:
            if span[2] == NONE:
                span[2] = max(span[3], last_done[span[0]])

    def _show(self, group: int) -> None:
        ready = self.ready[group]
        self.floor.idle[group] = len(ready)
        self.floor.idle_since[group] = self.ready_since[ready[0]] if ready else FOREVER
