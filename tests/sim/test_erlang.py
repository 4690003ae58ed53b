"""Erlang B, C and A against the numbers of VALIDATION.md, brute force, and the laws they obey."""

from __future__ import annotations

import math

import numpy as np
import pytest
import theory
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.erlang import ErlangA, erlang_b, erlang_c, with_abandonment, without_abandonment
from sim.errors import MetricError


def quoted(value: float) -> object:
    """A number of VALIDATION.md, equal within half a unit of the last digit that it prints there."""
    decimals = len(repr(value).partition(".")[2])
    return pytest.approx(value, rel=0, abs=0.5000001 * 10.0**-decimals)


@pytest.mark.parametrize(("load", "agents", "blocked"), [(10, 10, 0.214582), (100, 110, 0.027463)])
def test_callers_who_cannot_queue_are_lost_as_erlang_b_says(load, agents, blocked):
    """VALIDATION.md, "Erlang B"."""
    assert erlang_b(load, agents) == quoted(blocked)


@pytest.mark.parametrize(
    ("load", "agents", "delayed"),
    [(8, 10, 0.409180), (18, 20, 0.550769), (90, 100, 0.216940), (7, 8, 0.635316)],
)
def test_patient_callers_wait_as_often_as_erlang_c_says(load, agents, delayed):
    """VALIDATION.md, "Erlang C"; the last of "Priority, M/M/8"."""
    assert erlang_c(load, agents) == pytest.approx(delayed, abs=5e-7)


@pytest.mark.parametrize(("calls", "asa", "queue"), [(48, 20.8, 16.67), (46.512, 8.813, 6.832)])
def test_fifty_agents_at_96_percent_keep_patient_callers_waiting_21_seconds(calls, asa, queue):
    """VALIDATION.md, "50 agents, 48 calls/min": Erlang C, and Erlang C with 3.1 % less load."""
    floor = without_abandonment(calls / 60, 60, 50)
    assert floor.asa == quoted(asa)
    assert floor.mean_queue == quoted(queue)
    assert floor.occupancy == pytest.approx(0.96 * calls / 48)


def test_the_same_fifty_agents_lose_3_percent_of_callers_with_two_minutes_of_patience():
    """VALIDATION.md, "50 agents, 48 calls/min": Erlang A with patience 2 min."""
    floor = with_abandonment(48 / 60, 60, 50, 120)
    assert 100 * floor.p_abandon == quoted(3.0912)
    assert floor.mean_wait == quoted(3.709)
    assert floor.mean_queue == quoted(2.9676)
    assert 100 * floor.occupancy == quoted(93.03)


@pytest.mark.parametrize(
    ("beta", "load", "p_wait", "p_abandon"),
    [(-1, 110.512, 0.8530, 0.10266), (0, 100, 0.5133, 0.03986), (1, 90.4875, 0.1712, 0.00917)],
)
def test_a_hundred_agents_under_at_and_over_their_load_lose_callers_as_palm_says(beta, load, p_wait, p_abandon):
    """VALIDATION.md, "Erlang A, n = 100"."""
    exact_load = theory.load_staffed_by(100, beta)
    floor = with_abandonment(exact_load, 1, 100, 1)
    assert exact_load == pytest.approx(load, abs=5e-4)
    assert floor.p_wait == pytest.approx(p_wait, abs=5e-5)
    assert floor.p_abandon == quoted(p_abandon)


@pytest.mark.parametrize(
    ("beta", "limit", "exact"),
    [(0.5, 0.5045, 0.5160), (1, 0.2234, 0.2377), (1.5, 0.0847, 0.0963), (2, 0.0269, 0.0339)],
)
def test_square_root_staffing_fixes_the_share_who_wait(beta, limit, exact):
    """VALIDATION.md, "Halfin-Whitt delay probability"."""
    assert theory.halfin_whitt_p_wait(beta) == quoted(limit)
    assert erlang_c(theory.load_staffed_by(100, beta), 100) == pytest.approx(exact, abs=5e-5)
    assert erlang_c(theory.load_staffed_by(10**6, beta), 10**6) == pytest.approx(limit, abs=2e-4)


@pytest.mark.parametrize(("calls_per_hour", "asa"), [(1400, 0.0394), (1550, 0.7981), (1580, 2.565), (1585, 3.559)])
def test_waits_explode_in_the_last_percent_before_capacity(calls_per_hour, asa):
    """VALIDATION.md, "100 agents, AHT 225 s", minutes."""
    assert without_abandonment(calls_per_hour / 60, 225 / 60, 100).asa == quoted(asa)


@pytest.mark.parametrize(("squared_cv", "wait"), [(0, 2), (0.5, 3), (1, 4), (2.25, 6.5), (4, 10)])
def test_one_agent_with_uneven_calls_keeps_callers_waiting_longer(squared_cv, wait):
    """VALIDATION.md, "M/G/1, mean service 1, load .8"."""
    assert theory.pollaczek_khinchine_wait(0.8, 1, squared_cv) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("agents", "p_wait", "mean_wait"),
    [(1, 0.9, 4.5), (2, 0.8471, 2.14692), (5, 0.7478, 0.77670), (10, 0.6469, 0.34458), (25, 0.4793, 0.10719)],
)
def test_calls_of_one_length_wait_as_crommelin_says(agents, p_wait, mean_wait):
    """VALIDATION.md, "M/D/c at load .9"; with one agent P(wait) is the load itself."""
    found_p_wait, found_mean_wait = theory.crommelin(0.9 * agents, agents)
    assert found_p_wait == pytest.approx(p_wait, abs=5e-5)
    assert found_mean_wait == pytest.approx(mean_wait, abs=5.1e-6)


def test_one_agent_serves_important_callers_first_as_cobham_says():
    """VALIDATION.md, "Non-preemptive priority, one agent"."""
    means = np.array([1, 0.8])
    waits = theory.cobham_one_agent(np.array([0.3, 0.5]), means, 2 * means**2)
    assert waits == pytest.approx([0.885714, 2.952381], abs=5.1e-7)


@pytest.mark.parametrize(
    ("rates", "agents", "waits"),
    [([3.0, 4.0], 8, [0.127063, 1.016506]), ([6.0, 6.0, 6.0], 20, [0.039341, 0.098352, 0.688461])],
)
def test_many_agents_serve_important_callers_first_as_cobham_says(rates, agents, waits):
    """VALIDATION.md, "Priority, M/M/8" and "M/M/20"; the mean over all is Kleinrock's conservation law."""
    found = theory.cobham_many_agents(np.array(rates), 1, agents)
    assert found == pytest.approx(waits, abs=5.1e-7)
    assert found @ rates / sum(rates) == pytest.approx(without_abandonment(sum(rates), 1, agents).asa)


def test_model_a_loses_2_4_percent_of_its_callers():
    """PEERS.md, "Model A", minutes."""
    floor = with_abandonment(19, 5, 100, 3)
    assert floor.p_abandon == quoted(0.0240196)
    assert floor.mean_wait == quoted(0.0720589)
    assert floor.p_wait == quoted(0.281217)


SMALL_FLOORS = [
    (1.0, 1.0, 1, 1.0),
    (0.8, 1.0, 1, 30.0),
    (12.0, 1.0, 10, 0.2),
    (9.5, 1.0, 10, 12.0),
    (0.3, 300.0, 60, 5.0),
    (0.05, 240.0, 15, 600.0),
]


@pytest.mark.parametrize("floor", SMALL_FLOORS)
def test_erlang_a_agrees_with_the_balance_of_every_state(floor):
    agents = floor[2]
    shares = theory.birth_death_shares(*floor, calls=agents + 600)
    found = with_abandonment(*floor)
    assert found.p_wait == pytest.approx(shares[agents:].sum(), rel=1e-10)
    assert found.mean_queue == pytest.approx(shares[agents:] @ np.arange(600), rel=1e-10)
    assert found.occupancy == pytest.approx(shares @ np.minimum(np.arange(agents + 600), agents) / agents)


@pytest.mark.parametrize("floor", SMALL_FLOORS)
@pytest.mark.parametrize("share_of_patience", [0.01, 0.3, 2.0])
def test_service_level_agrees_with_following_every_place_in_the_queue(floor, share_of_patience):
    _, handle_time, agents, patience = floor
    within = share_of_patience * patience
    shares = theory.birth_death_shares(*floor, calls=agents + 250)
    in_time = theory.share_answered_in_time(250, handle_time, agents, patience, within)
    expected = shares[:agents].sum() + shares[agents:] @ in_time
    assert with_abandonment(*floor).service_level(within) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("load_per_agent", [0.5, 0.98, 1.0, 1.02, 2.0])
@pytest.mark.parametrize("patience", [1.0, 60.0, 3 * 3600.0])
def test_ten_thousand_agents_are_no_harder_than_ten(load_per_agent, patience):
    arrival_rate, handle_time, agents = load_per_agent * 10_000 / 300, 300.0, 10_000
    found = with_abandonment(arrival_rate, handle_time, agents, patience)
    calls = agents + 4000 + 2 * int(arrival_rate * patience)
    shares = theory.birth_death_shares(arrival_rate, handle_time, agents, patience, calls)
    queue = shares[agents:] @ np.arange(calls - agents)
    assert found.p_wait == pytest.approx(shares[agents:].sum(), rel=1e-7, abs=1e-250)
    assert found.mean_queue == pytest.approx(queue, rel=1e-7, abs=1e-250)


def law(**drawn):
    """A claim about every floor that Hypothesis can think of, on however busy a machine."""
    return lambda test: settings(deadline=None)(given(**drawn)(test))


agents_s = st.integers(1, 3000)
loads_per_agent = st.floats(0.01, 5)
handle_times = st.floats(1, 7200)
patiences = st.floats(1, 6 * 3600)
withins = st.floats(0, 3600)


@st.composite
def floors(draw) -> ErlangA:
    agents, handle_time = draw(agents_s), draw(handle_times)
    return with_abandonment(draw(loads_per_agent) * agents / handle_time, handle_time, agents, draw(patiences))


def one_more_agent(floor: ErlangA) -> ErlangA:
    return with_abandonment(floor.arrival_rate, floor.handle_time, floor.agents + 1, floor.patience)


@law(floor=floors(), within=withins)
def test_every_share_lies_between_nobody_and_everybody(floor, within):
    level = floor.service_level(within)
    assert level <= floor.service_level(within + 1) + 1e-12
    for share in (floor.p_wait, floor.p_abandon, floor.occupancy, level):
        assert 0 <= share <= 1 + 1e-12
    assert floor.p_abandon <= floor.p_wait
    assert floor.service_level(0) == pytest.approx(1 - floor.p_wait, abs=1e-12)
    assert floor.service_level(1e9) == pytest.approx(1 - floor.p_abandon, abs=1e-9)


@law(floor=floors(), within=withins)
def test_one_more_agent_never_makes_it_worse(floor, within):
    better = one_more_agent(floor)
    assert better.p_wait <= floor.p_wait * (1 + 1e-9)
    assert better.p_abandon <= floor.p_abandon * (1 + 1e-9)
    assert better.mean_wait <= floor.mean_wait * (1 + 1e-9)
    assert better.service_level(within) >= floor.service_level(within) - 1e-9


@law(load=st.floats(0, 0.999), agents=agents_s)
def test_one_more_agent_makes_fewer_callers_wait_or_go(load, agents):
    assert 0 <= erlang_b(load * agents, agents + 1) <= erlang_b(load * agents, agents) <= 1
    assert 0 <= erlang_c(load * agents, agents + 1) <= erlang_c(load * agents, agents) <= 1


@law(floor=floors())
def test_waits_of_answered_and_hung_up_callers_average_to_the_wait_of_all(floor):
    average = (1 - floor.p_abandon) * floor.mean_wait_handled + floor.p_abandon * floor.mean_wait_abandoned
    assert average == pytest.approx(floor.mean_wait, rel=1e-8)


@law(load=st.floats(0.1, 2), agents=st.integers(1, 50), patience=st.floats(1, 600))
def test_littles_law_counts_the_queue_by_waits_and_by_hang_ups(load, agents, patience):
    floor = with_abandonment(load * agents / 60, 60, agents, patience)
    shares = theory.birth_death_shares(load * agents / 60, 60, agents, patience, calls=agents + 3000)
    queue = shares[agents:] @ np.arange(3000)
    assert queue == pytest.approx(floor.arrival_rate * floor.mean_wait, rel=1e-9, abs=1e-250)
    assert queue == pytest.approx(floor.abandon_rate * patience, rel=1e-9, abs=1e-250)


@law(load=st.floats(0.05, 0.95), agents=st.integers(1, 300), share=st.floats(0.1, 2))
def test_with_endless_patience_erlang_a_is_erlang_c(load, agents, share):
    patient = without_abandonment(load * agents, 1, agents)
    nearly = with_abandonment(load * agents, 1, agents, 1e9)
    within = share * patient.asa / patient.p_wait
    assert nearly.p_wait == pytest.approx(patient.p_wait, rel=1e-5)
    assert nearly.mean_wait_handled == pytest.approx(patient.asa, rel=1e-5)
    assert nearly.service_level(within) == pytest.approx(patient.service_level(within), abs=1e-5)


@law(load=st.floats(0.05, 5), agents=st.integers(1, 300))
def test_with_no_patience_erlang_a_is_erlang_b(load, agents):
    hasty = with_abandonment(load * agents, 1, agents, 1e-9)
    assert hasty.p_abandon == pytest.approx(erlang_b(load * agents, agents), rel=1e-4)


@law(agents=st.integers(2, 10_000), patience=patiences)
def test_nothing_jumps_where_the_load_passes_the_number_of_agents(agents, patience):
    below, above = (with_abandonment(agents * near / 300, 300, agents, patience) for near in (1 - 1e-9, 1 + 1e-9))
    assert above.p_abandon == pytest.approx(below.p_abandon, rel=1e-4)
    assert above.p_wait == pytest.approx(below.p_wait, rel=1e-4)


@law(load=st.floats(0.01, 0.999), agents=agents_s, p=st.floats(0, 0.999))
def test_the_wait_quantile_undoes_the_service_level(load, agents, p):
    floor = without_abandonment(load * agents, 1, agents)
    wait = floor.wait_quantile(p)
    assert floor.service_level(wait) == pytest.approx(max(p, 1 - floor.p_wait), abs=1e-9)


@pytest.mark.parametrize("load", [10, 12.5, math.nan, -1])
def test_patient_callers_need_more_agents_than_load_and_have_no_longest_wait(load):
    with pytest.raises(MetricError, match="10 agents"):
        erlang_c(load, 10)
    with pytest.raises(MetricError, match="below 1"):
        without_abandonment(1, 1, 2).wait_quantile(1)


@pytest.mark.parametrize(
    ("floor", "sentence"),
    [
        ((1, 1, 0, 1), "at least one agent"),
        ((1, 1, 1, math.inf), "use Erlang C"),
        ((1, 0, 1, 1), "handle time"),
        ((-1, 1, 1, 1), "arrival rate"),
    ],
)
def test_an_impossible_floor_is_refused_in_a_sentence(floor, sentence):
    with pytest.raises(MetricError, match=sentence):
        with_abandonment(*floor)


def test_where_nobody_calls_nobody_waits():
    floor = with_abandonment(0, 300, 5, 60)
    assert (floor.p_wait, floor.p_abandon, floor.mean_wait, floor.service_level(0)) == (0, 0, 0, 1)
