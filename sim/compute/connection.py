"""A connection to a Dask scheduler, and through it to the workers that joined it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, filterwarnings

from sim.compute.versions import Versions, unlike, versions_here
from sim.errors import ClusterError, Problem

if TYPE_CHECKING:
    from distributed import Client, Future

ANSWERS_WITHIN_S = 5
"""How long a scheduler may take to answer."""
WORKERS_WITHIN_S = 30
"""How long a first worker may take to join, or one to come back when all are gone."""


@dataclass(frozen=True)
class Connection:
    """What callfloor asks of a cluster.  Every method raises ClusterError when the scheduler is gone."""

    client: Client
    address: str

    @classmethod
    def to(cls, address: str) -> Connection:
        """A connection to a scheduler with workers that find the same bits as this machine.  Raises ClusterError."""
        connection = cls(_reached(address), address)
        try:
            connection.wait_for_a_worker()
            connection.look_at_workers()
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Ends the connection; the cluster goes on."""
        self.client.close()

    def wait_for_a_worker(self) -> None:
        """Returns when there is one; raises ClusterError when none comes."""
        with self._open():
            try:
                self.client.wait_for_workers(1, timeout=WORKERS_WITHIN_S)
            except TimeoutError:
                what = f"the scheduler has no workers, and none joined within {WORKERS_WITHIN_S} s"
                raise _problem(self.address, what, f"start some with `dask worker {self.address}`") from None

    def look_at_workers(self) -> None:
        """Raises ClusterError that names every worker whose figures might differ."""
        ours = versions_here()
        with self._open():
            answers = self.client.run(versions_here, on_error="return")
        if unfit := [problem for worker, theirs in answers.items() if (problem := _unfit(worker, theirs, ours))]:
            raise ClusterError(unfit)

    def threads(self) -> int:
        """How many chunks the workers run at once."""
        with self._open():
            return sum(self.client.nthreads().values())

    def submit(self, function: Callable[..., Any], *arguments: object, name: str | tuple[str, int]) -> Future[Any]:
        """Has a function called by a worker; futures among the arguments stand for their results."""
        with self._open(), catch_warnings():
            filterwarnings("ignore", "Sending large graph", UserWarning)  # the days of a real log may be large
            return self.client.submit(function, *arguments, key=name)

    def results(self, chunks: Sequence[Future[Any]]) -> list[Any]:
        """What calls that succeeded gave."""
        with self._open():
            given: list[Any] = self.client.gather(list(chunks))
            return given

    def raise_error_of(self, chunk: Future[Any]) -> None:
        """Raises what a call that failed raised, as itself."""
        from distributed import KilledWorker

        try:
            chunk.result()
        except KilledWorker as error:
            what = f"{error.allowed_failures + 1} workers died one after the other as they ran the same days"
            raise _problem(self.address, what, "their logs may say why; did they run out of memory?") from None
        except CancelledError:
            raise self._gone() from None

    @contextmanager
    def _open(self) -> Iterator[None]:
        try:
            yield
        except (OSError, CancelledError):
            raise self._gone() from None

    def _gone(self) -> ClusterError:
        return _problem(self.address, "the scheduler is gone", "start it again, or go on without it")


def _reached(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise _problem(address, "needs the package distributed", 'pip install "callfloor[cluster]"') from None
    for part in ("distributed.client", "distributed.batched"):
        logging.getLogger(part).setLevel(logging.CRITICAL)  # what they would say, ClusterError says
    logging.getLogger("tornado.application").addFilter(_worth_saying)
    try:
        # Where something answers that is no scheduler, Client waits for ever.  In a thread: a notebook has a loop.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(asyncio.run, _greet(address)).result()
        return Client(address, timeout=ANSWERS_WITHIN_S, set_as_default=False)
    except Exception as error:  # what a stranger answers may be taken for anything
        why = _said(error) if isinstance(error, OSError) else "something else does"
        remedy = "start one with `dask scheduler`, and name the tcp address that it prints"
        raise _problem(address, f"no Dask scheduler answers there ({why})", remedy) from None


def _worth_saying(record: logging.LogRecord) -> bool:
    """Not where Ctrl-C cut a wait short before there was anything to cancel, which Dask tries all the same."""
    return "sync.<locals>.cancel" not in record.getMessage()


async def _greet(address: str) -> None:
    """Shakes hands with a scheduler.  Raises whatever happens otherwise."""
    from distributed.comm.core import connect
    from distributed.security import Security

    options = Security().get_connection_args("client")
    async with asyncio.timeout(ANSWERS_WITHIN_S + 1):  # connect itself bounds all but the answer
        met = await connect(address, timeout=ANSWERS_WITHIN_S, **options)
        await met.close()


def _unfit(worker: str, theirs: Versions | Exception, ours: Versions) -> Problem | None:
    if isinstance(theirs, Versions):
        return unlike(worker, theirs, ours)
    if isinstance(theirs, OSError):
        return None  # it has just died; if it has not, it looks at itself before it runs a day
    return Problem(worker, f"has no callfloor {ours.callfloor} ({_said(theirs)})", "install it there")


def _problem(place: str, problem: str, remedy: str) -> ClusterError:
    return ClusterError([Problem(place, problem, remedy)])


def _said(error: BaseException) -> str:
    """What was wrong in the first place, on one line."""
    if isinstance(error, TimeoutError):
        return "it is silent"
    while error.__cause__:
        error = error.__cause__
    return str(error).partition("\n")[0] or type(error).__name__
