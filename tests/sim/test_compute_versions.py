"""A worker that might find other bits is refused, by name."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import sim
from sim.compute.versions import Versions, unlike, versions_here

WORKER = "tcp://10.0.0.7:40123"


def test_this_machine_is_like_itself() -> None:
    assert unlike(WORKER, versions_here(), versions_here()) is None


def test_versions_are_those_that_run() -> None:
    ours = versions_here()
    assert (ours.callfloor, ours.numpy) == (sim.__version__, np.__version__)


@pytest.mark.parametrize("part", [field.name for field in fields(Versions)])
def test_everything_that_decides_the_bits_must_agree(part: str) -> None:
    ours = versions_here()
    problem = unlike(WORKER, replace(ours, **{part: "other"}), ours)
    assert problem is not None
    assert problem.place == WORKER
    assert part in problem.problem or part == "code"


def test_a_refusal_names_all_that_differs() -> None:
    ours = versions_here()
    theirs = replace(ours, numpy="1.26.4", python="3.14", code="0")
    said = str(unlike(WORKER, theirs, ours))
    assert said == (
        f"{WORKER}: its figures might differ: python 3.14 there, {ours.python} here; "
        f"numpy 1.26.4 there, {ours.numpy} here; callfloor {ours.callfloor} with other code; "
        "install the same on both, and restart it"
    )
