"""Mistakes that no single line of a file shows: what its parts say of each other."""

from __future__ import annotations

import pytest
from smallcenter import raw, said

import sim
from sim.errors import ScenarioError

ANN_TWICE = (
    "groups.helpers.shifts=[{from: 08:00, to: 10:00, people: [ann, bob]}, {from: 09:30, to: 12:00, people: [ann]}]"
)
MISTAKES = {
    # names
    "groups.sellers.skills={sale: first, sales: first}":
        "groups.sellers.skills: no queue named 'sale'; did you mean 'sales'? queues are 'sales', 'service'",
    "queues.sales.transfer={to: clams, probability: 10%}":
        "queues.sales.transfer: no queue named 'clams'; queues are 'sales', 'service'",
    # lists by interval
    "queues.service.arrivals.per_hour=[40, 45, 50]":
        "queues.service.arrivals.per_hour: 3 numbers for 4 intervals; give one for each 60 min of 08:00 to 12:00",
    "groups.sellers.agents={count: [2, 2]}":
        "groups.sellers.agents.count: 2 numbers for 8 intervals; give one for each 30 min of 08:00 to 12:00",
    # who is there
    "groups.helpers.shifts[0].from=12:30":
        "groups.helpers.shifts[0]: the shift ends at 12:00, not after its start at 12:30; a shift past midnight",
    "groups.helpers.shifts[0]={from: 13:00, to: 15:00, agents: 3}":
        "groups.helpers.shifts[0]: the shift from 13:00 to 15:00 lies outside opening hours; move the shift",
    "groups.helpers.shifts[0].breaks=[10:00 for 15 min, 10:10 for 5 min]":
        "groups.helpers.shifts[0]: the break at 10:10 overlaps another or lies outside the shift; write breaks",
    "groups.helpers.shifts[0].breaks=[11:50 for 15 min]":
        "groups.helpers.shifts[0]: the break at 11:50 overlaps another or lies outside the shift; write breaks",
    ANN_TWICE:
        "groups.helpers.shifts: overlapping shifts: ann works from 09:30 before the shift to 10:00 is over; end the",
    "groups.helpers.shifts[0].people=[ann]": "groups.helpers.shifts[0]: give either agents (how many) or people (who)",
    "groups.helpers.agents=3": "groups.helpers: give either agents (a number, or a number by interval) or shifts",
    "groups.sellers.people=[{id: ann}, {id: bob}, {id: eve}]":
        "groups.sellers.people: 3 people for 2 agents; name at most as many people as there are agents",
    "groups.sellers.people=[{id: ann}, {id: ann}]":
        "groups.sellers: two people have the same id; give each their own",
    # calls that would wait for ever
    "groups.helpers.skills={sales: first}":
        "queues.service: no agent has this skill, so its calls would wait for ever; give a group with agents",
    "groups.helpers.shifts[0].agents=0":
        "queues.service: no agent has this skill, so its calls would wait for ever; give a group with agents",
    "groups.helpers.skills.service={keep_idle: 3}":
        "queues.service: no agent has this skill, so its calls would wait for ever; give a group with agents",
    # what cannot be simulated
    "warm_up=4 h": "warm_up: the warm-up is as long as the day; make it shorter than the opening hours",
    "queues.sales.arrivals.per_hour=30000000":
        "queues.sales.arrivals: 1.2e+08 calls a day are too many to simulate; check the rate, volume",
    "volume=1.0e+300": "queues.sales.arrivals: 1.2e+302 calls a day are too many",
    "groups.sellers.agents=true": "groups.sellers.agents: true is not right here; no setting is true or false",
    "queues.sales.arrivals.per_hour=[false]": "queues.sales.arrivals.per_hour[0]: false is not right here; no setting",
    # routing
    "routing=prioritty": "routing: no policy named 'prioritty'; did you mean 'priority'? policies are 'longest-wait', ",
    "routing={policy: reserve, keep_idel: 3}": "routing: policy 'reserve' has no parameter 'keep_idel'; `run_sim.py",
    "routing={policy: reserve, keep_idle: {clerks: 3}}": "routing: keep_idle: no group named 'clerks'; `run_sim.py",
    "routing={policy: c-mu, cost: {sales: high}}": "routing: cost.sales: 'high' is not a number; `run_sim.py policies`",
}  # fmt: skip


@pytest.mark.parametrize("change", MISTAKES)
def test_a_mistake_between_two_places_is_told(change: str) -> None:
    sentence = said(change)[0]
    assert sentence.startswith(f"small.yaml: {MISTAKES[change]}")


def test_a_day_with_no_staff_is_told_once_beside_the_queues_it_leaves_alone() -> None:
    found = said("groups.sellers.agents=0", "groups.helpers.shifts[0].agents=0")
    assert "small.yaml: groups: nobody works on this day; give at least one group agents or shifts" in found
    assert len(found) == 3


def test_callers_who_never_give_up_need_somebody_until_closing() -> None:
    no_patience = ("queues.service.patience=", "groups.helpers.shifts[0].to=11:00")
    assert said(*no_patience) == [
        "small.yaml: queues.service: nobody with this skill is there at closing, 12:00, and its callers never give up;"
        " give the queue a patience, or staff it until closing"
    ]
    some_wait_for_ever = "{empirical: {unit: s, quantiles: [1, 9], for_ever: 1%}}"
    assert said(f"queues.service.patience={some_wait_for_ever}", no_patience[1])
    assert said("queues.service.patience=", "groups.helpers.agents={count: [3, 3, 3, 3, 3, 3, 3, 0]}",
                "groups.helpers.shifts=[]")  # fmt: skip
    assert not said("queues.service.patience=")
    assert not said(no_patience[1])


def test_shifts_of_one_person_may_follow_each_other_without_a_gap() -> None:
    assert not said(ANN_TWICE.replace("09:30", "10:00"))


def test_a_shift_may_start_before_opening_and_end_after_closing() -> None:
    assert not said("groups.helpers.shifts[0].from=07:00", "groups.helpers.shifts[0].to=13:00")


def test_a_mistake_does_not_hide_the_others() -> None:
    """The broken break of one shift leaves the overlap of the others to be found, the broken queue the skill."""
    found = said(
        "groups.helpers.shifts=[{from: 08:00, to: 10:00, people: [ann]}, {from: 09:00, to: 12:00, people: [ann]},"
        " {from: 08:00, to: 12:00, agents: 1, breaks: [13:00 for 5 min]}]",
        "queues.sales.talk=3",
        "groups.sellers.skills={slaes: first}",
    )
    assert len(found) == 4
    for what in ("overlapping shifts", "the break at 13:00", "not a law", "no queue named 'slaes'"):
        assert what in "\n".join(found)


@pytest.mark.parametrize("name", ["Verkäufe & Service", "продажи", "فروش", "sales/2nd-line+", "don't", "42"])
def test_a_name_may_be_of_any_language(name: str) -> None:
    center = raw()
    center["queues"][name] = {"arrivals": {"per_hour": 3}, "talk": "1 min"}
    center["groups"][name] = {"agents": 1, "skills": {name: "first"}}
    assert name in sim.scenario_from(center).queues


@pytest.mark.parametrize("name", ["", " sales", "all", "[red]x", "<b>", "a.b", "a=b", "two\nlines", "x" * 61])
def test_a_name_that_no_path_or_table_could_carry_is_refused(name: str) -> None:
    center = raw()
    center["groups"][name] = {"agents": 1, "skills": {"sales": "first"}}
    with pytest.raises(ScenarioError, match="cannot be a name; use letters, digits and spaces"):
        sim.scenario_from(center)


def test_errands_that_breed_are_refused_before_they_fill_the_memory() -> None:
    """Ninety in a hundred call again, up to twenty times, and every second call is handed to the other queue."""
    queue = {
        "arrivals": {"per_hour": 10_000},
        "talk": "3 min",
        "patience": "1 min",
        "retry": {"probability": "90%", "after": "5 min", "at_most": 20},
    }
    queues = {"a": queue | {"transfer": {"to": "b", "probability": "50%"}},
              "b": queue | {"transfer": {"to": "a", "probability": "50%"}}}  # fmt: skip
    group = {"agents": 3, "skills": {"a": "first", "b": "first"}}
    raw = {"name": "x", "open": "08:00 to 12:00", "queues": queues, "groups": {"g": group}}
    with pytest.raises(ScenarioError, match=r"queues\.a\.arrivals: 4e\+04 calls a day of .* attempts each"):
        sim.scenario_from(raw)


def test_only_patience_may_go_on_for_ever() -> None:
    endless = {"empirical": {"unit": "s", "quantiles": [10, 20], "for_ever": "20%"}}
    queue = {"arrivals": {"per_hour": 10}, "talk": endless, "patience": endless}
    raw = {
        "name": "x",
        "open": "08:00 to 12:00",
        "queues": {"a": queue},
        "groups": {"g": {"agents": 3, "skills": {"a": "first"}}},
    }
    with pytest.raises(ScenarioError, match=r"^scenario: queues\.a\.talk: this would go on for ever"):
        sim.scenario_from(raw)
