"""A real cluster for whoever asks for it: a scheduler, and two workers in processes of their own.

A test module that wants one says ``pytest_plugins = ["clusters"]``.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def local_cluster() -> Iterator[Any]:
    """Its workers may be killed: they are started again."""
    distributed = pytest.importorskip("distributed", reason='needs pip install "callfloor[cluster]"')
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as running:
        yield running


@pytest.fixture
def address(local_cluster: Any) -> str:
    """Where the scheduler listens; by now both workers are there."""
    local_cluster.wait_for_workers(2)
    return str(local_cluster.scheduler_address)
