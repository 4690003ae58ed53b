"""How the figures of a report are made, and what their words mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.report.throughday import FEW
from sim.report.words import NBSP, span, spoken
from sim.study import ALL
from sim.units import clock

if TYPE_CHECKING:
    from sim.report.throughday import ThroughDay
    from sim.study import Study


def notes(day: ThroughDay) -> list[str]:
    """In the order in which a reader meets them."""
    study = day.study
    return [*intervals(study), *_sums(day), *_oddities(study)]


def intervals(study: Study) -> Iterator[str]:
    """What "±" means, and what it is made of."""
    if study.days > 1:
        yield (
            f"“±” is half of a 95{NBSP}% confidence interval: had other days of the same kind been simulated, 19 of 20"
            " intervals made like this would hold the figure that infinitely many days would show. It speaks of"
            " chance, not of how well the scenario describes the real center."
        )
        yield (
            f"Intervals come from how much the {study.days} days differ (Student’s t with {study.days - 1} degrees of"
            " freedom); for shares and mean times the delta method, for “half” and “9 in 10” Woodruff’s interval."
        )
    yield (
        "Counts are means per day. Shares and mean times are totals over totals, such as all calls answered in time"
        " over all calls counted: busy days weigh more, as they do for callers."
    )


def _sums(day: ThroughDay) -> Iterator[str]:
    scenario = day.study.scenario
    yield (
        "By time of day, a call belongs to the time at which it came, and work to the time at which it was done."
        f" Where fewer than {FEW} calls came on all days together, no share and no mean wait is shown."
    )
    yield (
        "Hours on duty also hold the time of agents who are there before opening, or stay after closing for the last"
        " calls; by time of day, only opening hours are shown."
    )
    if scenario.warm_up:
        start = scenario.open.start
        yield (
            f"The center starts empty. What happens from {span(start, start + scenario.warm_up)} is simulated, not"
            " counted."
        )
    yield (
        "ASA, the average speed of answer, is the mean wait of answered calls; “mean wait” is that of all callers,"
        " those who hang up included. Handle time is talk and after-call work. Occupancy is the share of the time on"
        " duty, breaks excluded, that is spent on calls and after-call work. An erlang is as much work as one agent"
        " can do who is never idle."
    )


def _oddities(study: Study) -> Iterator[str]:
    figures = study.queue(ALL)
    if figures["after_closing"].mean > 0:
        yield (
            f"{spoken(figures['after_closing'])} calls a day still wait at closing time,"
            f" {clock(study.scenario.open.end)}, and are answered after it by the last agents."
        )
    if figures["retries"].mean > 0:
        yield f"Among the calls are {spoken(figures['retries'])} a day of callers who were lost and call again."
