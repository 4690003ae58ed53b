"""Days on their way: sent to a cluster in chunks, and back as each chunk is finished."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Generic
from uuid import uuid4

from sim.compute.place import K, T
from sim.compute.versions import versions_here
from sim.compute.worker import Finished, packed, run_chunk

if TYPE_CHECKING:
    from distributed import Future

    from sim.compute.connection import Connection

CHUNK_S = 1.0
"""Seconds of work sent at a time: some hundred times what sending costs, and soon done again if its worker dies."""
CHUNK_DAYS = 50
"""Days sent at a time, at most: what they showed comes back in one piece."""
FETCHED = 8
"""Chunks fetched at a time, at most: what is finished stays with the workers until there is time to look at it."""
CHUNKS_EACH = 3
"""Chunks in flight for each thread of the workers: none waits for this machine, and the last ones end together."""
LOOK_EVERY_S = 5
"""How long nothing may come back before it is asked whether there are workers at all."""


class Flight(Generic[K, T]):
    """Many days, sent and brought back.

    First a day for each thread of the workers; how long the quickest took tells how many make a chunk.
    """

    def __init__(self, connection: Connection, run: Callable[[K], T], days: Sequence[K]) -> None:
        self._connection, self._days = connection, days
        self._name = uuid4().hex
        self._sent = 0
        self._chunks = 0
        self._quickest_s = math.inf
        self._flying: set[Future[Any]] = set()
        self._landed: SimpleQueue[Future[Any]] = SimpleQueue()
        # A call, not scattered data: if every worker dies that holds what it gave, the scheduler has it made again.
        self._run = connection.submit(bytes, packed(run), name=f"run-{self._name}")

    def landing(self) -> Generator[tuple[K, T], None, None]:
        """The days as they come back.  Closed early, it calls the others off."""
        try:
            while self._sent < len(self._days) or self._flying:
                self._send()
                for finished in self._back():
                    self._quickest_s = min(self._quickest_s, finished.quickest_s)
                    yield from finished.days
        finally:
            for chunk in self._flying:
                chunk.release()

    def _send(self) -> None:
        """Fills up what is in flight; workers may have joined or left."""
        threads = max(1, self._connection.threads())
        most = threads * (CHUNKS_EACH if self._chunks else 1)
        while len(self._flying) < most and self._sent < len(self._days):
            size = chunk_size(len(self._days) - self._sent, threads, self._quickest_s)
            days = self._days[self._sent : self._sent + size]
            # By their names the chunks are one group, which the scheduler spreads wherever the run is held so far.
            name = (f"days-{self._name}", self._chunks)
            chunk = self._connection.submit(run_chunk, self._run, days, versions_here(), name=name)
            chunk.add_done_callback(self._landed.put)
            self._flying.add(chunk)
            self._sent += size
            self._chunks += 1

    def _back(self) -> Iterator[Finished[K, T]]:
        """What has come back, at least one chunk; behind it, raises what went wrong in another."""
        chunks = self._next()
        yield from self._connection.results([chunk for chunk in chunks if chunk.status == "finished"])
        for chunk in chunks:
            if chunk.status != "finished":
                self._connection.raise_error_of(chunk)
        self._flying.difference_update(chunks)

    def _next(self) -> list[Future[Any]]:
        """Chunks that have come back, as soon as there is one."""
        chunks: list[Future[Any]] = []
        while not chunks:
            try:
                chunks.append(self._landed.get(timeout=LOOK_EVERY_S))
            except Empty:
                self._connection.wait_for_a_worker()
        with suppress(Empty):
            while len(chunks) < FETCHED:
                chunks.append(self._landed.get_nowait())
        return chunks


def chunk_size(left: int, threads: int, day_s: float) -> int:
    """How many days to send at a time, when so many are left for so many threads."""
    return max(1, min(int(CHUNK_S / day_s), left // (threads * CHUNKS_EACH), CHUNK_DAYS))
