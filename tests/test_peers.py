"""The programs that the speed suite runs beside this one simulate the floors they claim to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.peers import MODEL_A, MODEL_B, Floor, PeerResult, callback_simpy, textbook_simpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Peer = Callable[[int, int], PeerResult]

REPLICATIONS = 20
CALLS = 30_000


def standard_errors_off(measured: NDArray[np.float64], exact: tuple[float, ...]) -> NDArray[np.float64]:
    """How far the mean over replications (rows) lies from the exact figures, by type (columns)."""
    standard_error = measured.std(axis=0, ddof=1) / np.sqrt(len(measured))
    return (measured.mean(axis=0) - exact) / standard_error


@pytest.mark.parametrize(
    ("peer", "floor"),
    [
        # Standard errors: .0007 of the share that abandons, .0022 min of the mean wait.
        pytest.param(callback_simpy.model_a, MODEL_A, id="Erlang A"),
        # By type: .0005, .0009 and .0015; .0013, .0030 and .0040 min.
        pytest.param(callback_simpy.model_b, MODEL_B, id="three types and four groups"),
    ],
)
def test_a_peer_is_within_four_standard_errors_of_the_exact_figures(peer: Peer, floor: Floor) -> None:
    runs = [peer(CALLS, seed) for seed in range(REPLICATIONS)]
    offered = np.array([run.offered for run in runs])
    abandoned = np.array([run.abandoned for run in runs]) / offered
    wait_min = np.array([run.waited_min for run in runs]) / offered
    assert abs(standard_errors_off(abandoned, floor.abandoned)).max() < 4
    assert abs(standard_errors_off(wait_min, floor.wait_min)).max() < 4


@pytest.mark.parametrize("model", ["model_a", "model_b"])
def test_the_textbook_and_the_callbacks_treat_the_same_callers_alike(model: str) -> None:
    textbook = getattr(textbook_simpy, model)(10_000, seed=1)
    callbacks = getattr(callback_simpy, model)(10_000, seed=1)
    assert sum(textbook.abandoned) > 0
    assert textbook.abandoned == callbacks.abandoned
    assert textbook.waited_min == pytest.approx(callbacks.waited_min, rel=1e-12)
