"""The figures a call center is judged by: pure functions of one day's log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.calllog import Status
from sim.errors import MetricError
from sim.scenario.service_level import AbandonedRule, parse_abandoned
from sim.units import SECOND, microseconds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sim.calllog import CallLog


def counted(log: CallLog) -> NDArray[np.bool_]:
    """Shape (contacts,): the contacts that count, those after the warm-up."""
    return log.arrival >= log.counted_from


def handled(log: CallLog) -> NDArray[np.bool_]:
    """Shape (contacts,): answered by an agent."""
    return _ended(log, Status.HANDLED)


def abandoned(log: CallLog) -> NDArray[np.bool_]:
    """Shape (contacts,): left the queue unanswered."""
    return _ended(log, Status.ABANDONED)


def blocked(log: CallLog) -> NDArray[np.bool_]:
    """Shape (contacts,): found every line taken or the queue full; never offered."""
    return _ended(log, Status.BLOCKED_LINES) | _ended(log, Status.BLOCKED_QUEUE)


def offered(log: CallLog) -> NDArray[np.bool_]:
    """Shape (contacts,): reached a queue: handled, abandoned or still waiting at the end."""
    return counted(log) & ~blocked(log)


def in_time_and_judged(log: CallLog, within: int, rule: AbandonedRule) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which contacts a service level counts as good, and which it is taken over.

    ``within`` in microseconds.  Source: the definitions of docs/validation.md, "service level".
    """
    wait, answered = log.wait, handled(log)
    in_time = answered & (wait <= within)
    match rule.rule:
        case "against":
            return in_time, offered(log)
        case "ignored":
            return in_time, answered
    short = abandoned(log) & (wait <= (within if rule.within is None else rule.within))
    return (in_time, offered(log) & ~short) if rule.rule == "removed" else (in_time | short, offered(log))


def service_level(log: CallLog, within: float, *, abandoned: str = "count against") -> float:
    """The share of calls answered within ``within`` seconds, over calls offered.

    ``abandoned`` names what happens to callers who hang up: "count against", "ignored" (over answered alone),
    "removed within 5 s", "good within 5 s".  Scalar.  Raises MetricError when there is no call to judge by.
    """
    named = parse_abandoned(abandoned)
    rule = named if isinstance(named, AbandonedRule) else AbandonedRule.model_validate(named)
    good, over = in_time_and_judged(log, microseconds(within), rule)
    return _share(good, over, "service level")


def abandoned_fraction(log: CallLog) -> float:
    """Abandoned over offered.  Raises MetricError when nothing was offered."""
    return _share(abandoned(log), offered(log), "abandoned fraction")


def mean_wait(log: CallLog) -> float:
    """Mean wait of all offered calls, seconds.  Raises MetricError when nothing was offered."""
    return _mean(log.wait, offered(log) & (log.left_queue >= 0), "mean wait")


def asa(log: CallLog) -> float:
    """Average speed of answer: mean wait of handled calls, seconds.  Raises MetricError when none was handled."""
    return _mean(log.wait, handled(log), "ASA")


def aht(log: CallLog) -> float:
    """Average handle time: talk and after-call work of a handled call, seconds.  Raises MetricError as ``asa``."""
    return _mean(log.work_end - log.left_queue, handled(log), "AHT")


def occupancy(log: CallLog, group: str | None = None) -> float:
    """Time on calls over time on duty, of one group or of all.

    Time on duty is presence as it was: breaks excluded, calls finished after the shift included.
    Raises MetricError when nobody was on duty.
    """
    wanted = np.ones(len(log.groups), dtype=bool) if group is None else np.array(log.groups) == group
    present = wanted[log.agent_group[log.span_agent]]
    on_duty = np.clip(log.span_end - np.maximum(log.span_start, log.counted_from), 0, None)[present].sum()
    calls = (log.status == Status.HANDLED) & (log.agent >= 0)
    calls[calls] = wanted[log.agent_group[log.agent[calls]]]
    busy = np.clip(log.work_end - np.maximum(log.left_queue, log.counted_from), 0, None)[calls].sum()
    if not on_duty:
        raise MetricError("occupancy is not defined: nobody was on duty")
    return float(busy / on_duty)


def _ended(log: CallLog, status: Status) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = counted(log) & (log.status == status)
    return chosen


def _share(part: NDArray[np.bool_], whole: NDArray[np.bool_], name: str) -> float:
    if not whole.any():
        raise MetricError(f"{name} is not defined: there was no call to judge by")
    return float(part.sum() / whole.sum())


def _mean(lengths: NDArray[np.int64], of: NDArray[np.bool_], name: str) -> float:
    if not of.any():
        raise MetricError(f"{name} is not defined: there was no such call")
    return float(lengths[of].mean() / SECOND)
