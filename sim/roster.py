"""Who is logged in, when, with which skills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.scenario.groups import HeadCount
from sim.streams import stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.scenario import Group, Scenario
    from sim.scenario.groups import Break

RULES = ("longest idle", "least occupied", "fastest")
"""Which idle agent of the chosen group takes the call; a group's rule is an index into this."""

Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Roster:
    """One day's agents.

    Matrices have shape (groups, queues), columns of agents shape (agents,), columns of spans shape (spans,).
    A span is a stretch of presence, breaks cut out, in microseconds since midnight; spans are sorted by start.
    """

    groups: tuple[str, ...]
    rank: NDArray[np.int64]
    """1 for first choice, 2, ...; 0 where the group lacks the skill."""
    delay: NDArray[np.int64]
    """How long a call must have waited before the group may take it, microseconds."""
    keep_idle: NDArray[np.int64]
    """The group takes such a call only while more than so many of its agents are idle."""
    speed: NDArray[np.float64]
    """A call of talk T takes the group T / speed."""
    rule: NDArray[np.int64]
    """Shape (groups,): index into RULES."""
    agents: tuple[str, ...]
    agent_group: NDArray[np.int64]
    agent_speed: NDArray[np.float64]
    span_agent: NDArray[np.int64]
    span_start: NDArray[np.int64]
    span_end: NDArray[np.int64]
    span_stays: NDArray[np.bool_]
    """True for the last roster: present at closing time, these stay until the last call is finished."""


def draw_roster(scenario: Scenario, *, seed: int = 1, day: int = 0) -> Roster:
    """The day's agents: as planned, less those absent."""
    names, people, spans = [], [], []
    for index, (name, group) in enumerate(scenario.groups.items()):
        rng = stream(seed, day, name, "absence")
        for agent, speed, planned in _planned(name, group, scenario.open.start, scenario.open.end):
            names.append(agent)
            people.append((index, speed))
            if not (group.absence and rng.random() < group.absence):
                spans += [(len(names) - 1, start, end) for start, end in _merged(planned)]
    return assemble(scenario, tuple(names), people, spans)


def assemble(
    scenario: Scenario,
    names: tuple[str, ...],
    people: list[tuple[int, float]],
    spans: list[tuple[int, int, int]],
) -> Roster:
    """The roster of these agents (group index, speed) and spans (agent index, start, end)."""
    columns = np.array(sorted(spans, key=lambda span: (span[1], span[0])), dtype=np.int64).reshape(-1, 3)
    groups = list(scenario.groups.values())

    def matrix(field: str, missing: int) -> NDArray[np.float64]:
        rows = [
            [getattr(group.skills[queue], field) if queue in group.skills else missing for queue in scenario.queues]
            for group in groups
        ]
        return np.array(rows, dtype=np.float64)

    return Roster(
        groups=tuple(scenario.groups),
        rank=matrix("rank", 0).astype(np.int64),
        delay=matrix("after", 0).astype(np.int64),
        keep_idle=matrix("keep_idle", 0).astype(np.int64),
        speed=matrix("speed", 1),
        rule=np.array([RULES.index(group.answers) for group in groups], dtype=np.int64),
        agents=names,
        agent_group=np.array([group for group, _ in people], dtype=np.int64),
        agent_speed=np.array([speed for _, speed in people], dtype=np.float64),
        span_agent=columns[:, 0],
        span_start=columns[:, 1],
        span_end=columns[:, 2],
        span_stays=columns[:, 2] >= scenario.open.end,
    )


def _planned(name: str, group: Group, opens: int, closes: int) -> list[tuple[str, float, Spans]]:
    """Id, speed and presence of each agent of a group."""
    if group.shifts:
        return _by_shift(name, group)
    if isinstance(group.agents, HeadCount):
        spans = _by_interval(group.agents, opens, closes)
    else:
        spans = [[(opens, closes)] for _ in range(group.agents or 0)]
    return [(*_who(name, group, index), presence) for index, presence in enumerate(spans)]


def _who(name: str, group: Group, index: int) -> tuple[str, float]:
    """The named people come first; the others are numbered."""
    if index < len(group.people):
        return group.people[index].id, group.people[index].speed
    return f"{name} {index + 1}", 1.0


def _by_interval(count: HeadCount, opens: int, closes: int) -> list[Spans]:
    """Agent k is there in the intervals that need more than k."""
    needed = [max(0, n + count.plus) if n else 0 for n in count.count]
    starts = [opens + index * count.every for index in range(len(needed))]
    return [
        [(start, min(start + count.every, closes)) for start, n in zip(starts, needed, strict=True) if n > k]
        for k in range(max(needed))
    ]


def _by_shift(name: str, group: Group) -> list[tuple[str, float, Spans]]:
    """Named people keep their name over all their shifts; each nameless place of a shift is an agent of its own."""
    speeds = {person.id: person.speed for person in group.people}
    presence: dict[str, Spans] = {}
    waiting = [person.id for person in group.people if not any(person.id in s.people for s in group.shifts)]
    nameless = 0
    for shift in group.shifts:
        crew = list(shift.people)
        for _ in range(shift.size - len(crew)):
            nameless += 1
            crew.append(waiting.pop(0) if waiting else f"{name} {nameless}")
        for agent in crew:
            presence.setdefault(agent, []).extend(_less_breaks(shift.start, shift.end, shift.breaks))
    return [(agent, speeds.get(agent, 1.0), spans) for agent, spans in presence.items()]


def _less_breaks(start: int, end: int, breaks: tuple[Break, ...]) -> Spans:
    spans = []
    for pause in breaks:
        spans.append((start, pause.at))
        start = pause.at + pause.length
    return [(a, b) for a, b in [*spans, (start, end)] if a < b]


def _merged(spans: Spans) -> Spans:
    """Touching spans as one: nobody logs out and in again at the same moment."""
    merged: Spans = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
