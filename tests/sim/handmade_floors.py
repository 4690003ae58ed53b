"""Floors made by hand, for a policy to be asked about; everything in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim import Floor
from sim.units import FOREVER, SECOND, microseconds


def floor_of(queues: Sequence[Mapping[str, Any]], groups: Sequence[Mapping[str, Any]], **more: Any) -> Floor:
    """A floor at second ``now`` (100): what is not said is one call type nobody waits in, a group nobody is idle in.

    A queue: ``waiting`` (how many), ``longest`` (seconds the first has waited), ``priority``, ``leaves`` (rate).
    A group: ``idle`` (how many), ``since`` (seconds the first has been idle), ``skills`` {queue: Skill},
    ``rates`` {queue: calls a second}.
    """
    now, numbers = more.get("now", 100.0), range(len(queues))

    def of_skills(name: str, missing: float) -> np.ndarray[Any, Any]:
        return np.array(
            [[getattr(g["skills"][q], name) if q in g["skills"] else missing for q in numbers] for g in groups]
        )

    def since(part: Mapping[str, Any], count: str, ago: str) -> int:
        return microseconds(now - part.get(ago, 0.0)) if part.get(count, 0) else FOREVER

    rates = [[group.get("rates", {}).get(q, 1.0) * (q in group["skills"]) for q in numbers] for group in groups]
    return Floor(
        now=np.array([microseconds(now)]),
        queue_length=np.array([queue.get("waiting", 0) for queue in queues]),
        waiting_since=np.array([since(queue, "waiting", "longest") for queue in queues]),
        idle=np.array([group.get("idle", 0) for group in groups]),
        idle_since=np.array([since(group, "idle", "since") for group in groups]),
        staffed=np.array([group.get("idle", 0) for group in groups]),
        rank=of_skills("rank", 0).astype(np.int64),
        delay=np.rint(of_skills("after", 0) * SECOND).astype(np.int64),
        keep_idle=of_skills("keep_idle", 0).astype(np.int64),
        service_rate=np.array(rates, dtype=np.float64),
        abandon_rate=np.array([queue.get("leaves", 0.0) for queue in queues], dtype=np.float64),
        priority=np.array([queue.get("priority", 1) for queue in queues]),
        params=np.array(more.get("params", []), dtype=np.float64),
        memory=np.zeros(more.get("memory", 0)),
        coin=np.array([more.get("coin", 0.0)]),
    )
