"""Who is there, when, with which skills."""

from __future__ import annotations

import numpy as np
import pytest
from floors import center

import sim
from sim.roster import RULES
from sim.units import HOUR, MINUTE, SECOND

QUEUE = {"arrivals": {"per_hour": 10}, "talk": "2 min", "patience": "5 min"}
SKILLS = {"skills": {"billing": "first"}}


def roster(group, seed=1, day=0, **more):
    """Open 08:00 to 12:00; a clerk is always there, so that any group will do."""
    groups = {"tellers": SKILLS | group, "clerks": SKILLS | {"agents": 1}}
    return sim.draw_roster(center({"billing": QUEUE}, groups, open="08:00 to 12:00", **more), seed=seed, day=day)


def presence(found, group=0):
    """Name: from and to, in hours, of the agents of a group."""
    spans = {name: [] for name, of in zip(found.agents, found.agent_group, strict=True) if of == group}
    for agent, start, end in zip(found.span_agent, found.span_start, found.span_end, strict=True):
        if found.agent_group[agent] == group:
            spans[found.agents[agent]].append((start / HOUR, end / HOUR))
    return spans


def test_a_number_of_agents_is_there_from_opening_to_closing_and_stays():
    found = roster({"agents": 2})
    assert presence(found) == {"tellers 1": [(8, 12)], "tellers 2": [(8, 12)]}
    assert found.span_stays.all()


def test_a_count_by_interval_brings_and_sends_home_the_last_agents():
    found = roster({"agents": {"every": "60 min", "count": [1, 3, 2, 2]}})
    assert presence(found) == {"tellers 1": [(8, 12)], "tellers 2": [(9, 12)], "tellers 3": [(9, 10)]}


@pytest.mark.parametrize(
    ("plus", "spans"),
    [
        (1, {"tellers 1": [(8, 9), (11, 12)], "tellers 2": [(8, 9), (11, 12)], "tellers 3": [(11, 12)]}),
        (-1, {"tellers 1": [(11, 12)]}),
        (-5, {}),
    ],
)
def test_plus_adds_agents_where_there_are_any(plus, spans):
    assert presence(roster({"agents": {"every": "60 min", "count": [1, 0, 0, 2], "plus": plus}})) == spans


def test_a_shift_has_its_breaks_cut_out():
    shift = {"from": "08:00", "to": "12:00", "agents": 1, "breaks": ["09:00 for 15 min", "11:45 for 15 min"]}
    found = roster({"shifts": [shift]})
    assert presence(found) == {"tellers 1": [(8, 9), (9.25, 11.75)]}
    assert found.span_stays[found.agent_group[found.span_agent] == 0].tolist() == [False, False]


def test_only_who_is_there_at_closing_stays_for_the_last_calls():
    shifts = [{"from": start, "to": end, "agents": 1} for start, end in
              (("07:00", "10:00"), ("08:00", "11:59:59"), ("08:00", "12:00"), ("09:00", "14:00"))]  # fmt: skip
    found = roster({"shifts": shifts})
    stays = {found.agents[agent]: bool(stays) for agent, stays in zip(found.span_agent, found.span_stays, strict=True)}
    assert stays == {"tellers 1": False, "tellers 2": False, "tellers 3": True, "tellers 4": True, "clerks 1": True}


def test_a_named_person_keeps_name_and_speed_over_all_shifts():
    shifts = [
        {"from": "08:00", "to": "09:00", "people": ["Dana", "Igor"]},
        {"from": "10:00", "to": "12:00", "people": ["Dana"]},
        {"from": "09:00", "to": "10:00", "people": ["Igor"]},
    ]
    found = roster({"shifts": shifts, "people": [{"id": "Dana", "speed": 1.2}]})
    assert presence(found) == {"Dana": [(8, 9), (10, 12)], "Igor": [(8, 10)]}
    assert dict(zip(found.agents, found.agent_speed.tolist(), strict=True)) == {"Dana": 1.2, "Igor": 1, "clerks 1": 1}


def test_people_take_the_first_places_and_the_others_are_numbered():
    people = [{"id": "Dana", "speed": 1.2}, {"id": "Igor"}]
    found = roster({"agents": 3, "people": people})
    assert found.agents == ("Dana", "Igor", "tellers 3", "clerks 1")
    assert found.agent_speed.tolist() == [1.2, 1, 1, 1]
    shifts = [{"from": "08:00", "to": "10:00", "agents": 1}, {"from": "09:00", "to": "12:00", "agents": 2}]
    assert list(presence(roster({"shifts": shifts, "people": people}))) == ["Dana", "Igor", "tellers 3"]


def test_the_roster_says_who_can_do_what():
    groups = {
        "tellers": {
            "agents": 1,
            "answers": "fastest",
            "skills": {"billing": "first", "claims": {"rank": 3, "after": "30 s", "speed": 0.9, "keep_idle": 2}},
        },
        "clerks": {"agents": 4, "answers": "least occupied", "skills": {"claims": "second after 1 min"}},
    }
    found = sim.draw_roster(center({"billing": QUEUE, "claims": QUEUE}, groups))
    assert found.groups == ("tellers", "clerks")
    assert found.rank.tolist() == [[1, 3], [0, 2]]
    assert found.delay.tolist() == [[0, 30 * SECOND], [0, MINUTE]]
    assert found.keep_idle.tolist() == [[0, 2], [0, 0]]
    assert found.speed.tolist() == [[1, 0.9], [1, 1]]
    assert [RULES[rule] for rule in found.rule] == ["fastest", "least occupied"]


def test_spans_come_in_the_order_of_their_starts():
    found = roster({"shifts": [{"from": start, "to": "12:00", "agents": 2} for start in ("10:00", "08:00", "09:00")]})
    assert (np.diff(found.span_start) >= 0).all()


def test_agents_are_absent_as_often_as_the_group_says_each_by_their_own_luck():
    """40 agents on 300 days: the absent of a day are binomial."""
    share, agents, days = 0.15, 40, 300
    absent = []
    for day in range(days):
        found = roster({"agents": agents, "absence": "15%"}, seed=9, day=day)
        assert len(presence(found)) == agents
        assert len(presence(found, group=1)["clerks 1"]) == 1
        absent.append(sum(not spans for spans in presence(found).values()))
    variance = agents * share * (1 - share)
    assert np.mean(absent) == pytest.approx(agents * share, abs=4 * np.sqrt(variance / days))
    assert np.var(absent, ddof=1) == pytest.approx(variance, rel=4 * np.sqrt(2 / days))


def test_an_absent_person_misses_every_shift_of_the_day():
    hours = (("08:00", "09:00"), ("10:00", "12:00"))
    shifts = [{"from": start, "to": end, "people": ["Dana"]} for start, end in hours]
    days = {len(presence(roster({"shifts": shifts, "absence": "50%"}, day=day))["Dana"]) for day in range(30)}
    assert days == {0, 2}


def test_another_group_or_more_agents_change_nobody_elses_absence():
    def present(agents, **more):
        found = roster({"agents": agents, "absence": "30%"} | more, seed=4)
        return [bool(spans) for spans in presence(found).values()]

    assert present(30)[:20] == present(20)
    assert True in present(20)
    assert False in present(20)
    assert present(20, skills={"billing": "second"}) == present(20)
