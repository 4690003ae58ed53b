"""The answer first: is the promise kept, and the handful of figures that a manager asks for."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sim.report.throughday import all_occupancy
from sim.report.words import (
    COUNT,
    NOTHING,
    PERCENT,
    Cell,
    Unit,
    answered_in_time,
    duration,
    figure,
    goal,
    spoken,
    time_unit,
    verdict,
)
from sim.study import ALL

if TYPE_CHECKING:
    from sim.statistics import Estimate
    from sim.study import Study

HEADLINES: Final = {
    "met": "The goal is met.",
    "missed": "The goal is missed.",
    "cannot be told": "Whether the goal is met cannot be told from these days.",
}


def headline(study: Study) -> tuple[str, str]:
    """The verdict, and the sentence that backs it."""
    promise = study.scenario.service_level
    level = study.sums.queue_figure(ALL, "service_level")
    if math.isnan(level.mean):
        return "There is nothing to judge.", "Not one call was counted on the days simulated."
    found = verdict(level, promise.target)
    sentence = f"{spoken(level, PERCENT)} {answered_in_time(promise)}; the goal is {goal(promise)}."
    if level.half_width is None:
        return "One day cannot tell whether the goal is met.", sentence
    if found == "cannot be told":
        sentence += " The goal lies within the margin: more days would narrow it."
    return HEADLINES[found], sentence


def cards(study: Study) -> list[tuple[str, Cell, str]]:
    """What is measured, the figure with its unit, and a word to explain it."""
    promise = study.scenario.service_level
    found = study.queue(ALL)
    wait = time_unit(found[name] for name in ("wait_s", "asa_s", "wait_p90_s"))
    handle = time_unit([found["aht_s"]])
    median = spoken(found["wait_p50_s"], wait)
    return [
        _card(
            f"Answered within {duration(promise.within)}",
            found["service_level"],
            PERCENT,
            f"goal {goal(promise)}: {verdict(found['service_level'], promise.target)}",
        ),
        _card("Calls a day", found["offered"], COUNT, "that reach a queue"),
        _card("Hang up", found["abandoned_fraction"], PERCENT, f"{spoken(found['abandoned'])} callers a day"),
        _card("Occupancy", all_occupancy(study), PERCENT, "of agents’ time on duty is spent on calls"),
        _card("Mean wait", found["wait_s"], wait, "of all callers"),
        _card("Average speed of answer", found["asa_s"], wait, "mean wait of answered calls (ASA)"),
        _card("9 in 10 wait at most", found["wait_p90_s"], wait, f"half wait at most {median}"),
        _card("Handle time", found["aht_s"], handle, "talk and after-call work (AHT)"),
    ]


def _card(label: str, estimate: Estimate, unit: Unit, about: str) -> tuple[str, Cell, str]:
    cell = figure(estimate, unit)
    return label, replace(cell, word="" if cell.text == NOTHING else unit.suffix), about
