"""Random days on both engines, until a difference is found or the time is over: `make fuzz ARGS="--hours 8"`.

A difference is shrunk by Hypothesis to the smallest day that shows it, and becomes a test of its own.
"""

from __future__ import annotations

import argparse
import time

from drawn import days
from hypothesis import HealthCheck, Phase, given, seed, settings

import sim
from sim.calllog import same_log
from sim.engine.agreement import first_difference

ROUND = 1000


class Count:
    """What was compared so far."""

    days = contacts = 0


def round_of(number: int, count: Count) -> None:
    """So many days that no other round has.  Raises AssertionError at the first that differs."""

    @seed(number)
    @settings(
        max_examples=ROUND, deadline=None, database=None, phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(day=days)
    def alike(day) -> None:
        parts = day.parts()
        reference, compiled = (sim.simulate(*parts, engine=engine) for engine in ("simpy", "compiled"))
        assert same_log(reference, compiled), first_difference(reference, compiled)
        count.days += 1
        count.contacts += reference.contacts

    alike()


def main() -> None:
    """Rounds until the time is over."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--hours", type=float, default=1.0)
    options.add_argument("--seed", type=int, default=time.time_ns() % 2**32, help="of the first round")
    asked = options.parse_args()
    count, end, number = Count(), time.monotonic() + asked.hours * 3600, asked.seed
    while time.monotonic() < end:
        round_of(number, count)
        number += 1
        print(f"{count.days:,} days, {count.contacts:,} contacts: identical (next seed {number})", flush=True)


if __name__ == "__main__":
    main()
