"""What is said of each mistake in a scenario file: place, problem, remedy, and all of them at once."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smallcenter import problems, raw, said

import sim
from sim.errors import ScenarioError
from sim.loading import read_source
from sim.wording import nearest

NO_DURATION = "is not a duration; write a number and a unit, such as 90 s or 1.5 min"
MISTAKES = {
    "naem=x": "naem: unknown key 'naem'; did you mean 'name'? keys here are 'about', 'busyness', ",
    "queues.sales.arivals={per_hour: 3}": "queues.sales.arivals: unknown key 'arivals'; did you mean 'arrivals'?",
    "queues.sales.talk={lognormal: {mean: 1 min, CV: 1}}":
        "queues.sales.talk.lognormal.CV: unknown key 'CV'; keys here are 'cv', 'mean', 'median'",
    "groups.sellers.agents={every: 1 h, count: [1, 1, 1, 1], pluss: 1}":
        "groups.sellers.agents.pluss: unknown key 'pluss'; did you mean 'plus'? keys here are 'count', 'every', 'plus'",
    "groups.helpers.shifts[0].form=08:00":
        "groups.helpers.shifts[0].form: unknown key 'form'; did you mean 'from'? keys here are 'agents', 'breaks', ",
    "queues.sales={talk: 1 min}": "queues.sales.arrivals: missing; add 'arrivals'",
    "queues.sales.talk=180": "queues.sales.talk: 180 is not a law of durations; write a duration such as 20 s",
    "queues.sales.talk='180'": f"queues.sales.talk: '180' {NO_DURATION}",
    "queues.sales.talk=3 lightyears": f"queues.sales.talk: '3 lightyears' {NO_DURATION}",
    "queues.sales.talk={exponential: 3}": f"queues.sales.talk.exponential: 3 {NO_DURATION}",
    "queues.sales.talk={gamma: {mean: 3, cv: 1}}": f"queues.sales.talk.gamma.mean: 3 {NO_DURATION}",
    "queues.sales.talk={gamma: {mean: 3 s, cv: 0}}":
        "queues.sales.talk.gamma.cv: 0 is not right here; it should be greater than or equal to 0.001",
    "queues.sales.talk={exponental: 3 s}": "queues.sales.talk: this is not a law of durations; write a duration",
    "queues.sales.talk={family: foo}": "queues.sales.talk: 'foo' is no law; laws are 'deterministic', 'exponential', ",
    "queues.sales.talk={lognormal: {mean: 3 min}}":
        "queues.sales.talk.lognormal: give the mean and either cv or median",
    "queues.sales.talk={empirical: {unit: s, quantiles: [5, 3]}}":
        "queues.sales.talk.empirical: quantiles must be at least 0 and rise",
    "queues.sales.talk={every: 1 h, each: [1 min, 2]}": "queues.sales.talk.each[1]: 2 is not a law of durations; write",
    "queues.sales.talk={every: 1 h, each: []}": "queues.sales.talk.each: this is not right here; give at least one",
    "queues.sales.patience=8 d": "queues.sales.patience: 8 d is longer than a week; write a shorter duration",
    "queues.sales.arrivals.per_hour=-3":
        "queues.sales.arrivals.per_hour: -3 is not right here; it should be greater than or equal to 0",
    "queues.sales.arrivals.per_hour=[1, .nan]":
        "queues.sales.arrivals.per_hour[1]: nan is not a finite number; write a number",
    "queues.sales.arrivals.per_hour=.inf":
        "queues.sales.arrivals.per_hour: inf is not a finite number; write a number",
    "queues.sales.arrivals.per_hour=many": "queues.sales.arrivals.per_hour: 'many' is not right here; write a number",
    "queues.sales.arrivals.every=45 min":
        "queues.sales.arrivals.every: an interval must divide the hour; write 15 min, 30 min or 60 min",
    "queues.sales.arrivals={}":
        "queues.sales.arrivals: give either per_hour (calls an hour) or log (a file of calls)",
    "queues.sales.balk=300%": "queues.sales.balk: '300%' is not a share; write a percentage from 0% to 100%",
    "queues.sales.volume=-10%": "queues.sales.volume: '-10%' is not a percentage; write it as 11%",
    "queues.sales.priority=0": "queues.sales.priority: 0 is not right here; it should be greater than or equal to 1",
    "queues.sales.queue_limit=2.5": "queues.sales.queue_limit: 2.5 is not right here; write a whole number",
    "queues.sales.retry={probability: [], after: 5 min}":
        "queues.sales.retry.probability: this is not right here; give at least one",
    "queues.service.transfer=[{to: sales, probability: 60%}, {to: service, probability: 50%}]":
        "queues.service.transfer: the probabilities of transfer add up to more than 100%",
    "queues=sales": "queues: 'sales' is not right here; write keys and values below it",
    "queues={}": "queues: this is not right here; give at least one",
    "groups={}": "groups: this is not right here; give at least one",
    "groups.sellers.agents=-1": "groups.sellers.agents: -1 is not right here; it should be greater than or equal to 0",
    "groups.sellers.agents=2.5": "groups.sellers.agents: 2.5 is not right here; write a whole number",
    "groups.sellers.agents={every: 1 h, count: [1, 2, 3, -4]}":
        "groups.sellers.agents.count[3]: -4 is not right here; it should be greater than or equal to 0",
    "groups.sellers.skills={sales: tenth}":
        "groups.sellers.skills.sales: 'tenth' is not a skill; write first, second, ... or second after 30 s",
    "groups.sellers.skills={sales: second after 30}": f"groups.sellers.skills.sales: '30' {NO_DURATION}",
    "groups.sellers.answers=tallest":
        "groups.sellers.answers: 'tallest' is not right here; it should be 'longest idle', ",
    "groups.sellers.absence=yes": "groups.sellers.absence: 'yes' is not a percentage; write it as 11%",
    "groups.helpers.shifts[0].breaks[0]=10:00":
        "groups.helpers.shifts[0].breaks[0]: '10:00' is not a break; write it as 10:00 for 15 min",
    "groups.helpers.shifts[0].from=8": "groups.helpers.shifts[0].from: 8 is not a time of day; write it as 08:30",
    "name=": "name: nothing is not right here; write a text, in quotes where it is a number",
    "name=''": "name: '' is not right here; write a text",
    "provenance={source: [1]}": "provenance.source: this is not right here; write a text or a number",
    "open=900": "open: '900' is not opening hours; write them as 07:00 to 24:00",
    "open=17:00 to 08:00": "open: '17:00 to 08:00' closes before it opens; past midnight is 26:00, say",
    "open=08:00 to 49:00": "open: 49:00 is past 48:00; a day ends at 48:00 at the latest",
    "open=8 to 17": "open: '8' is not a time of day; write it as 08:30",
    "service_level=80 within 20": "service_level: '80 within 20' is not a service level; write it as 80% within 20 s",
    "warm_up=5": f"warm_up: 5 {NO_DURATION}",
    "report_every=0 s": "report_every: an interval of the report is at least a minute; write 15 min, 30 min or 60 min",
    "routing=5": "routing: 5 is not right here; write keys and values below it",
    "lines=0": "lines: 0 is not right here; it should be greater than or equal to 1",
}  # fmt: skip


@pytest.mark.parametrize("change", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_its_remedy(change: str) -> None:
    (sentence,) = said(change)
    assert sentence.startswith(f"small.yaml: {MISTAKES[change]}")


def test_a_name_that_is_a_number_is_to_be_put_in_quotes() -> None:
    spoiled = raw()
    spoiled["queues"][911] = spoiled["queues"].pop("sales")
    with pytest.raises(ScenarioError) as caught:
        sim.scenario_from(spoiled)
    assert "scenario: queues.911: a name must be a text; write it in quotes" in str(caught.value).splitlines()


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    changes = {
        "opn=08:00 to 12:00": "opn",
        "service_level=fast": "service_level",
        "queues.sales.talk=180": "queues.sales.talk",
        "queues.sales.arrivals.per_hour=[-1]": "queues.sales.arrivals.per_hour[0]",
        "queues.service.balk=200%": "queues.service.balk",
        "groups.sellers.agents=-2": "groups.sellers.agents",
        "groups.helpers.skills.clams=first": "groups.helpers.skills",
        "groups.helpers.shifts[0].to=07:00": "groups.helpers.shifts[0]",
        "routing=fifo": "routing",
        "warm_up=5": "warm_up",
    }
    found = [problem.place.removeprefix("small.yaml: ") for problem in problems(*changes)]
    assert sorted(found) == sorted(changes.values())


def test_a_mistake_in_a_section_is_not_told_again_of_all_that_needs_the_section() -> None:
    assert len(said("queues=5")) == 1
    assert len(said("groups=5")) == 1


def test_ten_thousand_mistakes_are_found_in_a_moment() -> None:
    """Work that grew with the square of their number would take minutes."""
    spoiled = raw()
    spoiled["queues"]["sales"]["arrivals"]["per_hour"] = [-1] * 10_000
    spoiled["groups"]["sellers"]["skills"] = {f"skill {number}": "first" for number in range(1_000)}
    with pytest.raises(ScenarioError) as caught:
        sim.scenario_from(spoiled)
    assert len(caught.value.problems) == 11_000


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
RICH = raw() | {
    "busyness": {"cv": "10%"},
    "lines": 50,
    "warm_up": "30 min",
    "report_every": "30 min",
    "volume": "100%",
    "provenance": {"source": "me"},
    "about": "",
}
RICH["queues"]["sales"] |= {
    "retry": {"probability": ["40%"], "after": {"gamma": {"mean": "9 min", "cv": 1.0}}, "at_most": 2},
    "transfer": [{"to": "service", "probability": "5%"}],
    "balk": "3%",
    "queue_limit": 9,
    "priority": 1,
    "volume": 1.0,
}
SHIPPED = read_source("bank").raw


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_whatever_is_written_into_a_file_gives_a_scenario_or_a_scenario_error(data: st.DataObject) -> None:
    spoiled = deepcopy(data.draw(st.sampled_from([RICH, SHIPPED])))
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = spoiled
        *path, last = data.draw(st.sampled_from(places(spoiled)))
        for step in path:
            place = place[step]
        place[last] = data.draw(anything)
    with suppress(ScenarioError):
        assert isinstance(sim.scenario_from(spoiled), sim.Scenario)
