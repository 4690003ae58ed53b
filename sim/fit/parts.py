"""From a real log to the parts of a model, each fitted on its own from the calls that show it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl
from scipy import stats

from sim.errors import InputError, Problem
from sim.fit.arrivals import ArrivalFit, fit_arrivals
from sim.fit.busyness import BusynessFit, fit_busyness
from sim.fit.patience import PatienceFit, fit_patience
from sim.fit.presence import agent_days
from sim.fit.sample import Sample, sample
from sim.fit.skills import serves, shares, skill_groups
from sim.fit.staffing import StaffingFit, fit_staffing
from sim.fit.talk import TalkFit, fit_talk
from sim.fit.unnamed import unnamed_staffing
from sim.fit.weekdays import WeekdayClass, chosen, classes
from sim.fit.wrapup import WrapUpFit, fit_wrapup
from sim.logs.records import ABANDONED

if TYPE_CHECKING:
    from sim.logs.records import CallRecords

FOLLOWED: Final = 0.05
"""Staffing is taken to follow the calls where chance alone would do as much with a smaller probability ..."""
ENOUGH_DAYS: Final = 5
"""... on at least so many days."""


@dataclass(frozen=True)
class Parts:
    """Everything that was fitted to one kind of day (``sample``), before it is written as a scenario.

    ``kinds``: all kinds of days of the log.  ``followed``: the correlation of a day's calls with its staffed
    hours.  ``serves``: the queues that each agent takes.
    """

    records: CallRecords
    kinds: tuple[WeekdayClass, ...]
    sample: Sample
    arrivals: tuple[ArrivalFit, ...]
    busyness: BusynessFit
    followed: float
    talk: tuple[TalkFit, ...]
    patience: tuple[PatienceFit, ...]
    wrapup: WrapUpFit
    serves: dict[str, frozenset[str]]
    staffing: StaffingFit

    @property
    def unplanned(self) -> float:
        """The CV of the shared busyness that the roster did not follow."""
        return self.busyness.shared * math.sqrt(1 - self.followed**2)


def fit_parts(records: CallRecords, weekdays: str | None, every_s: float) -> Parts:
    """The parts, for the given weekdays or the class of like weekdays with the most calls.  Raises InputError."""
    kinds = classes(records.calls, every_s)
    kind = chosen(records.calls, weekdays, every_s) if weekdays else kinds[0]
    there = sample(records.calls, kind, _answered_queues(records, kind), every_s)
    table = shares(there.handled)
    served = serves(table)
    days = tuple(agent_days(there.calls, served))
    staffing = fit_staffing(days, skill_groups(table, there.queues), there) if days else unnamed_staffing(there)
    return Parts(
        records,
        kinds,
        there,
        fit_arrivals(there),
        fit_busyness(there.counts, there.up, there.queues),
        _followed(there, staffing),
        tuple(_talk(there, queue) for queue in there.queues),
        tuple(_patience(there, queue) for queue in there.queues),
        fit_wrapup(days),
        served,
        staffing,
    )


def _answered_queues(records: CallRecords, kind: WeekdayClass) -> tuple[str, ...]:
    """The queues of which at least one call was handled, with a known talk time, within hours on these days."""
    theirs = records.calls.filter(pl.col("day").is_in(list(kind.days)) & pl.col("talk_s").is_not_null())
    inside = theirs.filter(pl.col("arrival_s").is_between(kind.opening_s, kind.closing_s, closed="left"))
    answered = set(inside["queue"])
    if not answered:
        problem = f"on {kind.label} no call was handled whose length is known"
        raise InputError([Problem(records.source, problem, "choose other weekdays, or map the end of a call")])
    return tuple(queue for queue in records.queues if queue in answered)


def _talk(there: Sample, queue: str) -> TalkFit:
    theirs = there.handled.filter(pl.col("queue") == queue)
    return fit_talk(queue, theirs["talk_s"].drop_nulls().to_numpy())


def _patience(there: Sample, queue: str) -> PatienceFit:
    lost = pl.col("status") == ABANDONED
    waited = there.calls.filter((pl.col("queue") == queue) & ((pl.col("wait_s") > 0) | lost))
    return fit_patience(queue, waited["wait_s"].to_numpy(), waited.select(lost).to_series().to_numpy())


def _followed(there: Sample, staffing: StaffingFit) -> float:
    """The correlation of a day's calls with its staffed hours; 0 where chance might have made it."""
    calls = there.counts.sum(axis=(1, 2))
    if len(calls) < ENOUGH_DAYS or not calls.std() or not staffing.hours.std():
        return 0.0
    found = stats.pearsonr(calls, staffing.hours)
    return max(float(found.statistic), 0.0) if found.pvalue < FOLLOWED else 0.0
