"""A scenario file, read: every way to write a thing, and what is said of each mistake: place, problem, remedy."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smallcenter import problems, raw, said, with_changes

import sim
from sim.distributions import Exponential, Gamma
from sim.errors import ScenarioError
from sim.scenario.reading import nearest
from sim.scenario.yamlfile import parse_yaml, write_yaml
from sim.units import HOUR, MINUTE, SECOND

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
    scenario = sim.scenario_from({key: value for key, value in raw().items() if key not in ("service_level", "routing")})
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


@pytest.mark.parametrize(
    ("change", "place", "problem", "remedy"),
    [
        ("naem=x", "naem", "unknown key 'naem'", "did you mean 'name'?"),
        ("queues.sales.arivals={per_hour: 3}", "queues.sales.arivals", "unknown key", "did you mean 'arrivals'?"),
        ("queues.sales.talk={lognormal: {mean: 1 min, CV: 1}}", "queues.sales.talk.lognormal.CV", "unknown", "'cv'"),
        ("groups.sellers.agents={every: 1 h, count: [1, 1, 1, 1], pluss: 1}", "groups.sellers.agents.pluss",
         "unknown key", "'plus'"),
        ("queues.sales={talk: 1 min}", "queues.sales.arrivals", "missing", "add 'arrivals'"),
        ("queues.sales.talk=180", "queues.sales.talk", "180 is not a law", "write a duration such as 20 s"),
        ("queues.sales.talk='180'", "queues.sales.talk.deterministic.mean", "'180' is not a duration", "a unit"),
        ("queues.sales.talk=3 lightyears", "queues.sales.talk.deterministic.mean", "is not a duration", "90 s"),
        ("queues.sales.talk={exponential: 3}", "queues.sales.talk.exponential.mean", "3 is not a duration", "a unit"),
        ("queues.sales.talk={exponental: 3 s}", "queues.sales.talk", "is not a law", "exponential"),
        ("queues.sales.talk={family: foo}", "queues.sales.talk", "'foo' is no law", "'lognormal'"),
        ("queues.sales.talk={every: 1 h, each: [1 min, 2]}", "queues.sales.talk.each[1]", "2 is not a law", "20 s"),
        ("queues.sales.talk={every: 1 h, each: []}", "queues.sales.talk.each", "not right here", "at least one"),
        ("queues.sales.talk=0 s..", "queues.sales.talk.deterministic.mean", "'0 s..' is not a duration", "90 s"),
        ("queues.sales.patience=8 d", "queues.sales.patience.deterministic.mean", "longer than a week", "shorter"),
        ("queues.sales.arrivals.per_hour=-3", "queues.sales.arrivals.per_hour[0]", "-3 is not right", "or equal to 0"),
        ("queues.sales.arrivals.per_hour=[1, .nan]", "queues.sales.arrivals.per_hour[1]", "not a finite", "a number"),
        ("queues.sales.arrivals.per_hour=.inf", "queues.sales.arrivals.per_hour[0]", "not a finite", "a number"),
        ("queues.sales.arrivals.per_hour=many", "queues.sales.arrivals.per_hour[0]", "'many' is not right", "a number"),
        ("queues.sales.arrivals.every=45 min", "queues.sales.arrivals.every", "divide the hour", "30 min"),
        ("queues.sales.arrivals={}", "queues.sales.arrivals", "give either per_hour", ""),
        ("queues.sales.balk=300%", "queues.sales.balk", "is not a share", "0% to 100%"),
        ("queues.sales.volume=-10%", "queues.sales.volume", "'-10%' is not a percentage", "11%"),
        ("queues.sales.priority=0", "queues.sales.priority", "0 is not right here", "greater than or equal to 1"),
        ("queues.sales.queue_limit=2.5", "queues.sales.queue_limit", "2.5 is not right here", "whole number"),
        ("queues.sales.retry={probability: [], after: 5 min}", "queues.sales.retry.probability", "", "at least one"),
        ("queues.service.transfer=[{to: sales, probability: 60%}, {to: service, probability: 50%}]",
         "queues.service.transfer", "more than 100%", ""),
        ("queues=sales", "queues", "'sales' is not right here", "keys and values"),
        ("queues={}", "queues", "not right here", "at least one"),
        ("groups={}", "groups", "not right here", "at least one"),
        ("groups.sellers.agents=-1", "groups.sellers.agents", "-1 is not right here", "greater than or equal to 0"),
        ("groups.sellers.agents=2.5", "groups.sellers.agents", "2.5 is not right here", "whole number"),
        ("groups.sellers.agents={every: 1 h, count: [1, 2, 3, -4]}", "groups.sellers.agents.count[3]", "-4", "equal to"),
        ("groups.sellers.skills={sales: tenth}", "groups.sellers.skills.sales", "'tenth' is not a skill", "first"),
        ("groups.sellers.skills={sales: second after 30}", "groups.sellers.skills.sales.after", "'30' is not", "a unit"),
        ("groups.sellers.answers=tallest", "groups.sellers.answers", "'tallest' is not right", "'longest idle'"),
        ("groups.sellers.absence=yes", "groups.sellers.absence", "'yes' is not a percentage", "11%"),
        ("name=", "name", "nothing is not right here", "write a text"),
        ("name=''", "name", "'' is not right here", "write a text"),
        ("provenance={source: [1]}", "provenance.source", "not right here", "a text or a number"),
        ("open=900", "open", "'900' is not opening hours", "07:00 to 24:00"),
        ("open=17:00 to 08:00", "open", "closes before it opens", "26:00"),
        ("open=08:00 to 49:00", "open", "49:00 is past 48:00", ""),
        ("open=8 to 17", "open", "'8' is not a time of day", "08:30"),
        ("service_level=80 within 20", "service_level", "is not a service level", "80% within 20 s"),
        ("report_every=0 s", "report_every", "at least a minute", "30 min"),
        ("routing=5", "routing", "5 is not right here", "keys and values"),
        ("lines=0", "lines", "0 is not right here", "greater than or equal to 1"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_its_remedy(change: str, place: str, problem: str, remedy: str) -> None:
    found = problems(change)
    (one,) = [one for one in found if one.place == f"scenario: {place}"] or [pytest.fail(f"nothing at {place}: {found}")]
    assert problem in one.problem
    assert remedy in one.remedy
    assert "Input should" not in str(found)
    assert "Error" not in str(found)


def test_a_name_that_is_a_number_is_to_be_put_in_quotes() -> None:
    spoiled = raw()
    spoiled["queues"][911] = spoiled["queues"].pop("sales")
    with pytest.raises(ScenarioError) as caught:
        sim.scenario_from(spoiled)
    assert "scenario: queues.911: a name must be a text; write it in quotes" in str(caught.value).splitlines()


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    changes = (
        "opn=08:00 to 12:00", "service_level=fast", "queues.sales.talk=180", "queues.sales.arrivals.per_hour=[-1, .nan]",
        "queues.service.balk=200%", "groups.sellers.agents=-2", "groups.helpers.skills.clams=first",
        "groups.helpers.shifts[0].to=07:00", "routing=fifo", "warm_up=5",
    )  # fmt: skip
    places = [problem.place.removeprefix("scenario: ") for problem in problems(*changes)]
    assert set(places) == {
        "opn", "service_level", "queues.sales.talk", "queues.sales.arrivals.per_hour[0]",
        "queues.sales.arrivals.per_hour[1]", "queues.service.balk", "groups.sellers.agents", "groups.helpers.skills",
        "groups.helpers.shifts[0]", "routing", "warm_up",
    }  # fmt: skip
    assert len(places) == len(set(places)), "each mistake once"


def test_a_mistake_in_a_section_is_not_told_again_of_all_that_needs_the_section() -> None:
    assert len(said("queues=5")) == 1
    assert len(said("groups=5")) == 1


def test_ten_thousand_mistakes_are_found_in_a_moment() -> None:
    """The time is Hypothesis' and pytest's own: a test that took the square of it would take minutes."""
    spoiled = raw()
    spoiled["queues"]["sales"]["arrivals"]["per_hour"] = [-1] * 10_000
    spoiled["groups"]["sellers"]["skills"] = {f"skill {number}": "first" for number in range(1_000)}
    with pytest.raises(ScenarioError) as caught:
        sim.scenario_from(spoiled)
    assert len(caught.value.problems) > 11_000


def test_the_likeliest_name_comes_first() -> None:
    assert nearest("tehnical", ["billing", "technical"], "queues are").startswith("did you mean 'technical'?")
    assert nearest("x", [], "queues are") == ""
    assert len(nearest("x", map(str, range(1000)), "queues are")) < 200


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything in a file, the file itself left out."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for step, inner in inside for found in [(*path, step), *places(inner, (*path, step))]]


numbers = st.integers(-(10**30), 10**30) | st.floats() | st.sampled_from([0, -1, 1e308, 5e-324])
words = st.text() | st.sampled_from(["1 h", "0 s", "80%", "first", "24:00", "08:00 to 09:00", "sales", "10:00 for 1 h"])
anything = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words | st.integers(), inner, max_size=4),
    max_leaves=8,
)
RICH = {
    "busyness": {"cv": "10%"}, "lines": 50, "warm_up": "30 min", "report_every": "30 min", "volume": "100%",
    "provenance": {"source": "me"}, "about": "",
}  # fmt: skip
MORE = {"retry": {"probability": ["40%"], "after": {"gamma": {"mean": "9 min", "cv": 1.0}}, "at_most": 2}, "balk": "3%",
        "transfer": [{"to": "service", "probability": "5%"}], "queue_limit": 9, "priority": 1, "volume": 1.0}  # fmt: skip


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_whatever_is_written_into_a_file_gives_a_scenario_or_a_scenario_error(data: st.DataObject) -> None:
    spoiled = raw() | RICH
    spoiled["queues"]["sales"] |= MORE
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = spoiled
        *path, last = data.draw(st.sampled_from(places(spoiled)))
        for step in path:
            place = place[step]
        place[last] = data.draw(anything)
    with suppress(ScenarioError):
        assert isinstance(sim.scenario_from(spoiled), sim.Scenario)
