"""A cluster: a Dask scheduler that runs somewhere, and the workers that joined it."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Self

from sim.compute.place import K, T
from sim.errors import ClusterError, Problem

if TYPE_CHECKING:
    from sim.compute.connection import Connection

ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx)://)?(?:[\w.-]+|\[[\da-fA-F:.%]+\]):\d{1,5}", re.ASCII)


class Cluster:
    """The workers of a Dask scheduler at an address such as "tcp://host:8786".

    A connection, once made, is kept until ``close`` or the end of a ``with``.  Days that were under way on a worker
    that dies are run again on another.  Raises ClusterError where nothing answers, where no worker has joined, or
    where one might not find the same bits as this machine.
    """

    shares_disk = False

    def __init__(self, address: str) -> None:
        if not ADDRESS.fullmatch(address):
            remedy = "write tcp://host:8786, as `dask scheduler` prints it"
            raise ClusterError([Problem("cluster", f"'{address}' is not the address of a scheduler", remedy)])
        self.address = address
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def connect(self) -> Connection:
        """Reaches the scheduler and looks at its workers, unless that is done."""
        from sim.compute.connection import Connection  # asyncio and more: not for studies that stay here

        self._connection = self._connection or Connection.to(self.address)
        return self._connection

    def close(self) -> None:
        """Ends the connection; the cluster goes on."""
        connection, self._connection = self._connection, None
        if connection:
            connection.close()

    def each(
        self, run: Callable[[K], T], days: Sequence[K], *, threads: bool = False
    ) -> Generator[tuple[K, T], None, None]:
        """(day, result) for each day, as soon as the chunk is finished that it travels in: see Place."""
        from sim.compute.flight import Flight

        yield from Flight(self.connect(), run, days).landing()
