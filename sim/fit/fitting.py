"""From a real log to a scenario: each part of the model fitted on its own, from the calls that show it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl
from scipy import stats

from sim.errors import InputError, Problem
from sim.fit import findings, plots
from sim.fit.arrivals import ArrivalFit, fit_arrivals
from sim.fit.busyness import BusynessFit, fit_busyness
from sim.fit.patience import PatienceFit, fit_patience
from sim.fit.presence import AgentDay, agent_days
from sim.fit.provenance import provenance
from sim.fit.result import Fit
from sim.fit.sample import Sample, sample
from sim.fit.skills import serves, shares, skill_groups
from sim.fit.staffing import StaffingFit, fit_staffing
from sim.fit.talk import TalkFit, fit_talk
from sim.fit.unnamed import unnamed_staffing
from sim.fit.weekdays import WeekdayClass, chosen, classes, hours
from sim.fit.wrapup import WrapUpFit, fit_wrapup
from sim.logs.records import ABANDONED

if TYPE_CHECKING:
    from sim.logs.records import CallRecords

EVERY_MIN: Final = (15, 30, 60)
FOLLOWED: Final = 0.05
"""Staffing is taken to follow the calls where chance alone would do as much with a smaller probability."""


@dataclass(frozen=True)
class Parts:
    """Everything that was fitted, before it is written as a scenario."""

    records: CallRecords
    kinds: tuple[WeekdayClass, ...]
    sample: Sample
    arrivals: tuple[ArrivalFit, ...]
    busyness: BusynessFit
    followed: float
    talk: tuple[TalkFit, ...]
    patience: tuple[PatienceFit, ...]
    wrapup: WrapUpFit
    staffing: StaffingFit

    @property
    def unplanned(self) -> float:
        """The CV of the shared busyness that the roster did not follow."""
        return self.busyness.shared * math.sqrt(1 - self.followed**2)


def fit_log(records: CallRecords, *, weekdays: str | None = None, every_min: int = 30, name: str | None = None) -> Fit:
    """The scenario of one kind of day in a log.

    ``weekdays``: "fri", "sun-thu" or "mon,wed"; by default the class of like weekdays with the most calls.
    ``every_min``: the interval of the profiles, 15, 30 or 60.  Raises InputError.
    """
    if every_min not in EVERY_MIN:
        raise InputError([Problem("--every", f"{every_min} min is no interval", "use 15, 30 or 60")])
    parts = _parts(records, weekdays, every_min * 60.0)
    return Fit(
        _scenario(parts, name or f"{records.source}, {parts.sample.kind.label}"),
        findings.of(parts),
        *plots.of(parts),
    )


def _parts(records: CallRecords, weekdays: str | None, every_s: float) -> Parts:
    calls = records.calls
    kinds = classes(calls, every_s)
    kind = chosen(calls, weekdays, every_s) if weekdays else kinds[0]
    there = sample(calls, kind, _answered_queues(records, kind), every_s)
    talk = tuple(fit_talk(queue, _talk(there, queue)) for queue in there.queues)
    patience = tuple(_patience(there, queue) for queue in there.queues)
    table = shares(there.handled)
    days = tuple(agent_days(there.calls, serves(table)))
    staffing = _staffing(days, table, there)
    busyness = fit_busyness(there.counts, there.up, there.queues)
    return Parts(records, kinds, there, fit_arrivals(there), busyness, _followed(there, staffing), talk, patience,
                 fit_wrapup(days), staffing)  # fmt: skip


def _answered_queues(records: CallRecords, kind: WeekdayClass) -> tuple[str, ...]:
    """The queues of which at least one call was handled, with a known talk time, within hours on these days."""
    theirs = records.calls.filter(pl.col("day").is_in(list(kind.days)) & pl.col("talk_s").is_not_null())
    inside = theirs.filter(pl.col("arrival_s").is_between(kind.opening_s, kind.closing_s, closed="left"))
    answered = set(inside["queue"])
    if not answered:
        raise InputError([Problem(records.source, f"no handled call on {kind.label}", "choose other weekdays")])
    return tuple(queue for queue in records.queues if queue in answered)


def _talk(there: Sample, queue: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    return there.handled.filter(pl.col("queue") == queue)["talk_s"].drop_nulls().to_numpy()


def _patience(there: Sample, queue: str) -> PatienceFit:
    lost = pl.col("status") == ABANDONED
    waited = there.calls.filter((pl.col("queue") == queue) & ((pl.col("wait_s") > 0) | lost))
    return fit_patience(queue, waited["wait_s"].to_numpy(), waited.select(lost).to_series().to_numpy())


def _staffing(days: tuple[AgentDay, ...], table: pl.DataFrame, there: Sample) -> StaffingFit:
    if not days:
        return unnamed_staffing(there)
    return fit_staffing(days, skill_groups(table, there.queues), there)


def _followed(there: Sample, staffing: StaffingFit) -> float:
    """The correlation of a day's calls with its staffed hours; 0 where chance might have made it."""
    calls = there.counts.sum(axis=(1, 2))
    if len(calls) < 5 or not calls.std() or not staffing.hours.std():
        return 0.0
    found = stats.pearsonr(calls, staffing.hours)
    return max(float(found.statistic), 0.0) if found.pvalue < FOLLOWED else 0.0


def _scenario(parts: Parts, name: str) -> dict[str, Any]:
    """The mapping of a scenario file."""
    kind = parts.sample.kind
    about = (
        f"Fitted to {len(kind.days)} days ({kind.label}, {kind.days[0]} to {kind.days[-1]}) of {parts.records.source}."
    )
    scenario: dict[str, Any] = {
        "name": name,
        "about": about,
        "provenance": provenance(parts.records, kind),
        "open": hours(kind.opening_s, kind.closing_s),
        "service_level": "80% within 20 s",
    }
    if parts.unplanned >= 0.005:
        scenario["busyness"] = {"cv": f"{parts.unplanned:.0%}"}
    scenario["queues"] = {queue: _queue(parts, index) for index, queue in enumerate(parts.sample.queues)}
    scenario["groups"] = _groups(parts.staffing, parts.sample.every_s)
    scenario["routing"] = "longest-wait"
    return scenario


def _queue(parts: Parts, index: int) -> dict[str, Any]:
    """One queue of the file."""
    arrivals, talk, patience = parts.arrivals[index], parts.talk[index], parts.patience[index]
    queue: dict[str, Any] = {"arrivals": arrivals.yaml}
    if own := parts.busyness.own[arrivals.queue]:
        queue["busyness"] = {"cv": f"{own:.0%}"}
    queue["talk"] = talk.yaml
    if parts.wrapup.yaml is not None:
        queue["after_call_work"] = parts.wrapup.yaml
    if patience.yaml is not None:
        queue["patience"] = patience.yaml
    if patience.balk >= 0.0005:
        queue["balk"] = f"{patience.balk:.1%}"
    return queue


def _groups(staffing: StaffingFit, every_s: float) -> dict[str, Any]:
    return {
        group.name: {"agents": {"every": f"{every_s / 60:g} min", "count": count.tolist()}, "skills": group.ranks}
        for group, count in zip(staffing.groups, staffing.count, strict=True)
    }
