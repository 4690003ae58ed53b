"""The floor before the first call: what both engines start a day from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.errors import PolicyError
from sim.routing import Floor
from sim.units import FOREVER

if TYPE_CHECKING:
    from sim.roster import Roster
    from sim.routing import Policy
    from sim.workload import Workload

WRITABLE = ("memory",)


def open_floor(workload: Workload, roster: Roster, policy: Policy) -> Floor:
    """The floor as it stands empty; the engine keeps it up to date.  Raises PolicyError for numbers that do not fit."""
    queues, groups = len(workload.queues.names), len(roster.groups)
    if roster.rank.shape != (groups, queues):
        raise PolicyError(f"the roster knows {roster.rank.shape[1]} queues, the workload {queues}")
    team_speed = np.array(
        [roster.agent_speed[roster.agent_group == g].mean() if (roster.agent_group == g).any() else 1.0
         for g in range(groups)]
    )  # fmt: skip
    rate = roster.speed * team_speed[:, None] / np.maximum(workload.queues.handle_s, 1e-6)
    return Floor(
        now=np.zeros(1, dtype=np.int64),
        queue_length=np.zeros(queues, dtype=np.int64),
        waiting_since=np.full(queues, FOREVER),
        idle=np.zeros(groups, dtype=np.int64),
        idle_since=np.full(groups, FOREVER),
        staffed=np.zeros(groups, dtype=np.int64),
        rank=np.array(roster.rank, dtype=np.int64, order="C"),
        delay=np.array(roster.delay, dtype=np.int64, order="C"),
        keep_idle=np.array(roster.keep_idle, dtype=np.int64, order="C"),
        service_rate=np.where(roster.rank > 0, rate, 0.0),
        abandon_rate=1 / np.maximum(workload.queues.patience_s, 1e-6),
        priority=np.array(workload.queues.priority, dtype=np.int64),
        params=policy.params(workload.queues.names, roster.groups),
        memory=np.zeros(policy.memory),
        coin=np.zeros(1),
    )


def view_of(floor: Floor) -> Floor:
    """The same floor for a policy's eyes: it changes as the floor does, and only ``memory`` can be written to."""
    view = floor._replace(**{name: column.view() for name, column in floor._asdict().items()})
    for name, column in view._asdict().items():
        column.flags.writeable = name in WRITABLE
    return view
