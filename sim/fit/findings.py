"""What the reader of a fitted scenario should know: figures, choices and their reasons, and what is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.fit import patience, staffing, talk, within, wrapup
from sim.fit.arrivals import weekdays_differ
from sim.fit.busyness import REFUSED, dispersion
from sim.fit.result import Finding
from sim.fit.weekdays import hours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sim.fit.busyness import Dispersion
    from sim.fit.parts import Parts
    from sim.fit.weekdays import WeekdayClass


def of(parts: Parts) -> tuple[Finding, ...]:
    """All findings, in the order of the model."""
    return (
        *(Finding("log", str(note)) for note in parts.records.notes),
        *_days(parts),
        *_arrivals(parts),
        *(Finding(f"talk, {fit.queue}", talk.sentence(fit)) for fit in parts.talk),
        Finding("talk, short services", talk.sentence_on_short(list(parts.talk))),
        *(Finding(f"patience, {fit.queue}", patience.sentence(fit)) for fit in parts.patience),
        Finding("after-call work", wrapup.sentence(parts.wrapup)),
        *_staff(parts),
        *_left_out(),
    )


def _days(parts: Parts) -> Iterator[Finding]:
    for kind in parts.kinds:
        yield Finding(f"weekdays {kind.label}", weekday_class(kind))
    there = parts.sample
    if gone := [queue for queue in parts.records.queues if queue not in there.queues]:
        yield Finding("queues left out", f"{', '.join(gone)}: on these days none of their calls was handled")
    yield Finding(
        "days fitted",
        f"{there.kind.label}; {there.outside:,} calls out of hours are left out"
        + (_down(parts) if not there.up.all() else ""),
    )


def weekday_class(kind: WeekdayClass) -> str:
    """How many days, when open, and how busy."""
    open_ = hours(kind.opening_s, kind.closing_s)
    return f"{len(kind.days)} days, open {open_}, {kind.per_day:,.0f} calls a day offered"


def _down(parts: Parts) -> str:
    there = parts.sample
    days = sorted({there.days[day].isoformat() for day in np.nonzero(~there.up)[0]})
    return (
        f"; {int((~there.up).sum())} intervals ({', '.join(days)}) count as cut off, for they have under a quarter of "
        "their usual calls, and are left out of the means"
    )


def _arrivals(parts: Parts) -> Iterator[Finding]:
    there = parts.sample
    yield Finding("arrivals, all", poisson(dispersion("all", there.counts.sum(axis=1), there.up)))
    for index, queue in enumerate(there.queues):
        yield Finding(f"arrivals, {queue}", poisson(dispersion(queue, there.counts[:, index], there.up)))
    yield Finding("arrivals, within an interval", within.sentence(within.within_intervals(there)))
    if differ := weekdays_differ(there):
        yield Finding("arrivals, weekdays", differ)
    yield Finding("busyness", _busyness(parts))


def poisson(found: Dispersion) -> str:
    """Whether chance alone explains how a queue's calls vary, with the figures."""
    if np.isnan(found.day):
        return f"{found.per_day:,.1f} calls a day; one day cannot say whether Poisson holds"
    verdict = "refused" if found.day_p < REFUSED else "not refused"
    interval = "" if np.isnan(found.interval) else f"; by interval {found.interval:.1f} (p {_p(found.interval_p)})"
    return (
        f"{found.per_day:,.1f} calls a day; variance over mean of day totals {found.day:.1f} "
        f"(p {_p(found.day_p)}){interval}: Poisson {verdict}, days differ by a CV of {found.cv:.0%} beyond it"
    )


def _p(chance: float) -> str:
    return "< 0.0001" if chance < 0.0001 else f"{chance:.4f}"


def _busyness(parts: Parts) -> str:
    shared, own = parts.busyness.shared, parts.busyness.own
    alone = ", ".join(f"{queue} {cv:.0%}" for queue, cv in own.items() if cv)
    text = f"the day's factor that all queues share has a CV of {shared:.0%}"
    if parts.followed:
        text += (
            f"; staffed hours went along with the calls (correlation {parts.followed:.2f}), and a simulated roster "
            f"does not, so the file has the part that staffing did not follow, {parts.unplanned:.0%}"
        )
    return f"{text}; own factors beside it: {alone or 'none'}"


def _staff(parts: Parts) -> Iterator[Finding]:
    fit = parts.staffing
    if not any(group.agents for group in fit.groups):
        yield Finding("staffing", "the log names no agents; the file has the most calls that ran at once")
        return
    yield Finding("staffing", staffing.sentence(fit))
    for group, present in zip(fit.groups, fit.present, strict=True):
        taken = ", ".join(f"{queue} {share:.2f}" for queue, share in group.taken.items())
        yield Finding(
            f"group {group.name}",
            f"{len(group.agents)} people, {present.sum() * parts.sample.every_s / 3600:.0f} hours a day; calls taken "
            f"over the fair share: {taken}",
        )
    yield Finding("skills", _skills(parts))


def _skills(parts: Parts) -> str:
    """How many people take each queue, and how many could in the file."""
    people = len(parts.serves)
    told = []
    for queue in parts.sample.queues:
        real = sum(queue in served for served in parts.serves.values())
        given = sum(len(group.agents) for group in parts.staffing.groups if queue in group.ranks)
        told.append(f"{queue} {real} ({given})")
    return (
        f"of {people} people so many take each queue, and in brackets so many as the groups of the file have it: "
        + (", ".join(told))
    )


def _left_out() -> Iterator[Finding]:
    yield Finding(
        "not in the log",
        "trunk lines and blocked calls, who called again when lost, absence; the service level is a common target",
    )
    yield Finding(
        "routing", "longest-wait is assumed; the rule in force, priorities among callers included, is not in the file"
    )
