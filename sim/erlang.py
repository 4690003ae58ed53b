"""Callers who come at a steady rate to a fixed number of agents: how many wait, how long, and who hangs up.

Times share one unit, rates are per that unit; load is arrival rate times mean handle time, in erlangs.
B: a caller who finds all agents busy is lost.  C: waits for ever.  A: waits for an exponential patience.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.errors import MetricError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# exp(-60) is far below one rounding error of what the integrals add up to.
_NEGLIGIBLE = 60.0
# Panels grow outwards from the peak by about 1.6: a scale of hours and one of milliseconds both get theirs.
_GRADES = np.concatenate(([0.0], np.geomspace(1e-10, 1.0, 50)))
_NODES, _NODE_WEIGHTS = np.polynomial.legendre.leggauss(20)


def erlang_b(load: float, agents: int) -> float:
    """Share of callers who find every agent busy when nobody queues: B(load, agents).

    Source: Erlang 1917, by the recursion in the number of agents, in which rounding errors shrink.
    """
    _refuse_unless(0 <= load < math.inf and agents >= 0, "Erlang B needs a finite load and agents from 0 up")
    blocked = 1.0
    for agent in range(1, agents + 1):
        blocked = load * blocked / (agent + load * blocked)
    return blocked


def erlang_c(load: float, agents: int) -> float:
    """Share of callers who wait when all of them wait as long as it takes: C(load, agents).

    Raises MetricError when the load reaches the number of agents: the queue then grows for ever.
    """
    _refuse_unless(
        0 <= load < agents,
        f"Erlang C has no answer for a load of {load:.6g} erlangs on {agents} agents: "
        "callers who never hang up need a load from 0 to below the number of agents",
    )
    blocked = erlang_b(load, agents)
    return agents * blocked / (agents - load * (1 - blocked))


@dataclass(frozen=True)
class ErlangC:
    """The steady state of patient callers (M/M/n), first come first served."""

    arrival_rate: float
    handle_time: float
    agents: int
    p_wait: float

    @property
    def asa(self) -> float:
        """Mean wait of all calls, which are all handled."""
        return self.p_wait / self._clearing_rate

    @property
    def mean_queue(self) -> float:
        """Mean number of callers waiting, by Little's law."""
        return self.arrival_rate * self.asa

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return self.arrival_rate * self.handle_time / self.agents

    def service_level(self, within: float) -> float:
        """Share of calls answered within ``within`` time units."""
        return 1 - self.p_wait * math.exp(-self._clearing_rate * within)

    def wait_quantile(self, p: float) -> float:
        """The wait that a share ``p`` of the calls, 0 <= p < 1, does not exceed."""
        _refuse_unless(0 <= p < 1, f"waits have no upper bound, so the share asked for must be below 1, not {p}")
        if p <= 1 - self.p_wait:
            return 0.0
        return math.log(self.p_wait / (1 - p)) / self._clearing_rate

    @property
    def _clearing_rate(self) -> float:
        """How much faster calls end, while all agents are busy, than they come."""
        return (self.agents - self.arrival_rate * self.handle_time) / self.handle_time


def without_abandonment(arrival_rate: float, handle_time: float, agents: int) -> ErlangC:
    """Erlang C: everyone waits until answered.

    Raises MetricError when the load reaches the number of agents.
    """
    _refuse_unless(0 < handle_time < math.inf, "the mean handle time must be above zero and finite")
    return ErlangC(arrival_rate, handle_time, agents, erlang_c(arrival_rate * handle_time, agents))


@dataclass(frozen=True)
class ErlangA:
    """The steady state of callers with exponential patience (M/M/n+M), first come first served.

    ``mean_wait`` is over all calls; ``mean_wait_handled`` (the ASA) and ``mean_wait_abandoned`` over theirs.
    """

    arrival_rate: float
    handle_time: float
    agents: int
    patience: float
    p_wait: float
    p_abandon: float
    mean_wait: float
    mean_wait_handled: float
    mean_wait_abandoned: float

    @property
    def mean_queue(self) -> float:
        """Mean number of callers waiting, by Little's law."""
        return self.arrival_rate * self.mean_wait

    @property
    def abandon_rate(self) -> float:
        """Mean number of calls left unanswered per time unit."""
        return self.arrival_rate * self.p_abandon

    @property
    def occupancy(self) -> float:
        """Share of their time that agents spend on calls."""
        return self.arrival_rate * (1 - self.p_abandon) * self.handle_time / self.agents

    def service_level(self, within: float) -> float:
        """Answered within ``within`` time units, over offered: abandoned calls count against."""
        floor = (self.arrival_rate, self.handle_time, self.agents, self.patience)
        everyone, early = _offered_waits(*floor), _offered_waits(*floor, until=max(within, 0.0))
        stayed = early.density @ np.exp(-early.waits / self.patience) / everyone.density.sum()
        return min(1.0, 1 - self.p_wait + self.p_wait * float(stayed))


def with_abandonment(arrival_rate: float, handle_time: float, agents: int, patience: float) -> ErlangA:
    """Erlang A: a caller who is not answered within their patience, exponential with this mean, hangs up.

    Raises MetricError without at least one agent or with a time that is not above zero and finite.
    Source: Palm 1957; Mandelbaum and Zeltyn, "The Palm/Erlang-A queue" and "Call centers with impatient
    customers" 2005, whose offered wait (of a caller who would never hang up) is integrated here.
    """
    from scipy.special import expit, gammainc  # takes longer to import than most simulations take

    _refuse_impossible(arrival_rate, handle_time, agents, patience)
    offered = _offered_waits(arrival_rate, handle_time, agents, patience)
    log_odds = _log_odds_of_waiting(arrival_rate, handle_time, agents, patience, offered)
    p_wait, p_no_wait = float(expit(log_odds)), float(expit(-log_odds))
    given_wait = offered.density / offered.density.sum()
    patiences = offered.waits / patience
    hung_up = float(given_wait @ -np.expm1(-patiences))
    answered = p_no_wait + p_wait * float(given_wait @ np.exp(-patiences))
    wait_when_answered = float(given_wait @ (offered.waits * np.exp(-patiences)))
    wait_when_hung_up = patience * float(given_wait @ gammainc(2, patiences))
    return ErlangA(
        arrival_rate,
        handle_time,
        agents,
        patience,
        p_wait=p_wait,
        p_abandon=p_wait * hung_up,
        mean_wait=p_wait * hung_up * patience,
        mean_wait_handled=p_wait * wait_when_answered / answered,
        mean_wait_abandoned=wait_when_hung_up / hung_up,
    )


class _OfferedWaits(NamedTuple):
    """Waits that callers face, each with its probability up to a factor that all share: shape (nodes,)."""

    waits: Floats
    density: Floats


def _offered_waits(
    arrival_rate: float, handle_time: float, agents: int, patience: float, until: float = math.inf
) -> _OfferedWaits:
    """The offered wait, given that it is not zero, up to ``until``; shape (quadrature nodes,).

    Its log density is the integral of (arrivals who would still be there - ends of calls) and has one peak.
    It is taken relative to that peak and outwards from it, so nothing over- or underflows.
    """
    ends = agents / handle_time
    peak = _peak(arrival_rate, ends, patience)

    def log_density(after_peak: Floats | float) -> Floats:
        arrived = -np.expm1(-np.asarray(after_peak) / patience) * patience
        return np.asarray(min(arrival_rate, ends) * arrived - ends * np.asarray(after_peak))

    after = before = _NEGLIGIBLE / max(arrival_rate, ends)
    while log_density(after) > -_NEGLIGIBLE:
        after *= 2
    while before < peak and log_density(-before) > -_NEGLIGIBLE:
        before *= 2
    edges = np.concatenate((-min(before, peak) * _GRADES[:0:-1], after * _GRADES))
    edges = np.minimum(edges, until - peak)
    half_widths = np.diff(edges)[:, None] / 2
    after_peak = edges[:-1, None] + half_widths * (1 + _NODES)
    density = np.exp(log_density(after_peak)) * half_widths * _NODE_WEIGHTS
    return _OfferedWaits(peak + after_peak.ravel(), density.ravel())


def _peak(arrival_rate: float, ends: float, patience: float) -> float:
    """The likeliest offered wait: where hang-ups have thinned the arrivals to the rate at which calls end."""
    return patience * math.log(arrival_rate / ends) if arrival_rate > ends else 0.0


def _log_odds_of_waiting(
    arrival_rate: float, handle_time: float, agents: int, patience: float, offered: _OfferedWaits
) -> float:
    """Log of P(wait) / P(no wait), since both get too small for a float on very large floors."""
    blocked = erlang_b(arrival_rate * handle_time, agents - 1)
    if blocked * arrival_rate == 0:
        return -math.inf
    ends = agents / handle_time
    overload = max(arrival_rate / ends - 1, 0.0)
    at_peak = ends * patience * (overload - math.log1p(overload))
    return math.log(blocked) + math.log(arrival_rate * float(offered.density.sum())) + at_peak


def _refuse_impossible(arrival_rate: float, handle_time: float, agents: int, patience: float) -> None:
    _refuse_unless(agents >= 1, f"Erlang A needs at least one agent, not {agents}")
    _refuse_unless(0 <= arrival_rate < math.inf, "the arrival rate must be zero or more, and finite")
    _refuse_unless(0 < handle_time < math.inf, "the mean handle time must be above zero and finite")
    _refuse_unless(0 < patience < math.inf, "mean patience must be above zero and finite, or use Erlang C")


def _refuse_unless(answerable: bool, why_not: str) -> None:
    if not answerable:
        raise MetricError(why_not)
