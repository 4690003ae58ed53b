"""From an interval report to a scenario: it knows how many calls came and how long handling took, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import polars as pl

from sim import erlang
from sim.fit.arrivals import ArrivalFit, fit_arrivals, weekdays_differ
from sim.fit.busyness import dispersion, fit_busyness
from sim.fit.findings import poisson, weekday_class
from sim.fit.provenance import provenance
from sim.fit.result import ArrivalPlot, Finding, Fit
from sim.fit.sample import Sample, sample
from sim.fit.weekdays import chosen, classes, hours
from sim.logs.records import HANDLED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.logs.records import IntervalReport

TARGET: Final = 0.8
WITHIN_S: Final = 20.0
GROUP: Final = "agents"


def fit_report(report: IntervalReport, *, weekdays: str | None = None, name: str | None = None) -> Fit:
    """Arrivals, busyness and mean handling time of one kind of day; the rest of the scenario is assumed.

    Assumed, and said so: exponential handling times, patient callers, and in each interval the fewest agents
    with which Erlang C answers 80 % within 20 s.  Raises InputError for unknown ``weekdays``.
    """
    calls = _as_calls(report)
    kinds = classes(calls, report.every_s)
    kind = chosen(calls, weekdays, report.every_s) if weekdays else kinds[0]
    queues = tuple(calls.group_by("queue").len().sort("len", "queue", descending=[True, False])["queue"].to_list())
    there = sample(calls, kind, queues, report.every_s)
    aht = {queue: _aht(report, there, queue) for queue in queues}
    arrivals = fit_arrivals(there)
    scenario = _scenario(report, there, arrivals, aht, name or f"{report.source}, {kind.label}")
    found = [Finding("report", str(note)) for note in report.notes]
    found += [Finding(f"weekdays {one.label}", weekday_class(one)) for one in kinds]
    for index, queue in enumerate(queues):
        found.append(Finding(f"arrivals, {queue}", poisson(dispersion(queue, there.counts[:, index], there.up))))
        found.append(Finding(f"handling, {queue}", f"mean {aht[queue]:.0f} s; the law is assumed exponential"))
    if differ := weekdays_differ(there):
        found.append(Finding("arrivals, weekdays", differ))
    found += _assumed()
    plots = tuple(ArrivalPlot(one.queue, one.starts_s, one.per_hour, one.low, one.high) for one in arrivals)
    return Fit(scenario, tuple(found), plots, days=there.days)


def _as_calls(report: IntervalReport) -> pl.DataFrame:
    """One row for each call offered, at the start of its interval, so that the report can be counted like a log."""
    offered = report.rows.with_columns(pl.col("offered").round().cast(pl.Int64)).filter(pl.col("offered") > 0)
    rows = offered.select(pl.col("day", "queue", "start_s").repeat_by("offered")).explode("day", "queue", "start_s")
    return rows.rename({"start_s": "arrival_s"}).with_columns(status=pl.lit(HANDLED))


def _aht(report: IntervalReport, there: Sample, queue: str) -> float:
    """Mean handling time over the calls of these days, seconds; over all queues where this one has none."""
    known = report.rows.filter(pl.col("day").is_in(list(there.days)) & pl.col("aht_s").is_not_null())
    own = known.filter((pl.col("queue") == queue) & (pl.col("offered") * pl.col("aht_s") > 0))
    rows = own if len(own) else known
    mean = rows.select((pl.col("offered") * pl.col("aht_s")).sum() / pl.col("offered").sum()).item()
    return float(mean)


def _scenario(
    report: IntervalReport, there: Sample, arrivals: tuple[ArrivalFit, ...], aht: dict[str, float], name: str
) -> dict[str, Any]:
    kind = there.kind
    busyness = fit_busyness(there.counts, there.up, there.queues)
    scenario: dict[str, Any] = {
        "name": name,
        "about": "Arrivals and handling times are fitted to an interval report; staffing and patience are assumed.",
        "provenance": provenance(report, kind),
        "open": hours(kind.opening_s, kind.closing_s),
        "service_level": f"{TARGET:.0%} within {WITHIN_S:.0f} s",
    }
    if busyness.shared >= 0.005:
        scenario["busyness"] = {"cv": f"{busyness.shared:.0%}"}
    scenario["queues"] = {}
    for one in arrivals:
        own = busyness.own[one.queue]
        scenario["queues"][one.queue] = (
            {"arrivals": one.yaml}
            | ({"busyness": {"cv": f"{own:.0%}"}} if own else {})
            | {"talk": {"exponential": {"mean": f"{aht[one.queue]:.1f} s"}}}
        )
    rates = there.mean(there.counts) / there.every_s
    count = [_agents(rate, list(aht.values())) for rate in rates.T]
    skills = dict.fromkeys(there.queues, "first")
    scenario["groups"] = {GROUP: {"agents": {"every": f"{there.every_s / 60:g} min", "count": count}, "skills": skills}}
    scenario["routing"] = "longest-wait"
    return scenario


def _agents(rates: NDArray[np.float64], aht: list[float]) -> int:
    """The fewest agents with which Erlang C answers 80 % within 20 s; ``rates``: calls a second, by queue."""
    total = float(rates.sum())
    if total <= 0:
        return 1
    mean = float(rates @ np.array(aht)) / total
    agents = int(total * mean) + 1
    while erlang.without_abandonment(total, mean, agents).service_level(WITHIN_S) < TARGET:
        agents += 1
    return agents


def _assumed() -> list[Finding]:
    staff = (
        f"not in a report; the file has the fewest agents that answer {TARGET:.0%} within {WITHIN_S:.0f} s (Erlang C)"
    )
    return [
        Finding("staffing", staff),
        Finding("patience", "not in a report; callers wait for ever in the file until it is given"),
    ]
