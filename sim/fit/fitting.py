"""From a real log to a scenario: its parts, written down as a manager would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sim.errors import InputError, Problem
from sim.fit import findings, plots
from sim.fit.naming import with_plain_names
from sim.fit.parts import Parts, fit_parts
from sim.fit.provenance import provenance
from sim.fit.result import Fit
from sim.fit.staffing import kept_open
from sim.fit.weekdays import hours

if TYPE_CHECKING:
    from sim.logs.records import CallRecords

EVERY_MIN: Final = (15, 30, 60)
SLIGHT: Final = 0.005
"""A busyness or a share of balking below this would round to nothing in the file."""


def fit_log(records: CallRecords, *, weekdays: str | None = None, every_min: int = 30, name: str | None = None) -> Fit:
    """The scenario of one kind of day in a log.

    ``weekdays``: "fri", "sun-thu" or "mon,wed"; by default the class of like weekdays with the most calls.
    ``every_min``: the interval of the profiles, 15, 30 or 60.  Raises InputError.
    """
    if every_min not in EVERY_MIN:
        raise InputError([Problem("--every", f"{every_min} min is no interval", "use 15, 30 or 60")])
    parts = fit_parts(with_plain_names(records), weekdays, every_min * 60.0)
    name = name or f"{records.source}, {parts.sample.kind.label}"
    return Fit(
        _scenario(parts, name),
        findings.of(parts),
        *plots.of(parts),
        days=parts.sample.days,
        group_of=_group_of(parts),
    )


def _group_of(parts: Parts) -> dict[str, str]:
    groups = parts.staffing.groups
    everyone = parts.records.calls["agent"].drop_nulls().unique().sort()
    known = {agent: group.name for group in groups for agent in group.agents}
    return {agent: known.get(agent, groups[0].name) for agent in everyone}


def _scenario(parts: Parts, name: str) -> dict[str, Any]:
    """The mapping of a scenario file."""
    kind = parts.sample.kind
    about = (
        f"Fitted to {len(kind.days)} days ({kind.label}, {kind.days[0]} to {kind.days[-1]}) of {parts.records.source}."
    )
    scenario: dict[str, Any] = {
        "name": name[:200],
        "about": about,
        "provenance": provenance(parts.records, kind),
        "open": hours(kind.opening_s, kind.closing_s),
        "service_level": "80% within 20 s",
    }
    if parts.unplanned >= SLIGHT:
        scenario["busyness"] = {"cv": f"{parts.unplanned:.0%}"}
    scenario["queues"] = {queue: _queue(parts, index) for index, queue in enumerate(parts.sample.queues)}
    scenario["groups"] = _groups(parts)
    scenario["routing"] = "longest-wait"
    return scenario


def _queue(parts: Parts, index: int) -> dict[str, Any]:
    """One queue of the file."""
    arrivals, talk, patience = parts.arrivals[index], parts.talk[index], parts.patience[index]
    queue: dict[str, Any] = {"arrivals": arrivals.yaml}
    if (own := parts.busyness.own[arrivals.queue]) >= SLIGHT:
        queue["busyness"] = {"cv": f"{own:.0%}"}
    queue["talk"] = talk.yaml
    if parts.wrapup.yaml is not None:
        queue["after_call_work"] = parts.wrapup.yaml
    if patience.yaml is not None:
        queue["patience"] = patience.yaml
    if patience.balk >= SLIGHT / 10:
        queue["balk"] = f"{patience.balk:.1%}"
    return queue


def _groups(parts: Parts) -> dict[str, Any]:
    every = f"{parts.sample.every_s / 60:g} min"
    counts = kept_open(parts.staffing, {fit.queue for fit in parts.patience if fit.yaml is None})
    return {
        group.name: {"agents": {"every": every, "count": count.tolist()}, "skills": group.ranks}
        for group, count in zip(parts.staffing.groups, counts, strict=True)
    }
