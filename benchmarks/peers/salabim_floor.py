"""The floors as a salabim tutorial writes them: a call is a component that requests an agent and may give up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import salabim

from benchmarks.peers import MODEL_A, MODEL_B, Floor, PeerResult, draw

if TYPE_CHECKING:
    from collections.abc import Generator

    Process = Generator[Any, Any, None]

salabim.yieldless(False)


class Center(salabim.Environment):  # type: ignore[misc]  # salabim has no types
    """One run of one floor."""

    def __init__(self, floor: Floor) -> None:
        super().__init__()
        self.floor = floor
        self.result = PeerResult.empty(floor)
        self.specialists = [salabim.Resource("specialists", capacity=agents) for agents in floor.specialists]
        self.generalists = salabim.Resource("generalists", capacity=floor.generalists)

    def run_through(self, calls: int, seed: int) -> PeerResult:
        """So many calls."""
        Arrivals(floor=self.floor, calls=calls, seed=seed)
        self.run()
        return self.result


class Arrivals(salabim.Component):  # type: ignore[misc]  # as above
    """Callers, one after the other."""

    def process(self, floor: Floor, calls: int, seed: int) -> Process:
        for gap, kind, service, patience in draw(floor, calls, seed):
            yield self.hold(gap)
            Caller(kind=kind, service=service, patience=patience)


class Caller(salabim.Component):  # type: ignore[misc]  # as above
    """A call: it asks for the specialists of its type and, where there are any, for a generalist at once."""

    def process(self, kind: int, service: float, patience: float) -> Process:
        center: Center = self.env
        arrived = center.now()
        either = [center.specialists[kind]]
        if center.floor.generalists:
            either.append((center.generalists, 1, kind))
        yield self.request(*either, oneof=True, fail_delay=patience)
        if self.failed():
            center.result.gave_up(kind, center.now() - arrived)
        else:
            center.result.answered(kind, center.now() - arrived)
            yield self.hold(service)
            self.release()


def model_a(calls: int, seed: int) -> PeerResult:
    """So many calls of model A."""
    return Center(MODEL_A).run_through(calls, seed)


def model_b(calls: int, seed: int) -> PeerResult:
    """So many calls of model B."""
    return Center(MODEL_B).run_through(calls, seed)
