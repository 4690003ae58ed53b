"""Workloads and logs are as narrow as they are said to be, whoever draws them and whichever engine writes them."""

from __future__ import annotations

import numpy as np
import pytest
from drawn import days, law
from handmade import Call, Skill, Team, roster_of, workload_of

import sim
from sim.calllog import COLUMNS as LOGGED
from sim.errors import ScenarioError
from sim.scenario import checks
from sim.workload import COLUMNS as DRAWN
from sim.workload import draw


def types(holder, names):
    return {name: getattr(holder, name).dtype for name in names}


@law(40, day=days)
def test_a_day_has_the_types_that_are_stated(day):
    workload, roster, policy = day.parts()
    assert types(workload, DRAWN) == DRAWN
    assert types(sim.simulate(workload, roster, policy), LOGGED) == LOGGED


@law(40, day=days)
def test_a_columns_length_is_as_stated(day):
    workload = day.parts()[0]
    lengths = {name: len(getattr(workload, name)) for name in DRAWN}
    behind = {"arrival": workload.fresh, "delay": workload.rows - workload.fresh}
    assert lengths == dict.fromkeys(DRAWN, workload.rows) | behind


def test_a_call_takes_less_than_100_bytes_of_workload_and_log_together():
    scenario = sim.load_scenario("model_a")
    workload = sim.draw_workload(scenario)
    log = sim.simulate(workload, sim.draw_roster(scenario))
    columns = [getattr(workload, name) for name in DRAWN]
    columns += [getattr(log, name) for name in LOGGED if not name.startswith("span_")]
    assert sum(column.nbytes for column in columns) / log.contacts < 100


def test_calls_that_came_in_the_order_of_the_workload_share_what_it_knows_of_them():
    workload = workload_of(Call(0), Call(10), Call(20))
    log = sim.simulate(workload, roster_of(Team()))
    for name in ("contact", "attempt", "call_type"):
        assert np.shares_memory(getattr(log, name), getattr(workload, name))


def test_a_caller_who_calls_again_before_others_is_known_by_the_first_call():
    workload = workload_of(Call(0), Call(10, patience=5, again=Call(5, to=1)), Call(50), queues=2)
    log = sim.simulate(workload, roster_of(Team(skills={0: Skill(), 1: Skill()}), queues=2))
    assert log.row.tolist() == [0, 1, 3, 2]
    assert log.contact.tolist() == [0, 1, 1, 2]
    assert log.attempt.tolist() == [1, 1, 2, 1]
    assert log.call_type.tolist() == [0, 0, 1, 0]


def test_more_queues_than_a_column_can_number_are_refused(monkeypatch):
    monkeypatch.setattr(checks, "MOST_QUEUES", 1)
    with pytest.raises(ScenarioError, match="queues: 3 queues are too many to simulate; a center can have 1"):
        sim.load_scenario("model_b")


def test_more_rows_than_a_column_can_number_are_refused(monkeypatch):
    monkeypatch.setattr(draw, "MOST_ROWS", 10)
    with pytest.raises(ScenarioError, match=r"queues: day 0 has .* attempts, and a day can have 10"):
        sim.draw_workload(sim.load_scenario("model_a"))
