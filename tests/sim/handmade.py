"""Days made by hand, callers and agents; everything in seconds, from 0 at opening."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim import Roster, Workload
from sim.roster import RULES
from sim.units import FOREVER, SECOND, microseconds
from sim.workload import COLUMNS, NONE, UNLIMITED, QueueFacts

CLOSES = 3600.0
WHOLE_DAY = ((0.0, CLOSES),)


@dataclass(frozen=True)
class Call:
    """A call to queue number ``to``, and what would follow if it were lost (``again``) or handled (``then``)."""

    at: float = 0.0
    """When a first call comes; for a call that follows a lost one, how long after it."""
    talk: float = 60.0
    work: float = 0.0
    patience: float = math.inf
    to: int = 0
    again: Call | None = None
    then: Call | None = None


def _columns(calls: Sequence[Call]) -> dict[str, list[int]]:
    """First calls, then whatever may follow them, parents before children."""
    found = list(calls)
    contact, attempt = list(range(len(found))), [1] * len(found)
    if_lost, if_handled = [NONE] * len(found), [NONE] * len(found)
    for row, call in enumerate(found):
        for follower, links, number in ((call.again, if_lost, attempt[row] + 1), (call.then, if_handled, 1)):
            if follower is not None:
                links[row] = len(found)
                found.append(follower)
                contact.append(contact[row])
                attempt.append(number)
                if_lost.append(NONE)
                if_handled.append(NONE)
    follows_lost = set(if_lost)
    return {
        "call_type": [call.to for call in found],
        "patience": [FOREVER if math.isinf(call.patience) else microseconds(call.patience) for call in found],
        "talk": [microseconds(call.talk) for call in found],
        "after_call_work": [microseconds(call.work) for call in found],
        "if_lost": if_lost,
        "if_handled": if_handled,
        "delay": [
            microseconds(call.at) if row in follows_lost else 0 for row, call in enumerate(found) if row >= len(calls)
        ],
        "contact": contact,
        "attempt": attempt,
    }


def workload_of(
    *calls: Call,
    queues: int = 1,
    priority: Sequence[int] | None = None,
    limit: Sequence[int] | None = None,
    lines: int = UNLIMITED,
    closes: float = CLOSES,
    handle_s: Sequence[float] | None = None,
) -> Workload:
    """First calls must stand in the order in which they come."""
    facts = QueueFacts(
        names=tuple(f"queue {index}" for index in range(queues)),
        priority=np.array(priority or [1] * queues),
        limit=np.array([UNLIMITED] * queues if limit is None else limit),
        handle_s=np.array(handle_s or [60.0] * queues),
        patience_s=np.full(queues, np.inf),
    )
    columns = {name: np.array(column, dtype=COLUMNS[name]) for name, column in _columns(calls).items()}
    return Workload(
        queues=facts,
        day=0,
        seed=1,
        opens=0,
        closes=microseconds(closes),
        counted_from=0,
        lines=lines,
        fresh=len(calls),
        arrival=np.array([microseconds(call.at) for call in calls], dtype=np.int64),
        **columns,
    )


@dataclass(frozen=True)
class Skill:
    rank: int = 1
    after: float = 0.0
    keep_idle: int = 0
    speed: float = 1.0


@dataclass(frozen=True)
class Agent:
    spans: Sequence[tuple[float, float]] = WHOLE_DAY
    speed: float = 1.0


@dataclass(frozen=True)
class Team:
    """Agents with one set of skills, by number of the queue."""

    agents: Sequence[Agent] = (Agent(),)
    skills: Mapping[int, Skill] = field(default_factory=lambda: {0: Skill()})
    answers: str = "longest idle"


def roster_of(*teams: Team, queues: int = 1, closes: float = CLOSES) -> Roster:
    agents = [(group, agent) for group, team in enumerate(teams) for agent in team.agents]
    spans = sorted(
        (microseconds(start), number, microseconds(end))
        for number, (_, agent) in enumerate(agents)
        for start, end in agent.spans
    )

    def matrix(name: str, missing: float) -> np.ndarray[Any, Any]:
        return np.array(
            [[getattr(team.skills[q], name) if q in team.skills else missing for q in range(queues)] for team in teams]
        )

    return Roster(
        groups=tuple(f"group {index}" for index in range(len(teams))),
        rank=matrix("rank", 0).astype(np.int64),
        delay=np.rint(matrix("after", 0) * SECOND).astype(np.int64),
        keep_idle=matrix("keep_idle", 0).astype(np.int64),
        speed=matrix("speed", 1.0).astype(np.float64),
        rule=np.array([RULES.index(team.answers) for team in teams]),
        agents=tuple(f"agent {number}" for number in range(len(agents))),
        agent_group=np.array([group for group, _ in agents], dtype=np.int64),
        agent_speed=np.array([agent.speed for _, agent in agents], dtype=np.float64),
        span_agent=np.array([number for _, number, _ in spans], dtype=np.int64),
        span_start=np.array([start for start, _, _ in spans], dtype=np.int64),
        span_end=np.array([end for _, _, end in spans], dtype=np.int64),
        span_stays=np.array([end >= microseconds(closes) for _, _, end in spans], dtype=bool),
    )
