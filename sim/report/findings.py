"""What stands out in a study, and what to beware of, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from sim.report.words import PERCENT, listed, span, spoken, time_unit, verdict
from sim.statistics import difference
from sim.study import ALL
from sim.units import clock

if TYPE_CHECKING:
    from sim.report.throughday import Interval, Series, ThroughDay
    from sim.statistics import Estimate
    from sim.study import Study

FEW_DAYS: Final = 10
MOST_STRETCHES: Final = 6


def findings(day: ThroughDay) -> list[str]:
    """Where and when the goal is missed, where callers wait longest, who is busiest."""
    return [*_by_queue(day.study), *_by_time(day), *_staffing(day), *_by_group(day.study)]


def _by_queue(study: Study) -> Iterator[str]:
    names = study.sums.queue_names
    if len(names) < 2 or study.days < 2:
        return
    levels = {name: study.sums.queue_figure(name, "service_level") for name in names}
    target = study.scenario.service_level.target
    for wanted, sentence in (
        ("missed", "The goal is missed in {}."),
        ("met", "The goal is met in {}."),
        ("cannot be told", "Whether the goal is met cannot be told from these days in {}."),
    ):
        found = [name for name, level in levels.items() if verdict(level, target) == wanted]
        if found:
            yield sentence.format("every queue" if len(found) == len(names) else listed(found))


def _by_time(day: ThroughDay) -> Iterator[str]:
    sums, target = day.study.sums, day.study.scenario.service_level.target
    judged = _known(day, day.service_level(ALL))
    if len(judged) < 2:
        return
    missed = [one for one, level in judged if verdict(level, target) == "missed"]
    if 0 < len(missed) < len(judged):
        yield f"All queues together miss the goal {_when(missed)}."
    when, weakest = min(judged, key=lambda pair: pair[1].mean)
    if _end(weakest, weakest.high) < sums.queue_figure(ALL, "service_level").mean:
        yield f"The service level is lowest from {when.label}: {spoken(weakest, PERCENT)}."
    when, longest = max(_known(day, day.wait(ALL)), key=lambda pair: pair[1].mean)
    if _end(longest, longest.low) > sums.queue_figure(ALL, "wait_s").mean:
        yield f"Callers wait longest from {when.label}: {spoken(longest, time_unit([longest]))} on average."


def _staffing(day: ThroughDay) -> Iterator[str]:
    pairs = zip(day.intervals, day.load(), day.on_duty(ALL), strict=True)
    short = [
        one for one, load, staff in pairs
        if load and staff and _end(load, load.low) > staff.mean > 0
    ]  # fmt: skip
    if short:
        yield f"Calls bring more work than the agents on duty can do {_when(short)}."


def _by_group(study: Study) -> Iterator[str]:
    busy = {name: study.sums.group_figure(name, "occupancy") for name in study.sums.group_names}
    busy = {name: one for name, one in busy.items() if one.mean == one.mean}
    if len(busy) < 2:
        return
    most, least = (pick(busy, key=lambda name: busy[name].mean) for pick in (max, min))
    apart = difference(busy[most], busy[least])
    if _end(apart, apart.low) > 0:
        yield (
            f"The busiest agents are {most} (occupancy {spoken(busy[most], PERCENT)}), the least busy {least}"
            f" ({spoken(busy[least], PERCENT)})."
        )


def warnings(day: ThroughDay) -> list[str]:
    """What should keep a reader from relying on the figures, or surprises in them."""
    return [*_days(day.study), *_lost(day.study), *_unstaffed(day)]


def _days(study: Study) -> Iterator[str]:
    if study.days == 1:
        yield (
            "Only one day was simulated, so nothing tells how far chance moves these figures: they carry no intervals."
            f" Simulate at least {FEW_DAYS} days."
        )
    elif study.days < FEW_DAYS:
        yield f"Only {study.days} days were simulated: the intervals are wide and rough. Simulate at least {FEW_DAYS}."


def _lost(study: Study) -> Iterator[str]:
    for queue in study.sums.queue_names:
        left = study.sums.queue_figure(queue, "left_waiting")
        if left.mean > 0:
            yield (
                f"{spoken(left)} calls a day of {queue} are left waiting when nobody is there to answer any more."
                " They count as offered; their wait is not known and counts as 0."
            )
        blocked = study.sums.queue_figure(queue, "blocked")
        if blocked.mean > 0:
            yield (
                f"{spoken(blocked)} calls a day of {queue} find every line taken or the queue full and are turned"
                " away. They are not part of the service level."
            )


def _unstaffed(day: ThroughDay) -> Iterator[str]:
    study = day.study
    for queue in study.sums.queue_names:
        able = [name for name, group in study.scenario.groups.items() if queue in group.skills]
        staffed = [
            sum(study.sums.group_figure(name, "staffed_h", one.index).mean for name in able) for one in day.intervals
        ]
        calls = day.calls(queue, "offered")
        empty = [
            one for one, hours, offered in zip(day.intervals, staffed, calls, strict=True) if offered.mean and not hours
        ]
        if empty:
            yield f"Calls of {queue} arrive while nobody who takes them is on duty, {_when(empty)}."


def _known(day: ThroughDay, series: Series) -> list[tuple[Interval, Estimate]]:
    return [(one, estimate) for one, estimate in zip(day.intervals, series, strict=True) if estimate is not None]


def _end(estimate: Estimate, end: float | None) -> float:
    """An end of the interval; of one day, which has none, the figure itself."""
    return estimate.mean if end is None else end


def _when(found: Iterable[Interval]) -> str:
    """ "from 10:00 to 11:30 and from 14:00 to 14:30", neighbours joined; where they are many, only how many."""
    stretches: list[tuple[int, int]] = []
    for one in found:
        if stretches and stretches[-1][1] == one.start:
            stretches[-1] = (stretches[-1][0], one.end)
        else:
            stretches.append((one.start, one.end))
    if len(stretches) > MOST_STRETCHES:
        return f"in {len(stretches)} stretches between {clock(stretches[0][0])} and {clock(stretches[-1][1])}"
    return listed([f"from {span(start, end)}" for start, end in stretches])
