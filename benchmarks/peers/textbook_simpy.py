"""The floors as a SimPy tutorial writes them: a call is a process that waits for an agent or loses patience.

A tutorial would draw each time where it is used.  Here the calls are drawn beforehand, so that every
program meets the same callers; the speed is the same either way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import simpy

from benchmarks.peers import MODEL_A, MODEL_B, PeerResult, draw

if TYPE_CHECKING:
    from collections.abc import Generator

    Process = Generator[simpy.Event, Any, None]


def model_a(calls: int, seed: int) -> PeerResult:
    """So many calls of model A."""
    env = simpy.Environment()
    agents = simpy.Resource(env, MODEL_A.specialists[0])
    result = PeerResult.empty(MODEL_A)

    def arrivals() -> Process:
        for gap, kind, service, patience in draw(MODEL_A, calls, seed):
            yield env.timeout(gap)
            env.process(caller(kind, service, patience))

    def caller(kind: int, service: float, patience: float) -> Process:
        arrived = env.now
        with agents.request() as agent:
            outcome = yield agent | env.timeout(patience)
            if agent in outcome:
                result.answered(kind, env.now - arrived)
                yield env.timeout(service)
            else:
                result.gave_up(kind, env.now - arrived)

    env.process(arrivals())
    env.run()
    return result


def model_b(calls: int, seed: int) -> PeerResult:
    """So many calls of model B.

    A call that finds its specialists busy asks for them and for a generalist at once, and withdraws one
    request when the other is granted.  Both are never granted at one instant, for times are continuous.
    """
    env = simpy.Environment()
    specialists = [simpy.Resource(env, agents) for agents in MODEL_B.specialists]
    generalists = simpy.PriorityResource(env, MODEL_B.generalists)
    result = PeerResult.empty(MODEL_B)

    def arrivals() -> Process:
        for gap, kind, service, patience in draw(MODEL_B, calls, seed):
            yield env.timeout(gap)
            env.process(caller(kind, service, patience))

    def caller(kind: int, service: float, patience: float) -> Process:
        arrived = env.now
        group: simpy.Resource = specialists[kind]
        agent = group.request()
        if not agent.triggered:
            generalist = generalists.request(priority=kind)
            outcome = yield agent | generalist | env.timeout(patience)
            if agent in outcome:
                generalist.cancel()
            elif generalist in outcome:
                agent.cancel()
                group, agent = generalists, generalist
            else:
                agent.cancel()
                generalist.cancel()
                result.gave_up(kind, env.now - arrived)
                return
        result.answered(kind, env.now - arrived)
        yield env.timeout(service)
        group.release(agent)

    env.process(arrivals())
    env.run()
    return result
