"""Tomorrow's callers: a scenario and a seed become every contact that a day can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.streams import stream
from sim.units import FOREVER, HOUR
from sim.workload.attempts import Attempts, draw_attempts
from sim.workload.workload import UNLIMITED, QueueFacts, Workload

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.scenario import Queue, Scenario


def draw_workload(scenario: Scenario, *, seed: int = 1, day: int = 0) -> Workload:
    """All contacts of one day.  The same scenario, seed and day give the same contacts, whatever routes them."""
    names = tuple(scenario.queues)
    shared = _busyness(scenario.busyness.cv if scenario.busyness else 0.0, seed, day, "")
    drawn = []
    for index, name in enumerate(names):
        arrivals = _arrivals(scenario, name, shared, seed, day)
        drawn.append(draw_attempts(scenario, index, arrivals, seed, day))
    return assemble(scenario, drawn, seed, day)


def _busyness(cv: float, seed: int, day: int, owner: str) -> float:
    """The day's factor: gamma of mean 1 (Whitt 1999; Steckley, Henderson and Mehrotra 2009)."""
    if cv == 0:
        return 1.0
    shape = cv**-2
    return float(stream(seed, day, owner, "busyness").standard_gamma(shape) / shape)


def _arrivals(scenario: Scenario, name: str, shared: float, seed: int, day: int) -> NDArray[np.int64]:
    """Moments of the fresh calls of a queue, rising.

    A Poisson process of unit rate, run through the inverse of the cumulative rate (Cinlar 1975): with a
    higher rate the same callers come, a little earlier, and some more behind them.
    """
    queue, hours = scenario.queues[name], scenario.open
    if name in scenario.fixed_calls:
        calls = scenario.fixed_calls[name].of(day)
        return calls[(calls >= hours.start) & (calls < hours.end)]
    own = _busyness(queue.busyness.cv if queue.busyness else 0.0, seed, day, name)
    edges, rates = rate_profile(queue, hours.start, hours.end)
    expected = np.concatenate([[0.0], np.cumsum(rates * np.diff(edges) / HOUR)])
    expected *= scenario.volume * queue.volume * shared * own
    passed = _unit_process(stream(seed, day, name, "arrivals"), float(expected[-1]))
    moments = np.interp(passed, expected, edges)
    return np.minimum(moments.astype(np.int64), hours.end - 1)


def _unit_process(rng: np.random.Generator, until: float) -> NDArray[np.float64]:
    """The points of a unit-rate Poisson process on [0, until)."""
    gaps = np.empty(0)
    while gaps.sum() < until or not len(gaps):
        gaps = np.concatenate([gaps, rng.standard_exponential(256 if until < 200 else int(until * 1.05))])
    points = np.cumsum(gaps)
    return points[points < until]


def rate_profile(queue: Queue, start: int, end: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Edges of the intervals (microseconds, shape (n + 1,)) and rates (calls an hour, shape (n,)) of a queue's day."""
    rates = queue.arrivals.per_hour
    if len(rates) == 1:
        return np.array([start, end]), np.array(rates)
    edges = np.minimum(start + np.arange(len(rates) + 1) * queue.arrivals.every, end)
    return edges, np.array(rates)


def queue_facts(scenario: Scenario) -> QueueFacts:
    """What the scenario says of its queues before the day starts."""
    queues = scenario.queues.values()
    return QueueFacts(
        names=tuple(scenario.queues),
        priority=np.array([queue.priority for queue in queues], dtype=np.int64),
        limit=np.array([UNLIMITED if q.queue_limit is None else q.queue_limit for q in queues], dtype=np.int64),
        handle_s=np.array([queue.talk.mean_s + queue.after_call_work.mean_s for queue in queues]),
        patience_s=np.array([queue.patience.mean_s if queue.patience else np.inf for queue in queues]),
    )


def assemble(scenario: Scenario, drawn: list[Attempts], seed: int, day: int) -> Workload:
    """One workload of the attempts of all queues: first calls by arrival (ties: order of the queues), then the rest."""
    arrival = np.concatenate([attempts.arrival for attempts in drawn])
    fresh = np.concatenate([np.arange(attempts.rows) < len(attempts.arrival) for attempts in drawn])
    rank = np.full(len(fresh), FOREVER)
    rank[fresh] = arrival
    order = np.argsort(rank, kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    offsets = np.cumsum([0] + [attempts.rows for attempts in drawn[:-1]])

    def column(name: str) -> NDArray[np.int64]:
        return np.concatenate([getattr(attempts, name) for attempts in drawn])[order]

    def pointer(name: str) -> NDArray[np.int64]:
        columns = [
            np.where(getattr(attempts, name) < 0, -1, getattr(attempts, name) + offset)
            for attempts, offset in zip(drawn, offsets, strict=True)
        ]
        rows = np.concatenate(columns)[order]
        return np.where(rows < 0, -1, place[rows])

    return Workload(
        queues=queue_facts(scenario),
        day=day,
        seed=seed,
        opens=scenario.open.start,
        closes=scenario.open.end,
        counted_from=scenario.open.start + scenario.warm_up,
        lines=UNLIMITED if scenario.lines is None else scenario.lines,
        fresh=len(arrival),
        arrival=arrival[np.argsort(arrival, kind="stable")],
        call_type=column("call_type"),
        patience=column("patience"),
        talk=column("talk"),
        after_call_work=column("after_call_work"),
        if_lost=pointer("if_lost"),
        if_handled=pointer("if_handled"),
        delay=column("delay"),
        contact=pointer("contact"),
        attempt=column("attempt"),
    )
