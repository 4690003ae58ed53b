"""Important callers first, nobody interrupted: the engine against Cobham.

The time unit of the tables is 10 seconds here; ``priority`` is the policy, and the queues rank alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from floors import assert_agrees, center, exponential, share_who_wait

import sim

if TYPE_CHECKING:
    from sim.study import Study

UNIT_S = 10
CLASSES = ("first", "second", "third")


def classes_at_one_group(rates, means_s, agents, hours, seed) -> Study:
    """Rates per time unit, the most urgent class first."""
    queues = {
        name: {"arrivals": {"per_hour": rate * 3600 / UNIT_S}, "talk": exponential(f"{mean} s"), "priority": urgency}
        for urgency, (name, rate, mean) in enumerate(zip(CLASSES, rates, means_s, strict=False), start=1)
    }
    group = {"agents": agents, "skills": dict.fromkeys(queues, "first")}
    floor = center(queues, {"agents": group}, routing="priority", open=f"00:00 to {hours:02d}:00", warm_up="30 min")
    return sim.run_study(floor, days=20, seed=seed)


def test_one_agent_serves_important_callers_first_as_cobham_says():
    """VALIDATION.md, "Non-preemptive priority, one agent": rates (.3, .5), means (1, .8)."""
    study = classes_at_one_group((0.3, 0.5), (10, 8), agents=1, hours=40, seed=3001)
    assert_agrees(study.queue("first")["asa_s"], 0.885714 * UNIT_S, standard_error_up_to=0.015 * UNIT_S)
    assert_agrees(study.queue("second")["asa_s"], 2.952381 * UNIT_S, standard_error_up_to=0.08 * UNIT_S)


@pytest.mark.parametrize(
    ("rates", "agents", "waits", "errors", "hours", "seed"),
    [
        pytest.param((3, 4), 8, (0.127063, 1.016506), (0.003, 0.05), 7, 3011, id="M/M/8"),
        pytest.param((6, 6, 6), 20, (0.039341, 0.098352, 0.688461), (0.0015, 0.005, 0.05), 4, 3012, id="M/M/20"),
    ],
)
def test_many_agents_serve_important_callers_first_as_cobham_says(rates, agents, waits, errors, hours, seed):
    """VALIDATION.md, "Priority, M/M/8" and "M/M/20"."""
    study = classes_at_one_group(rates, (UNIT_S,) * len(rates), agents, hours, seed)
    for name, wait, error in zip(CLASSES, waits, errors, strict=False):
        assert_agrees(study.queue(name)["asa_s"], wait * UNIT_S, standard_error_up_to=error * UNIT_S)


def test_priorities_change_who_waits_and_not_how_many():
    """VALIDATION.md, "Priority, M/M/8": P(wait) .635316, which is Erlang C's, whatever the order."""
    study = classes_at_one_group((3, 4), (UNIT_S, UNIT_S), agents=8, hours=4, seed=3021)
    for queue in ("first", "second", "all"):
        assert_agrees(share_who_wait(study, queue), 0.635316, standard_error_up_to=0.012)
