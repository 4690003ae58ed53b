"""Tomorrow's callers: a scenario and a seed become every contact that a day can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.errors import Problem, ScenarioError
from sim.streams import stream
from sim.units import HOUR
from sim.workload.attempts import Attempts, draw_attempts
from sim.workload.workload import COLUMNS, MOST_ROWS, NONE, UNLIMITED, QueueFacts, Workload

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
    moments = np.interp(passed, expected, edges).astype(np.int64)
    return np.minimum(moments, hours.end - 1, out=moments)


def _unit_process(rng: np.random.Generator, until: float) -> NDArray[np.float64]:
    """The points of a unit-rate Poisson process on [0, until)."""
    gaps = np.empty(0)
    while gaps.sum() < until or not len(gaps):
        gaps = np.concatenate([gaps, rng.standard_exponential(256 if until < 200 else int(until * 1.05))])
    points = np.cumsum(gaps, out=gaps)
    return points[: np.searchsorted(points, until)]


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
    """One workload of the attempts of all queues: first calls by arrival (ties: order of the queues), then the rest.

    Raises ScenarioError where there are more than rows can be numbered.
    """
    if (rows := sum(attempts.rows for attempts in drawn)) > MOST_ROWS:
        problem = f"day {day} has {rows:,} attempts, and a day can have {MOST_ROWS:,}"
        raise ScenarioError([Problem("queues", problem, "check the rates and the volume")])
    line = drawn[0] if len(drawn) == 1 else _one_line(drawn)
    return Workload(
        queues=queue_facts(scenario),
        day=day,
        seed=seed,
        opens=scenario.open.start,
        closes=scenario.open.end,
        counted_from=scenario.open.start + scenario.warm_up,
        lines=UNLIMITED if scenario.lines is None else scenario.lines,
        fresh=len(line.arrival),
        **{name: getattr(line, name) for name in COLUMNS},
    )


def _one_line(drawn: list[Attempts]) -> Attempts:
    """The attempts of several queues in one line, with links to their new places."""
    arrival = np.concatenate([attempts.arrival for attempts in drawn])
    order = np.argsort(arrival, kind="stable")
    places = _places(drawn, order)
    line = np.concatenate(places)

    def column(name: str) -> NDArray[Any]:
        whole = np.empty(len(line), dtype=COLUMNS[name])
        whole[line] = np.concatenate([getattr(attempts, name) for attempts in drawn])
        return whole

    def links(name: str) -> NDArray[np.int32]:
        whole = np.empty(len(line), dtype=np.int32)
        # NONE is -1, and what it finds behind the last place is NONE again.
        rows = [np.append(place, NONE)[getattr(one, name)] for one, place in zip(drawn, places, strict=True)]
        whole[line] = np.concatenate(rows)
        return whole

    return Attempts(
        arrival=arrival[order],
        call_type=column("call_type"),
        patience=column("patience"),
        talk=column("talk"),
        after_call_work=column("after_call_work"),
        if_lost=links("if_lost"),
        if_handled=links("if_handled"),
        delay=np.concatenate([attempts.delay for attempts in drawn]),
        contact=links("contact"),
        attempt=column("attempt"),
    )


def _places(drawn: list[Attempts], order: NDArray[np.int64]) -> list[NDArray[np.int32]]:
    """For each queue, the place in the line of each of its rows; ``order`` sorts the first calls of all."""
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    places, first, behind = [], 0, len(order)
    for attempts in drawn:
        fresh, further = len(attempts.arrival), attempts.rows - len(attempts.arrival)
        rest = np.arange(behind, behind + further, dtype=np.int32)
        places.append(np.concatenate([place[first : first + fresh], rest]))
        first, behind = first + fresh, behind + further
    return places
