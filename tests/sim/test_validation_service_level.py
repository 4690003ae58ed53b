"""Six ways to count a service level, on one and the same log."""

from __future__ import annotations

import pytest
from handmade_logs import Contact, log_of

from sim import Status, metrics
from sim.scenario import ServiceLevel
from sim.study import Sums


@pytest.fixture(scope="module")
def log():
    """VALIDATION.md, "Service level definitions".

    Answered 1000, of which 860 within 20 s; abandoned 60: 20 within 20 s, of which 10 within 5 s, and 40 later.
    """
    waits = [(860, 20.0, Status.HANDLED), (140, 20.5, Status.HANDLED)]
    waits += [(10, 5.0, Status.ABANDONED), (10, 20.0, Status.ABANDONED), (40, 20.5, Status.ABANDONED)]
    return log_of([Contact(0.0, wait, status) for calls, wait, status in waits for _ in range(calls)])


DEFINITIONS = [
    pytest.param("count against", 860 / 1060, "81.1", id="over offered"),
    pytest.param("good within 20 s", 880 / 1060, "83.0", id="abandons within 20 s counted good"),
    pytest.param("ignored", 860 / 1000, "86.0", id="over answered"),
    pytest.param("removed within 20 s", 860 / 1040, "82.7", id="abandons within 20 s removed"),
    pytest.param("removed within 5 s", 860 / 1050, "81.9", id="those within 5 s removed"),
    pytest.param("good within 5 s", 870 / 1060, "82.1", id="those within 5 s counted good"),
]


@pytest.mark.parametrize(("abandoned", "level", "percent"), DEFINITIONS)
def test_every_definition_of_service_level_has_a_name_and_its_own_value(log, abandoned, level, percent):
    """VALIDATION.md, "Service level definitions": the printed percentage, and the fraction behind it."""
    found = metrics.service_level(log, 20, abandoned=abandoned)
    assert found == pytest.approx(level, abs=1e-12)
    assert f"{100 * found:.1f}" == percent


@pytest.mark.parametrize(("abandoned", "level", "percent"), DEFINITIONS)
def test_a_study_of_many_such_days_counts_as_the_scenario_says(log, abandoned, level, percent):
    promise = ServiceLevel.model_validate({"target": "80%", "within": "20 s", "abandoned": abandoned})
    days = Sums.of([metrics.tally(log, promise, 1_800_000_000)] * 3, ("calls",), ("agents",))
    assert f"{100 * days.queue_figure('all', 'service_level').mean:.1f}" == percent
    assert days.queue_figure("calls", "service_level").mean == pytest.approx(level, abs=1e-12)


def test_the_log_holds_the_counts_of_the_page(log):
    assert metrics.abandoned_fraction(log) == pytest.approx(60 / 1060)
    assert log.contacts == 1060
