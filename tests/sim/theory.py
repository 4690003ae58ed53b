"""What queueing theory says of floors that the simulator can run, each answer from its source.

Rates and times share one unit.  Callers never hang up, but for the two functions that say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import expm
from scipy.stats import norm, poisson

from sim.erlang import erlang_c

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pollaczek_khinchine_wait(arrival_rate: float, service_mean: float, squared_cv: float) -> float:
    """Mean wait with one agent and any law of service (M/G/1), of which only mean and variation count."""
    load = arrival_rate * service_mean
    return load / (1 - load) * service_mean * (1 + squared_cv) / 2


def crommelin(load: float, agents: int, states: int = 800) -> tuple[float, float]:
    """P(wait) and mean wait in service times when every call takes exactly one time unit (M/D/c).

    Source: Crommelin 1932: one service time from now, the calls present are those who now wait and those who
    came meanwhile.  The chain is cut at ``states`` calls, ample for loads up to .9 per agent and 25 agents.
    """
    present = np.arange(states)
    left = np.maximum(present - agents, 0)
    came = present[None, :] - left[:, None]
    moves = np.where(came >= 0, poisson.pmf(np.maximum(came, 0), load), 0.0)
    share = steady_state_of_chain(moves)
    return float(share[agents:].sum()), float(share @ left) / load


def steady_state_of_chain(moves: NDArray[np.float64]) -> NDArray[np.float64]:
    """The distribution that a chain with these moves (from row to column) keeps; shape (states,)."""
    balance = moves.T - np.eye(len(moves))
    balance[-1] = 1.0
    return np.linalg.solve(balance, np.eye(len(moves))[-1])


def cobham_one_agent(
    rates: NDArray[np.float64], means: NDArray[np.float64], second_moments: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Mean wait by class, first class first, one agent who never interrupts a call (M/G/1); shape (classes,).

    Source: Cobham 1954.
    """
    remaining = rates @ second_moments / 2
    taken = np.cumsum(rates * means)
    return remaining / ((1 - taken) * (1 - taken + rates * means))


def cobham_many_agents(rates: NDArray[np.float64], service_mean: float, agents: int) -> NDArray[np.float64]:
    """Mean wait by class, first class first, calls exponential with one mean, no interruption (M/M/c).

    Source: Cobham 1954.
    """
    loads = rates * service_mean / agents
    taken = np.cumsum(loads)
    next_end = erlang_c(float(rates.sum()) * service_mean, agents) * service_mean / agents
    return next_end / ((1 - taken) * (1 - taken + loads))


def halfin_whitt_p_wait(beta: float) -> float:
    """P(wait) on a very large floor staffed at load + beta sqrt(load).  Source: Halfin and Whitt 1981."""
    return float(1 / (1 + beta * norm.cdf(beta) / norm.pdf(beta)))


def load_staffed_by(agents: int, beta: float) -> float:
    """The load R, in erlangs, for which the agents are R + beta sqrt(R)."""
    return float(((-beta + np.sqrt(beta**2 + 4 * agents)) / 2) ** 2)


def birth_death_shares(
    arrival_rate: float, handle_time: float, agents: int, patience: float, calls: int
) -> NDArray[np.float64]:
    """Share of time with 0, 1, ... ``calls`` - 1 calls present when patience is exponential (M/M/n+M).

    From the balance of every two neighbours, in logarithms.
    """
    present = np.arange(1, calls)
    leaving = np.minimum(present, agents) / handle_time + np.maximum(present - agents, 0) / patience
    logs = np.concatenate(([0.0], np.cumsum(np.log(arrival_rate) - np.log(leaving))))
    shares: NDArray[np.float64] = np.exp(logs - logs.max())
    return np.asarray(shares / shares.sum())


def share_answered_in_time(
    ahead: int, handle_time: float, agents: int, patience: float, within: float
) -> NDArray[np.float64]:
    """Share answered within ``within`` of those who find 0, 1, ... ``ahead`` - 1 waiting: shape (ahead,).

    A caller moves up when somebody ahead hangs up or an agent becomes free, until answered or gone.
    """
    places = np.arange(ahead)
    moving_up = agents / handle_time + places / patience
    flow = np.diag(-moving_up - 1 / patience) + np.diag(moving_up[1:], -1)
    answered = np.zeros((ahead + 1, ahead + 1))
    answered[:-1, :-1] = flow
    answered[0, -1] = moving_up[0]
    return np.asarray(expm(answered * within))[:-1, -1]
