"""A 95 % interval is a promise about many studies: kept in 93 to 97 of a hundred, on a floor whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from floors import exponential, one_queue, share_who_wait

import sim
from sim.study import Study, Sums

STUDIES, DAYS = 1000, 12
CALLS_A_MINUTE, AGENTS = 3.0, 3
EXACT = sim.erlang.with_abandonment(CALLS_A_MINUTE / 60, 60, AGENTS, 90)
"""Handle time 60 s, patience 90 s on average."""


@pytest.fixture(scope="module")
def studies() -> list[Study]:
    """12,000 days, each an hour of which 12 minutes are the warm-up, dealt out to 1,000 independent studies."""
    floor = one_queue(
        CALLS_A_MINUTE * 60,
        AGENTS,
        exponential("60 s"),
        exponential("90 s"),
        open="00:00 to 01:00",
        warm_up="12 min",
    )
    whole = sim.run_study(floor, days=STUDIES * DAYS, seed=95)
    parts = zip(
        *(np.split(column, STUDIES) for column in (whole.sums.queues, whole.sums.groups, whole.sums.waits)),
        strict=True,
    )
    names = whole.sums.queue_names, whole.sums.group_names
    return [Study(floor, whole.policy, whole.engine, whole.seed, DAYS, 0.0, Sums(*names, *part)) for part in parts]


def share_covering(estimates, exact) -> float:
    return np.mean([one.low <= exact <= one.high for one in estimates])


@pytest.mark.parametrize(
    ("figure", "exact"),
    [
        ("abandoned_fraction", EXACT.p_abandon),
        ("wait_s", EXACT.mean_wait),
        ("asa_s", EXACT.mean_wait_handled),
        ("offered", CALLS_A_MINUTE * 48),
        ("aht_s", 60),
    ],
)
def test_95_percent_intervals_cover_the_exact_figure_in_93_to_97_percent_of_studies(studies, figure, exact):
    """VALIDATION.md, "Coverage"; exact values by sim.erlang, which test_erlang.py holds to the balance equations."""
    assert 0.93 <= share_covering([study.queue("calls")[figure] for study in studies], exact) <= 0.97


def test_so_do_those_of_the_share_who_wait(studies):
    assert 0.93 <= share_covering([share_who_wait(study) for study in studies], EXACT.p_wait) <= 0.97


def test_so_do_those_of_occupancy(studies):
    occupancy = [study.group("agents")["occupancy"] for study in studies]
    assert 0.93 <= share_covering(occupancy, EXACT.occupancy) <= 0.97


def test_the_studies_are_as_many_as_the_claim_needs(studies):
    assert len(studies) == 1000
    assert {study.sums.queues.shape[0] for study in studies} == {DAYS}
