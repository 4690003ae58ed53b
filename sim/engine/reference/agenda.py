"""What will happen when, kept by SimPy; time is int64 microseconds, as Python ints."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

import simpy
from simpy.events import EventPriority

_AGENT_BITS = 32


class Kind(IntEnum):
    """Which of several things at the same microsecond comes first.

    Within a kind it is what was scheduled first; of agents who are done, the one of the smaller number.
    """

    SHIFT_OVER = 0
    SHIFT_STARTS = 1
    DONE = 2
    DELAY_PASSED = 3
    FRESH_CALL = 4
    NEXT_CALL = 5
    PATIENCE_OVER = 6


class Moment(simpy.Event):
    """Something that happens to a subject (a call, an agent, a span) at a time: SimPy's Timeout with a kind."""

    def __init__(
        self, env: simpy.Environment, at: int, kind: Kind, act: Callable[[Moment], None], subject: int, agent: int
    ) -> None:
        self.env = env
        self.at = at
        self.subject = subject
        self.callbacks = [act]
        self._value = None
        self._ok = True
        self._defused = False
        env.schedule(self, EventPriority(kind << _AGENT_BITS | agent), at - env.now)


class Agenda:
    """The day's events."""

    def __init__(self) -> None:
        self.env = simpy.Environment()

    def at(self, when: int, kind: Kind, act: Callable[[Moment], None], subject: int, agent: int = 0) -> None:
        """Something will happen then; ``agent``: who is done."""
        Moment(self.env, when, kind, act, subject, agent)

    def run(self) -> None:
        """From the first event to the last."""
        self.env.run()
