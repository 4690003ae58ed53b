"""Callers who call again and calls that are handed on: drawn before the day, whether or not it comes to that."""

from __future__ import annotations

import numpy as np
import pytest
from floors import center, exponential

import sim
from sim.units import MINUTE
from sim.workload import NONE

STAFF = {"agents": {"agents": 5, "skills": {"billing": "first", "claims": "first", "sales": "first"}}}
QUIET = {"arrivals": {"per_hour": 0}, "talk": "2 min", "patience": exponential("1 min")}


def draw(billing, seed=1, claims=QUIET, sales=QUIET):
    usual = {"arrivals": {"per_hour": 2000}, "talk": exponential("3 min"), "patience": exponential("1 min")}
    queues = {"billing": usual | billing, "claims": claims, "sales": sales}
    return sim.draw_workload(center(queues, STAFF, open="08:00 to 12:00"), seed=seed)


def binomial(share, calls):
    """Within four standard errors."""
    return pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / calls))


def test_callers_call_again_as_likely_as_their_attempt_says_and_no_oftener_than_allowed():
    workload = draw({"retry": {"probability": ["60%", "30%"], "after": "5 min", "at_most": 3}})
    calls = np.bincount(workload.attempt)[1:]
    assert len(calls) == 4
    for share, before, after in zip((0.6, 0.3, 0.3), calls[:-1], calls[1:], strict=True):
        assert after / before == binomial(share, before)
    assert (workload.if_lost[workload.attempt == 4] == NONE).all()


def test_who_calls_again_brings_the_same_errand_and_new_patience():
    retry = {"probability": "50%", "after": exponential("5 min")}
    workload = draw({"retry": retry, "after_call_work": exponential("9 s")})
    before = np.flatnonzero(workload.if_lost != NONE)
    after = workload.if_lost[before]
    for column in ("talk", "after_call_work", "call_type", "contact"):
        assert getattr(workload, column)[after].tolist() == getattr(workload, column)[before].tolist()
    assert workload.attempt[after].tolist() == (workload.attempt[before] + 1).tolist()
    assert (workload.patience[after] != workload.patience[before]).all()
    assert len(set(after.tolist())) == len(after)
    again = workload.delay[after - workload.fresh]
    assert len(again) == len(workload.delay) == workload.rows - workload.fresh
    assert again.mean() / MINUTE == pytest.approx(5, abs=4 * 5 / np.sqrt(len(again)))


def test_handled_calls_are_handed_on_as_often_as_the_transfers_say():
    to = [{"to": "claims", "probability": "20%"}, {"to": "sales", "probability": "10%", "talk": "7 min"}]
    workload = draw({"transfer": to})
    handed_on = workload.if_handled[workload.if_handled != NONE]
    for queue, share, talk in ((1, 0.2, 2 * MINUTE), (2, 0.1, 7 * MINUTE)):
        mine = handed_on[workload.call_type[handed_on] == queue]
        assert len(mine) / workload.fresh == binomial(share, workload.fresh)
        assert set(workload.talk[mine].tolist()) == {talk}
        assert set(workload.attempt[mine].tolist()) == {1}
    assert len(handed_on) == workload.rows - workload.fresh


def test_every_follower_follows_one_row_and_leads_back_to_the_first_call():
    again = {"retry": {"probability": "50%", "after": "5 min"}}
    workload = draw(
        again | {"transfer": {"to": "claims", "probability": "30%"}},
        claims=QUIET | again | {"transfer": {"to": "billing", "probability": "30%"}},
    )
    followers = np.concatenate([column[column != NONE] for column in (workload.if_lost, workload.if_handled)])
    assert sorted(followers.tolist()) == list(range(workload.fresh, workload.rows))
    for links in (workload.if_lost, workload.if_handled):
        rows = np.flatnonzero(links != NONE)
        assert (workload.contact[links[rows]] == workload.contact[rows]).all()
        assert (links[rows] > rows).all()


def test_calls_handed_to_one_queue_by_two_ways_are_patient_each_in_its_own_way():
    """A tenth go to claims and a tenth to sales, and all of these on to billing."""
    on = {"transfer": {"to": "billing", "probability": "100%"}}
    workload = draw(
        {"transfer": [{"to": "claims", "probability": "10%"}, {"to": "sales", "probability": "10%"}]},
        claims=QUIET | on,
        sales=QUIET | on,
    )
    goes_on = workload.if_handled != NONE
    patience = [workload.patience[workload.if_handled[goes_on & (workload.call_type == queue)]] for queue in (1, 2)]
    assert min(len(column) for column in patience) > 500
    assert np.intersect1d(*patience).size < 5


def test_an_errand_ends_however_often_it_is_handed_on():
    workload = draw(
        {"arrivals": {"per_hour": 10}, "transfer": {"to": "claims", "probability": "100%"}},
        claims=QUIET | {"transfer": {"to": "billing", "probability": "100%"}},
    )
    assert workload.rows == 21 * workload.fresh


def test_a_retry_leaves_the_other_queues_callers_as_they_were():
    other = QUIET | {"arrivals": {"per_hour": 300}}
    plain, again = (draw(queue, claims=other) for queue in ({}, {"retry": {"probability": "50%", "after": "5 min"}}))
    for column in ("arrival", "talk", "patience", "call_type"):
        here, there = getattr(plain, column), getattr(again, column)
        assert here.tolist() == there[: plain.fresh].tolist()
