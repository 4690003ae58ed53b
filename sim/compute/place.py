"""A place where days run; what they show is the same in every one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Protocol, TypeVar

K = TypeVar("K")
T = TypeVar("T")


class Place(Protocol):
    """Somewhere to run many days."""

    @property
    def shares_disk(self) -> bool:
        """Whether a file that a day writes is one that this process finds."""

    def each(
        self, run: Callable[[K], T], days: Sequence[K], *, threads: bool = False
    ) -> Generator[tuple[K, T], None, None]:
        """(day, result) for each day, as soon as it is finished, in any order.

        ``run`` must give the same result wherever it runs; what it raises is raised here.  ``threads``: several
        days can run at once in one process.  To close the generator is to give up the days that are left.
        """
