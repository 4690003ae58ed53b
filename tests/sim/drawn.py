"""Random centers for Hypothesis: small, crowded, and with every part of the model in play."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.study import policy_for
from sim.units import FOREVER, SECOND

QUEUES, GROUPS = ("billing", "sales", "claims"), ("north", "south", "night")
GRAIN = 10 * SECOND


def law(examples: int, **drawn: Any):
    """A claim about every drawn thing: the same examples in every run, on however busy a machine."""
    return lambda test: settings(deadline=None, derandomize=True, database=None, max_examples=examples)(
        given(**drawn)(test)
    )


talks = st.sampled_from(
    [
        "40 s",
        {"exponential": {"mean": "60 s"}},
        {"gamma": {"mean": "90 s", "cv": 0.5}},
        {"erlang": {"mean": "30 s", "stages": 3}},
        {"lognormal": {"mean": "80 s", "cv": 1.5}},
        {"lognormal": {"mean": "60 s", "median": "30 s"}},
        {"hyperexponential": {"mean": "60 s", "cv": 2}},
        {"empirical": {"unit": "s", "quantiles": [5, 20, 60, 240]}},
        {"every": "15 min", "each": ["30 s", {"exponential": {"mean": "90 s"}}]},
    ]
)
works = st.sampled_from(["0 s", "0 s", "15 s", {"exponential": {"mean": "20 s"}}])
patiences = st.sampled_from(
    [
        None,
        "30 s",
        {"exponential": {"mean": "60 s"}},
        {"exponential": {"mean": "20 s"}},
        {"empirical": {"unit": "s", "quantiles": [0, 30, 120], "for_ever": "20%"}},
    ]
)
retries = st.fixed_dictionaries(
    {
        "probability": st.sampled_from(["100%", ["90%", "50%"]]),
        "after": st.sampled_from(["60 s", {"exponential": {"mean": "3 min"}}]),
        "at_most": st.integers(1, 3),
    }
)
skills = st.fixed_dictionaries(
    {
        "rank": st.integers(1, 3),
        "after": st.sampled_from(["0 s", "0 s", "20 s", "60 s"]),
        "speed": st.sampled_from([1.0, 1.0, 0.7, 1.3]),
        "keep_idle": st.sampled_from([0, 0, 1]),
    }
)
presences = st.sampled_from(
    [
        {"agents": 1},
        {"agents": 3},
        {"agents": {"every": "15 min", "count": [1, 3, 2]}},
        {"agents": {"every": "15 min", "count": [2, 0, 2]}},
        {"shifts": [{"from": "08:00", "to": "09:20", "agents": 2, "breaks": ["09:10 for 5 min"]}]},
        {
            "shifts": [
                {"from": "09:00", "to": "09:20", "people": ["Dana"]},
                {"from": "09:20", "to": "09:45", "agents": 2, "breaks": ["09:25 for 5 min", "09:30 for 1 min"]},
                {"from": "09:30", "to": "10:00", "people": ["Dana"]},
            ],
        },
    ]
)
teams = st.sampled_from([[], [{"id": "Dana", "speed": 1.5}], [{"id": "Dana", "speed": 0.8}]])


@st.composite
def queues(draw) -> dict[str, Any]:
    others = st.fixed_dictionaries({"to": st.sampled_from(QUEUES), "probability": st.just("20%")})
    return {
        "arrivals": {"per_hour": draw(st.sampled_from([20.0, 60.0, 100.0]))},
        "talk": draw(talks),
        "after_call_work": draw(works),
        "patience": draw(patiences),
        "balk": draw(st.sampled_from(["0%", "0%", "25%"])),
        "priority": draw(st.integers(1, 3)),
        "queue_limit": draw(st.sampled_from([None, None, 0, 1, 3])),
        "retry": draw(st.none() | retries),
        "transfer": draw(st.just([]) | st.lists(others, min_size=1, max_size=2)),
        "busyness": draw(st.sampled_from([None, {"cv": "30%"}])),
    }


@st.composite
def groups(draw, names: tuple[str, ...]) -> dict[str, Any]:
    taken = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    return draw(presences) | {
        "skills": {name: draw(skills) for name in taken},
        "people": draw(teams),
        "absence": draw(st.sampled_from(["0%", "0%", "30%"])),
        "answers": draw(st.sampled_from(["longest idle", "least occupied", "fastest"])),
    }


def _numbers(policy: str, queue_names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    by_queue = st.fixed_dictionaries({name: st.sampled_from([0.5, 1.0, 3.0]) for name in queue_names})
    found = {
        "weighted-wait": {"weight": by_queue},
        "c-mu": {"cost": by_queue},
        "c-mu-theta": {"cost": by_queue},
        "reserve": {"keep_idle": st.integers(0, 2)},
        "queue-idleness-ratio": {"queue_share": by_queue, "idle_share": st.sampled_from([1.0, 2.0])},
    }
    return st.fixed_dictionaries(found.get(policy, {}))


@st.composite
def raw_scenarios(draw) -> dict[str, Any]:
    """A scenario as a file would read.  Its first group is there all day, for whatever the others leave open."""
    names = QUEUES[: draw(st.integers(1, 3))]
    found = {name: draw(queues()) for name in names}
    for queue in found.values():
        queue["transfer"] = [to for to in queue["transfer"] if to["to"] in names]
    staff = {name: draw(groups(names)) for name in GROUPS[: draw(st.integers(1, 3))]}
    staff["north"] = {key: value for key, value in staff["north"].items() if key != "shifts"}
    staff["north"] |= {"agents": draw(st.integers(1, 4))}
    for name in names:
        given_up = any(group["skills"].get(name, {}).get("keep_idle", 1) == 0 for group in staff.values())
        if not given_up or found[name]["patience"] is None or "for_ever" in str(found[name]["patience"]):
            staff["north"]["skills"].setdefault(name, {"rank": 2})["keep_idle"] = 0
    policy = draw(st.sampled_from(sorted(sim.POLICIES)))
    return {
        "name": "drawn",
        "open": "09:00 to 09:45",
        "busyness": draw(st.sampled_from([None, {"cv": "40%"}])),
        "lines": draw(st.sampled_from([None, None, 2, 5])),
        "queues": found,
        "groups": staff,
        "routing": {"policy": policy} | draw(_numbers(policy, names)),
    }


@dataclass(frozen=True)
class DrawnDay:
    raw: dict[str, Any]
    seed: int
    coarse: bool
    """Whether everything happens in whole steps of 10 seconds, so that much of it happens at once."""

    @property
    def scenario(self) -> sim.Scenario:
        return sim.scenario_from(self.raw)

    def parts(self) -> tuple[sim.Workload, sim.Roster, sim.Policy]:
        """What ``simulate`` takes."""
        scenario = self.scenario
        workload = sim.draw_workload(scenario, seed=self.seed)
        roster = sim.draw_roster(scenario, seed=self.seed)
        return (in_steps(workload) if self.coarse else workload), roster, policy_for(scenario, None)


def in_steps(workload: sim.Workload) -> sim.Workload:
    """The same callers with every time rounded to 10 seconds, and none that was there rounded away."""

    def whole(column):
        steps = np.maximum((column + GRAIN // 2) // GRAIN, 1) * GRAIN
        return np.where((column == 0) | (column == FOREVER), column, steps)

    return replace(
        workload,
        arrival=workload.arrival // GRAIN * GRAIN,
        patience=whole(workload.patience),
        talk=whole(np.maximum(workload.talk, 1)),
        after_call_work=whole(workload.after_call_work),
        delay=whole(workload.delay),
    )


days = st.builds(DrawnDay, raw_scenarios(), st.integers(0, 10_000), st.booleans())
