"""A scenario file, read: every way to write a thing down."""

from __future__ import annotations

import pytest
from smallcenter import raw, with_changes

import sim
from sim.distributions import Exponential, Gamma
from sim.units import HOUR, MINUTE, SECOND
from sim.yamlfile import parse_yaml, write_yaml

LAWS = [
    ("3 min", 180.0),
    ("1.5 min", 90.0),
    ("{deterministic: 20 s}", 20.0),
    ("{deterministic: {mean: 0 s}}", 0.0),
    ("{exponential: 90 s}", 90.0),
    ("{exponential: {mean: 90 s}}", 90.0),
    ("{gamma: {mean: 90 s, cv: 0.5}}", 90.0),
    ("{erlang: {mean: 1 h, stages: 3}}", 3600.0),
    ("{lognormal: {mean: 178 s, cv: 1.2}}", 178.0),
    ("{lognormal: {mean: 178 s, median: 120 s}}", 178.0),
    ("{hyperexponential: {mean: 3 min, cv: 2}}", 180.0),
    ("{hyperexponential: {branches: [{share: 25%, mean: 1 min}, {share: 75%, mean: 5 min}]}}", 240.0),
    ("{empirical: {unit: s, quantiles: [0, 10, 50]}}", 17.5),
    ("{empirical: {unit: min, quantiles: [1, 3]}}", 120.0),
    ("{every: 60 min, each: [1 min, {exponential: {mean: 2 min}}, 3 min]}", 120.0),
]


@pytest.mark.parametrize(("law", "mean_s"), LAWS, ids=[law for law, _ in LAWS])
@pytest.mark.parametrize("use", ["talk", "after_call_work", "patience"])
def test_a_duration_can_follow_every_law(use: str, law: str, mean_s: float) -> None:
    scenario = with_changes(f"queues.sales.{use}={law}")
    assert getattr(scenario.queues["sales"], use).mean_s == pytest.approx(mean_s, rel=1e-12)


def test_what_is_not_written_is_the_usual() -> None:
    scenario = sim.scenario_from(
        {key: value for key, value in raw().items() if key not in ("service_level", "routing")}
    )
    queue = scenario.queues["sales"]
    assert (scenario.service_level.target, scenario.service_level.within) == (0.8, 20 * SECOND)
    assert scenario.routing.policy == "longest-wait"
    assert (scenario.warm_up, scenario.report_every, scenario.volume) == (0, 30 * MINUTE, 1.0)
    assert (scenario.lines, queue.queue_limit, queue.retry, queue.transfer) == (None, None, None, ())
    assert (queue.after_call_work.mean_s, queue.balk, queue.priority, queue.volume) == (0.0, 0.0, 1, 1.0)


def test_opening_hours_go_past_midnight() -> None:
    scenario = with_changes(
        "open=22:00 to 26:30",
        "queues.service.arrivals={every: 60 min, per_hour: [9, 8, 7, 6, 5]}",
        "groups.helpers.shifts=[{from: 21:30, to: 27:00, agents: 3, breaks: [24:00 for 15 min]}]",
    )
    assert (scenario.open.start, scenario.open.end) == (22 * HOUR, 26 * HOUR + 30 * MINUTE)
    log = sim.simulate(sim.draw_workload(scenario), sim.draw_roster(scenario))
    assert (log.arrival >= 22 * HOUR).all()
    assert log.arrival.max() > 25 * HOUR


def test_short_and_long_forms_mean_the_same() -> None:
    short = with_changes(
        "service_level=75% within 30 s",
        "groups.helpers.skills.sales=second after 30 s",
        "queues.service.transfer={to: sales, probability: 10%}",
        "queues.sales.arrivals.per_hour=30",
        "routing=priority",
        "volume=110%",
    )
    long = with_changes(
        "service_level={target: 75%, within: 0.5 min}",
        "groups.helpers.skills.sales={rank: 2, after: 30 s}",
        "queues.service.transfer=[{to: sales, probability: 0.1}]",
        "queues.sales.arrivals.per_hour=[30]",
        "routing={policy: priority}",
        "volume=1.1",
    )
    assert short == long


def test_a_scenario_written_down_again_is_the_same_scenario() -> None:
    scenario = sim.load_scenario("bank")
    text = write_yaml(sim.loading.read_source("bank").raw)
    assert sim.scenario_from(parse_yaml(text, "again.yaml")) == scenario


def test_a_scenario_cannot_be_changed_by_accident() -> None:
    scenario = with_changes()
    with pytest.raises(ValueError, match="frozen"):
        scenario.name = "another"
    assert isinstance(with_changes("queues.sales.talk={gamma: {mean: 90 s, cv: 1}}").queues["sales"].talk, Gamma)
    assert isinstance(with_changes().queues["service"].talk, Exponential)
