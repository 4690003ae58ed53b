"""What one caller may do in a day: call, give up and call again, be handed on to another queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.distributions import to_microseconds
from sim.scenario.queues import GENERATIONS
from sim.streams import stream
from sim.units import FOREVER
from sim.workload.workload import NONE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.distributions import Law
    from sim.scenario import Queue, Scenario


@dataclass(frozen=True)
class Attempts:
    """The attempts of the callers who first call one queue, columns as in Workload, rows counted from 0."""

    arrival: NDArray[np.int64]
    call_type: NDArray[np.int16]
    patience: NDArray[np.int64]
    talk: NDArray[np.int64]
    after_call_work: NDArray[np.int64]
    if_lost: NDArray[np.int32]
    if_handled: NDArray[np.int32]
    delay: NDArray[np.int64]
    contact: NDArray[np.int32]
    attempt: NDArray[np.int16]

    @property
    def rows(self) -> int:
        """How many attempts there can be."""
        return len(self.call_type)


Columns = dict[str, "NDArray[Any]"]
"""Columns of Attempts by name."""


class _Errands:
    """Draws the attempts of one queue's callers, generation by generation.

    The stream of each draw is keyed by the queue first called, the purpose, the way that led here, the generation
    and the queue called now, so that a change to one of them leaves the others' callers as they were.
    """

    def __init__(self, scenario: Scenario, home: int, arrivals: NDArray[np.int64], seed: int, day: int) -> None:
        self.queues: list[Queue] = list(scenario.queues.values())
        self.names = list(scenario.queues)
        self.home, self.seed, self.day = home, seed, day
        self.since_open = arrivals - scenario.open.start
        self.columns: Columns = {}
        self.generation = 0

    def first_calls(self) -> None:
        calls = len(self.since_open)
        contact = np.arange(calls, dtype=np.int32)
        self.columns = {
            "call_type": np.full(calls, self.home, dtype=np.int16),
            "talk": self._lengths(self.queues[self.home].talk, "talk", self.home, contact),
            "contact": contact,
            "attempt": np.ones(calls, dtype=np.int16),
            "delay": np.empty(0, dtype=np.int64),
        }
        self._complete(self.columns, way="")

    def next_generation(self, start: int) -> int:
        """Adds the attempts that may follow the rows from ``start`` on; returns where they start."""
        end = len(self.columns["call_type"])
        self.generation += 1
        followers: list[tuple[str, Columns]] = []
        call_type = self.columns["call_type"][start:end]
        for index in np.flatnonzero(np.bincount(call_type)).tolist():
            if self.queues[index].retry or self.queues[index].transfer:
                rows = start + np.flatnonzero(call_type == index)
                followers += self._retries(index, rows) + self._transfers(index, rows)
        for way, block in followers:
            self._append(block, way)
        return end

    def _retries(self, index: int, rows: NDArray[np.int64]) -> list[tuple[str, Columns]]:
        retry = self.queues[index].retry
        if retry is None:
            return []
        attempt = self.columns["attempt"][rows]
        likely = np.array([0.0] + [retry.probability_after(k) for k in range(1, int(attempt.max()) + 1)])
        parents = rows[self._rng("retry", index).random(len(rows)) < likely[attempt]]
        block = {name: self.columns[name][parents] for name in ("call_type", "talk", "contact")}
        block["attempt"] = self.columns["attempt"][parents] + 1
        block["delay"] = self._lengths(retry.after, "retry delay", index, block["contact"])
        block["after_call_work"] = self.columns["after_call_work"][parents]
        return [(" again", block | {"lost parent": parents})]

    def _transfers(self, index: int, rows: NDArray[np.int64]) -> list[tuple[str, Columns]]:
        if not self.queues[index].transfer:
            return []
        blocks = []
        coin = self._rng("transfer", index).random(len(rows))
        below = 0.0
        for number, transfer in enumerate(self.queues[index].transfer):
            way = f" after transfer {number} from {self.names[index]}"
            parents = rows[(coin >= below) & (coin < below + transfer.probability)]
            below += transfer.probability
            to = self.names.index(transfer.to)
            contact = self.columns["contact"][parents]
            block: Columns = {
                "call_type": np.full(len(parents), to, dtype=np.int16),
                "talk": self._lengths(transfer.talk or self.queues[to].talk, f"talk{way}", to, contact),
                "contact": contact,
                "attempt": np.ones(len(parents), dtype=np.int16),
                "delay": np.zeros(len(parents), dtype=np.int64),
                "handled parent": parents,
            }
            blocks.append((way, block))
        return blocks

    def _append(self, block: Columns, way: str) -> None:
        first = len(self.columns["call_type"])
        rows = np.arange(first, first + len(block["call_type"]), dtype=np.int32)
        for name, link in (("lost parent", "if_lost"), ("handled parent", "if_handled")):
            if name in block:
                self.columns[link][block.pop(name)] = rows
                self._complete(block, way)
        for name in self.columns:  # one by one, so that the old columns are gone before the last new one is there
            self.columns[name] = np.concatenate([self.columns[name], block[name]])

    def _complete(self, block: Columns, way: str) -> None:
        """Patience, after-call work and empty links for rows of one call type."""
        rows = len(block["call_type"])
        index = int(block["call_type"][0]) if rows else self.home
        queue, purpose = self.queues[index], f"patience{way}"
        if queue.patience is None:
            patience = np.full(rows, FOREVER)
        else:
            patience = self._lengths(queue.patience, purpose, index, block["contact"])
        if queue.balk:
            patience[self._rng(f"balk, {purpose}", index).random(rows) < queue.balk] = 0
        block["patience"] = patience
        if "after_call_work" not in block:
            work = self._lengths(queue.after_call_work, f"after-call work{way}", index, block["contact"])
            block["after_call_work"] = work
        block["if_lost"], block["if_handled"] = (np.full(rows, NONE, dtype=np.int32) for _ in range(2))

    def _lengths(self, law: Law, purpose: str, index: int, contact: NDArray[np.int32]) -> NDArray[np.int64]:
        return to_microseconds(law.draw(self._rng(purpose, index), self.since_open[contact]))

    def _rng(self, purpose: str, index: int) -> np.random.Generator:
        key = purpose if self.generation == 0 else f"{purpose}, {self.generation}, {self.names[index]}"
        return stream(self.seed, self.day, self.names[self.home], key)


def draw_attempts(scenario: Scenario, home: int, arrivals: NDArray[np.int64], seed: int, day: int) -> Attempts:
    """All attempts of the callers who first call the queue of index ``home`` at these moments."""
    errands = _Errands(scenario, home, arrivals, seed, day)
    errands.first_calls()
    start = 0
    while start < len(errands.columns["call_type"]) and errands.generation < GENERATIONS:
        start = errands.next_generation(start)
    return Attempts(arrival=arrivals, **errands.columns)
