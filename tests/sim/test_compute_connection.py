"""Whoever names a cluster that is not there, or not ready, is told so."""

from __future__ import annotations

import logging
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from sim.compute import Cluster, connection
from sim.compute.versions import versions_here
from sim.errors import ClusterError

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_distributed = pytest.mark.usefixtures("_distributed")


@pytest.fixture
def _distributed() -> None:
    pytest.importorskip("distributed", reason='needs pip install "callfloor[cluster]"')


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "ANSWERS_WITHIN_S", 1)
    monkeypatch.setattr(connection, "WORKERS_WITHIN_S", 1)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who takes connections and never says a word, as a web server does to a stranger."""
    with socket.create_server(("127.0.0.1", 0)) as open_port:
        yield open_port


def said(address: str) -> str:
    with pytest.raises(ClusterError) as caught, Cluster(address):
        pass
    return str(caught.value)


@pytest.mark.parametrize(
    "address", ["", "here", "host", "http://host:8786", "tcp://host", "tcp://host:port", "tcp://host:8786/status"]
)
def test_what_is_no_address_is_told_at_once(address: str) -> None:
    assert said(address) == (
        f"cluster: '{address}' is not the address of a scheduler; write tcp://host:8786, as `dask scheduler` prints it"
    )


@pytest.mark.parametrize(
    "address", ["tcp://host:8786", "host:8786", "tls://10.0.0.1:8786", "tcp://[::1]:8786", "tcp://a-b.c_d.example:1"]
)
def test_addresses_as_dask_writes_them_are_addresses(address: str) -> None:
    assert Cluster(address).address == address


def test_without_the_package_its_installation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert said("tcp://host:8786") == (
        'tcp://host:8786: needs the package distributed; pip install "callfloor[cluster]"'
    )


@needs_distributed
def test_nobody_at_the_address_is_told(listener: socket.socket) -> None:
    place = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    listener.close()
    assert said(place).startswith(f"{place}: no Dask scheduler answers there (")


@needs_distributed
def test_a_stranger_at_the_address_is_not_waited_for(listener: socket.socket) -> None:
    place = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
    assert said(place) == (
        f"{place}: no Dask scheduler answers there (it is silent); "
        "start one with `dask scheduler`, and name the tcp address that it prints"
    )


@needs_distributed
def test_a_scheduler_without_workers_is_told() -> None:
    import distributed

    with distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as empty:
        place = empty.scheduler_address
        assert said(place) == (
            f"{place}: the scheduler has no workers, and none joined within 1 s; start some with `dask worker {place}`"
        )


def test_a_worker_without_callfloor_is_named() -> None:
    """What a worker answers that cannot even open the question."""
    lacking = ModuleNotFoundError("No module named 'sim'")
    problem = connection._unfit("tcp://w:1", lacking, versions_here())
    assert str(problem).startswith("tcp://w:1: has no callfloor ")
    assert str(problem).endswith(" (No module named 'sim'); install it there")


@needs_distributed
def test_what_dask_says_of_a_wait_cut_short_is_left_out_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    """As Dask 2026 wrote it when Ctrl-C came before there was anything to cancel."""
    said("tcp://127.0.0.1:1")
    log = logging.getLogger("tornado.application")
    log.error("Exception in callback %s", "functools.partial(<function sync.<locals>.cancel at 0x7fb2315e7a60>)")
    log.error("Exception in callback %s", "functools.partial(<function mine at 0x7fb2315e7a60>)")
    assert [one.getMessage() for one in caplog.records if one.name == log.name] == [
        "Exception in callback functools.partial(<function mine at 0x7fb2315e7a60>)"
    ]
