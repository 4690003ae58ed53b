"""Small centers to put questions to, written as a scenario file would be, and how an answer is held to theory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scipy.special import stdtrit

import sim
from sim.metrics import QUEUE_MEASURES
from sim.statistics import CONFIDENCE, Estimate, ratio_of

if TYPE_CHECKING:
    from sim.study import Study

STANDARD_ERRORS = 4


def center(queues: dict[str, Any], groups: dict[str, Any], **more: Any) -> sim.Scenario:
    """A center that is open day and night; its "service level" is the share of callers who do not wait at all."""
    usual = {
        "name": "a floor of the textbooks",
        "open": "00:00 to 24:00",
        "warm_up": "60 min",
        "service_level": "80% within 0 s",
        "report_every": "60 min",
    }
    return sim.scenario_from(usual | more | {"queues": queues, "groups": groups})


def one_queue(calls_an_hour: float, agents: int, talk: Any, patience: Any = None, **more: Any) -> sim.Scenario:
    """One queue, "calls", and one group, "agents"."""
    limit = {"queue_limit": more.pop("queue_limit")} if "queue_limit" in more else {}
    queue = {"arrivals": {"per_hour": calls_an_hour}, "talk": talk, "patience": patience} | limit
    return center({"calls": queue}, {"agents": {"agents": agents, "skills": {"calls": "first"}}}, **more)


def exponential(mean: str) -> dict[str, Any]:
    return {"exponential": {"mean": mean}}


def share_who_wait(study: Study, queue: str = "all") -> Estimate:
    """P(delay): the callers who were not answered at once, over all offered."""
    at_once = study.queue(queue)["service_level"]
    return Estimate(1 - at_once.mean, at_once.half_width, -at_once.influence)


def share_blocked(study: Study) -> Estimate:
    """Blocked contacts over all contacts, offered or not."""
    sums = study.sums.queues.sum(axis=(2, 3))
    blocked = sums[:, QUEUE_MEASURES.index("blocked")]
    return ratio_of(blocked, blocked + sums[:, QUEUE_MEASURES.index("offered")])


def standard_error(estimate: Estimate) -> float:
    """Of the study's own interval, which is Student's over its days."""
    assert estimate.half_width is not None
    return estimate.half_width / float(stdtrit(len(estimate.influence) - 1, (1 + CONFIDENCE) / 2))


def assert_agrees(measured: Estimate, exact: float, *, standard_error_up_to: float) -> None:
    """Within four standard errors of the exact value, and with a standard error no larger than the test states.

    The second half keeps the first from being easy.
    """
    error = standard_error(measured)
    assert 0 < error <= standard_error_up_to, f"standard error {error:.6g}"
    off = (measured.mean - exact) / error
    assert abs(off) <= STANDARD_ERRORS, f"{measured.mean:.6g} is {off:+.2f} standard errors from {exact:.6g}"
