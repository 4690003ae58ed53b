"""Mistakes that no single line shows: skills nobody has, a day with no staff, calls that would wait for ever."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from sim.distributions import ByInterval, Empirical
from sim.errors import Problem
from sim.scenario.groups import Group, HeadCount
from sim.scenario.queues import GENERATIONS, Queue
from sim.scenario.reading import Check, Draft
from sim.units import HOUR, MINUTE, clock, parse_duration, parse_factor
from sim.wording import nearest

MOST_CALLS = 10_000_000
MOST_QUEUES = 32_767
"""A call's queue is numbered in 16 bits."""
_NAME = re.compile(r"\w[\w '&+/-]{0,59}")


def names(draft: Draft) -> Iterator[Problem]:
    """A name that a path or a table could not carry, and names of queues that are not there."""
    for section, given in (("queues", draft.queue_names), ("groups", draft.group_names)):
        for name in given:
            if not _NAME.fullmatch(name) or name == "all":
                yield draft.problem(
                    [section, name],
                    f"'{name}' cannot be a name",
                    "use letters, digits and spaces; 'all' stands for all queues together",
                )
    for group in draft.group_names:
        for queue in draft.names("groups", group, "skills"):
            yield from _queue_named(draft, queue, ["groups", group, "skills"])
    for name, queue_ in draft.queues.items():
        for transfer in queue_.transfer:
            yield from _queue_named(draft, transfer.to, ["queues", name, "transfer"])


def _queue_named(draft: Draft, queue: str, path: list[str]) -> Iterator[Problem]:
    if draft.queue_names and queue not in draft.queue_names:
        yield draft.problem(path, f"no queue named '{queue}'", nearest(queue, draft.queue_names, "queues"))


def profiles(draft: Draft) -> Iterator[Problem]:
    """A list by interval that is shorter or longer than the day."""
    if draft.hours is None:
        return
    for name, queue in draft.queues.items():
        if len(queue.arrivals.per_hour) > 1:
            path = ["queues", name, "arrivals", "per_hour"]
            yield from _covers(draft, path, len(queue.arrivals.per_hour), queue.arrivals.every)
    for name, group in draft.groups.items():
        if isinstance(group.agents, HeadCount):
            path = ["groups", name, "agents", "count"]
            yield from _covers(draft, path, len(group.agents.count), group.agents.every)


def _covers(draft: Draft, path: list[str], given: int, every: int) -> Iterator[Problem]:
    assert draft.hours is not None
    needed = draft.hours.intervals(every)
    if given != needed:
        hours = f"{clock(draft.hours.start)} to {clock(draft.hours.end)}"
        yield draft.problem(
            path, f"{given} numbers for {needed} intervals", f"give one for each {every // MINUTE} min of {hours}"
        )


def presence(draft: Draft) -> Iterator[Problem]:
    """Shifts outside opening hours, people in two places at once, a day with no staff."""
    for name in draft.group_names:
        yield from _shifts(draft, name)
    for name, group in draft.groups.items():
        if isinstance(group.agents, int) and len(group.people) > group.agents:
            yield draft.problem(
                ["groups", name, "people"],
                f"{len(group.people)} people for {group.agents} agents",
                "name at most as many people as there are agents",
            )
    if draft.groups and all(_most(group) == 0 for group in draft.groups.values()):
        yield draft.problem(["groups"], "nobody works on this day", "give at least one group agents or shifts")


def _shifts(draft: Draft, name: str) -> Iterator[Problem]:
    shifts = draft.shifts.get(name, {})
    for index, shift in shifts.items():
        if draft.hours and (shift.end <= draft.hours.start or shift.start >= draft.hours.end):
            yield draft.problem(
                ["groups", name, "shifts", index],
                f"the shift from {clock(shift.start)} to {clock(shift.end)} lies outside opening hours",
                "move the shift or the hours",
            )
    for person in sorted({person for shift in shifts.values() for person in shift.people}):
        worked = sorted((shift.start, shift.end) for shift in shifts.values() if person in shift.people)
        for (_, end), (start, _) in pairwise(worked):
            if start < end:
                yield draft.problem(
                    ["groups", name, "shifts"],
                    f"overlapping shifts: {person} works from {clock(start)} before the shift to {clock(end)} is over",
                    "end the first shift before the second starts",
                )


def answered(draft: Draft) -> Iterator[Problem]:
    """A queue that nobody can answer, or whose callers would still wait after the last agent left."""
    for name, queue in draft.queues.items() if draft.group_names else ():
        skilled = [g for g in draft.groups.values() if name in g.skills and _most(g) > g.skills[name].keep_idle]
        if not skilled:
            if len(draft.groups) == len(draft.group_names):
                yield draft.problem(
                    ["queues", name],
                    "no agent has this skill, so its calls would wait for ever",
                    f"give a group with agents the skill '{name}'",
                )
        elif draft.hours and _some_wait_for_ever(queue) and not any(_stays(g, draft.hours.end) for g in skilled):
            yield draft.problem(
                ["queues", name],
                f"nobody with this skill is there at closing, {clock(draft.hours.end)}, and its callers never give up",
                "give the queue a patience, or staff it until closing",
            )


def _most(group: Group) -> int:
    """The most agents the group ever has at once (for shifts, at least that)."""
    if isinstance(group.agents, HeadCount):
        return max((max(0, count + group.agents.plus) for count in group.agents.count if count), default=0)
    if isinstance(group.agents, int):
        return group.agents
    return sum(shift.size for shift in group.shifts)


def _stays(group: Group, closing: int) -> bool:
    if isinstance(group.agents, HeadCount):
        last = group.agents.count[-1]
        return last > 0 and last + group.agents.plus > 0
    if isinstance(group.agents, int):
        return group.agents > 0
    return any(shift.end >= closing and shift.size for shift in group.shifts)


def _some_wait_for_ever(queue: Queue) -> bool:
    laws = queue.patience.each if isinstance(queue.patience, ByInterval) else (queue.patience,)
    return any(law is None or (isinstance(law, Empirical) and law.for_ever > 0) for law in laws)


def fixed_calls(draft: Draft) -> Iterator[Problem]:
    """Knobs on a rate, where the calls come from a file."""
    for name, queue in draft.queues.items():
        if queue.arrivals.log is not None:
            turned = [key for key, usual in (("volume", 1.0), ("busyness", None)) if getattr(queue, key) != usual]
            for key in turned:
                remedy = "leave it out, or give a rate"
                yield draft.problem(["queues", name, key], "has no effect on calls from a file", remedy)


def warm_up(draft: Draft) -> Iterator[Problem]:
    """A warm-up that leaves nothing to count."""
    try:
        length = parse_duration(draft.raw.get("warm_up", "0 s"))
    except ValueError:
        return
    if draft.hours and length >= draft.hours.length:
        yield draft.problem(["warm_up"], "the warm-up is as long as the day", "make it shorter than the opening hours")


def truths(draft: Draft) -> Iterator[Problem]:
    """True or false, where no setting is one: Python would count true as 1."""
    inside: list[tuple[tuple[object, ...], object]] = [((), draft.raw)]
    while inside:
        path, value = inside.pop()
        if isinstance(value, bool):
            yield draft.problem(path, f"{str(value).lower()} is not right here", "no setting is true or false")
        elif isinstance(value, Mapping):
            inside += [((*path, step), inner) for step, inner in value.items()]
        elif isinstance(value, list):
            inside += [((*path, step), inner) for step, inner in enumerate(value)]


def size(draft: Draft) -> Iterator[Problem]:
    """More than a day can hold: a digit too many, or retries and transfers that breed."""
    if len(draft.queue_names) > MOST_QUEUES:
        found = f"{len(draft.queue_names):,} queues are too many to simulate"
        yield draft.problem(["queues"], found, f"a center can have {MOST_QUEUES:,}")
    for name, queue in draft.queues.items():
        rates = queue.arrivals.per_hour
        if draft.hours is None or not rates:
            continue
        calls = sum(rates) / len(rates) * draft.hours.length / HOUR * queue.volume * _volume(draft)
        attempts = _attempts(draft, name)
        if calls * attempts > MOST_CALLS:
            each = f" of {attempts:,.0f} attempts each, by retries and transfers," if attempts >= 2 else ""
            yield draft.problem(
                ["queues", name, "arrivals"],
                f"{calls:.3g} calls a day{each} are too many to simulate",
                f"check the rate, volume, retry and transfer; a queue can have {MOST_CALLS:,} attempts a day",
            )


def _attempts(draft: Draft, home: str) -> float:
    """How many attempts a caller of this queue may come to on average; all are drawn before the day starts."""
    now, total = {(home, 1): 1.0}, 1.0
    for _ in range(GENERATIONS):
        following: dict[tuple[str, int], float] = {}
        for (name, attempt), count in now.items():
            if name in draft.queues:
                for state, share in _next_attempts(name, attempt, draft.queues[name]):
                    following[state] = following.get(state, 0.0) + count * share
        now = following
        total += sum(now.values())
    return total


def _next_attempts(name: str, attempt: int, queue: Queue) -> Iterator[tuple[tuple[str, int], float]]:
    if queue.retry:
        yield (name, attempt + 1), queue.retry.probability_after(attempt)
    for transfer in queue.transfer:
        yield (transfer.to, 1), transfer.probability


def _volume(draft: Draft) -> float:
    try:
        return parse_factor(draft.raw.get("volume", 1))
    except ValueError:
        return 1.0


CHECKS: tuple[Check, ...] = (names, profiles, presence, answered, fixed_calls, warm_up, truths, size)
