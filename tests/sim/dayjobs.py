"""Work for a day that other processes find by its name, wherever they run it."""

from __future__ import annotations

import os

import sim
from sim.compute import Here
from sim.errors import PolicyError

POLICY = """
from sim.routing import Parameter, may_take
from sim.routing.choices import longest_idle_group as pick_group

PARAMETERS = (Parameter("weight", per="queue", default=1.0),)
SHARPNESS = 1.5


def worth(floor, queue):
    return floor.params[queue] * (SHARPNESS + floor.now[0] - floor.waiting_since[queue]) * floor.abandon_rate[queue]


def pick_queue(floor, group):
    best, most = -1, -1.0
    for queue in range(len(floor.queue_length)):
        if may_take(floor, group, queue) and worth(floor, queue) > most:
            best, most = queue, worth(floor, queue)
    return best
"""
"""An author's file, with a helper and a constant of its own."""


def square_and_where(day: int) -> tuple[int, int]:
    return day * day, os.getpid()


def thinks_in_python(_day: int) -> int:
    """Some milliseconds with the interpreter to itself."""
    return os.getpid() + 0 * sum(number * number for number in range(50_000))


def breaks_down(day: int) -> int:
    if day == 7:
        raise PolicyError("day 7")
    return day


def answered_in_time(change: str) -> float:
    """A whole study of three days."""
    study = sim.run_study(sim.load_scenario("bank", [change]), days=3, engine="simpy", place=Here(1))
    return study.queue()["service_level"].mean
