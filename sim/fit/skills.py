"""Who can take which calls, seen in who took them: a few groups of agents with the same skills."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import polars as pl

from sim.fit.naming import LONGEST

MAIN: Final = 0.05
"""A queue is one of the main ones with this share of all talk time, or, where there are many queues, half an equal
share; groups are told apart by main queues only."""
SERVES: Final = 0.25
"""An agent or group has a skill with this share of the calls it would take if everyone took everything."""
SMALL: Final = 0.05
"""A set of skills that carries less than this share of all talk time joins the likest larger one."""


@dataclass(frozen=True)
class SkillGroup:
    """Agents with the same main skills.

    ``taken``: for each queue, the calls the group took over those it would have taken had every call gone to
    anyone at work in that hour (1 is its fair share).
    """

    name: str
    agents: tuple[str, ...]
    taken: dict[str, float]

    @property
    def ranks(self) -> dict[str, str]:
        """The skills: first where the group takes its share of a queue or more, second where less."""
        known = {queue: share for queue, share in self.taken.items() if share >= SERVES}
        return {queue: "first" if share >= 1 - SERVES else "second" for queue, share in known.items()}


def shares(handled: pl.DataFrame) -> pl.DataFrame:
    """For each agent and queue: calls taken, calls expected of an agent without skills, and talk_s.

    Expected: of the calls that the agent took in an hour of the day, the queue's share of all calls handled in
    that hour.
    """
    named = handled.filter(pl.col("agent").is_not_null()).with_columns(hour=pl.col("arrival_s") // 3600)
    mix = named.group_by("hour", "queue").len().with_columns(mix=pl.col("len") / pl.col("len").sum().over("hour"))
    own = named.group_by("agent", "hour").len(name="own")
    expected = own.join(mix, on="hour").group_by("agent", "queue").agg(expected=(pl.col("own") * pl.col("mix")).sum())
    taken = named.group_by("agent", "queue").agg(taken=pl.len(), talk_s=pl.col("talk_s").sum())
    both = expected.join(taken, on=["agent", "queue"], how="left").fill_null(0)
    return both.sort("agent", "queue")


def serves(table: pl.DataFrame) -> dict[str, frozenset[str]]:
    """The queues that each agent serves, from ``shares``."""
    known = table.filter(pl.col("taken") >= SERVES * pl.col("expected"))
    found: dict[str, set[str]] = {agent: set() for agent in table["agent"].unique()}
    for agent, queue in known.select("agent", "queue").iter_rows():
        found[agent].add(queue)
    return {agent: frozenset(queues) for agent, queues in found.items()}


def skill_groups(table: pl.DataFrame, queues: tuple[str, ...]) -> tuple[SkillGroup, ...]:
    """The groups, the one with the most talk time first, from ``shares``."""
    talk = dict(table.group_by("queue").agg(pl.col("talk_s").sum()).iter_rows())
    total = sum(talk.values())
    least = min(MAIN, 0.5 / len(queues)) * total
    main = [queue for queue in queues if talk.get(queue, 0.0) >= least]
    work = dict(table.group_by("agent").agg(pl.col("talk_s").sum()).iter_rows())
    members: dict[frozenset[str], list[str]] = defaultdict(list)
    for agent, served in sorted(serves(table).items()):
        members[served & frozenset(main)].append(agent)
    _join_small(members, work, SMALL * total)
    names = _names(list(members), main)
    groups = [_group(name, agents, table, queues) for name, agents in zip(names, members.values(), strict=True)]
    groups = _everyone_served(groups, queues)
    return tuple(sorted(groups, key=lambda group: -sum(work[agent] for agent in group.agents)))


def _join_small(members: dict[frozenset[str], list[str]], work: dict[str, float], least: float) -> None:
    """The smallest set joins the one with the fewest skills different, the larger of two such, until none is small."""
    while len(members) > 1:
        load = {skills: sum(work[agent] for agent in agents) for skills, agents in members.items()}
        small = min(load, key=lambda skills: load[skills])
        if load[small] >= least:
            return
        agents = members.pop(small)
        home = min(members, key=lambda skills: (len(skills ^ small), -load[skills]))
        members[home] += agents


def _group(name: str, agents: list[str], table: pl.DataFrame, queues: tuple[str, ...]) -> SkillGroup:
    theirs = table.filter(pl.col("agent").is_in(agents)).group_by("queue", maintain_order=True)
    sums = theirs.agg(pl.col("taken").sum(), pl.col("expected").sum()).filter(pl.col("expected") > 0)
    taken = {queue: taken / due for queue, taken, due in sums.iter_rows()}
    return SkillGroup(name, tuple(sorted(agents)), {queue: taken.get(queue, 0.0) for queue in queues})


def _everyone_served(groups: list[SkillGroup], queues: tuple[str, ...]) -> list[SkillGroup]:
    """Every queue gets at least the group that takes most of it."""
    for queue in queues:
        if not any(queue in group.ranks for group in groups):
            best = max(groups, key=lambda group: group.taken.get(queue, 0.0))
            best.taken[queue] = SERVES
    return groups


def _names(sets: list[frozenset[str]], main: list[str]) -> list[str]:
    """What its main skills are called, where that is short enough for a name."""
    if len(sets) == 1:
        return ["agents"]
    spelled = ["+".join(queue for queue in main if queue in skills) or "others" for skills in sets]
    named = ["all-round" if skills == frozenset(main) else name for skills, name in zip(sets, spelled, strict=True)]
    return [name if len(name) <= LONGEST else f"group {number}" for number, name in enumerate(named, start=1)]
