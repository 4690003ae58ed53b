"""The floors on SimPy's event list alone: no process, no resource, a function for each thing that happens.

A patience timer is set only for a caller who has to wait.  SimPy cannot cancel it: one that comes too late
finds its caller gone.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from simpy import Environment, Event, Timeout

from benchmarks.peers import MODEL_A, MODEL_B, Floor, PeerResult, draw

if TYPE_CHECKING:
    from collections.abc import Callable


class Waiting:
    """A caller in a queue, until an agent answers or patience ends."""

    __slots__ = ("gone", "kind", "service", "since")

    def __init__(self, kind: int, service: float, since: float) -> None:
        self.kind = kind
        self.service = service
        self.since = since
        self.gone = False


class Center:
    """One run of one floor.  The generalists are the last group.

    A queue holds the longest wait first; those who left stay in it until their turn comes.
    """

    def __init__(self, floor: Floor, calls: int, seed: int) -> None:
        self.env = Environment()
        self.result = PeerResult.empty(floor)
        self._calls = draw(floor, calls, seed)
        self._idle = [*floor.specialists, floor.generalists]
        self._generalists = len(floor.specialists)
        self._queues: list[deque[Waiting]] = [deque() for _ in floor.specialists]
        self._serves = [*([queue] for queue in self._queues), self._queues]
        self._call_next()
        self.env.run()

    def _after(self, minutes: float, happens: Callable[[Event], None], what: object) -> None:
        Timeout(self.env, minutes, what).callbacks.append(happens)

    def _call_next(self) -> None:
        call = next(self._calls, None)
        if call is not None:
            self._after(call[0], self._arrives, call)

    def _arrives(self, event: Event) -> None:
        _, kind, service, patience = event.value
        idle = self._idle
        group = kind if idle[kind] else self._generalists
        if idle[group]:
            idle[group] -= 1
            self.result.answered(kind, 0.0)
            self._after(service, self._is_free, group)
        else:
            caller = Waiting(kind, service, self.env.now)
            self._queues[kind].append(caller)
            self._after(patience, self._loses_patience, caller)
        self._call_next()

    def _loses_patience(self, event: Event) -> None:
        caller: Waiting = event.value
        if not caller.gone:
            caller.gone = True
            self.result.gave_up(caller.kind, self.env.now - caller.since)

    def _is_free(self, event: Event) -> None:
        group: int = event.value
        for queue in self._serves[group]:
            while queue:
                caller = queue.popleft()
                if not caller.gone:
                    caller.gone = True
                    self.result.answered(caller.kind, self.env.now - caller.since)
                    self._after(caller.service, self._is_free, group)
                    return
        self._idle[group] += 1


def model_a(calls: int, seed: int) -> PeerResult:
    """So many calls of model A."""
    return Center(MODEL_A, calls, seed).result


def model_b(calls: int, seed: int) -> PeerResult:
    """So many calls of model B."""
    return Center(MODEL_B, calls, seed).result
