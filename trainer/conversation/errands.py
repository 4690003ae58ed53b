"""What takes longer than a frame and is no call: done on one thread beside the window, one thing after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from sim.errors import InputError

T = TypeVar("T")


class Errands:
    """Work goes out with ``send``; what comes back is handed over in ``collect``, on the caller's thread.

    ``failed`` hears of errors that are somebody's to put right; bugs are raised by ``collect``.
    """

    def __init__(self, failed: Callable[[InputError], None]) -> None:
        self._failed = failed
        self._under_way: list[tuple[Future[Any], Callable[[Any], None]]] = []
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="errands")

    def send(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Has ``work`` done; ``then`` hears what it gave."""
        self._under_way.append((self._pool.submit(work), then))

    def collect(self) -> None:
        """Hands over what has come back so far, in the order in which it was sent for."""
        while self._under_way and self._under_way[0][0].done():
            errand, then = self._under_way.pop(0)
            try:
                given = errand.result()
            except InputError as error:
                self._failed(error)
            else:
                then(given)

    def wait(self) -> None:
        """Waits for everything, and hands it over."""
        while self._under_way:
            self._under_way[0][0].exception()
            self.collect()

    def close(self) -> None:
        """Lets go of what has not begun, and waits for what has."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._under_way.clear()
