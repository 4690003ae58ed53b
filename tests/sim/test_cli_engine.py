"""`--engine`: which engine runs the days, and what is said of it."""

from __future__ import annotations

import json

import pytest
from commandline import at_home, typed

BY_TABLE = """
from sim import may_take

ORDER = {7: (0,)}


def pick_group(floor, call_type):
    for group in ORDER.get(call_type, range(len(floor.idle))):
        if may_take(floor, group, call_type):
            return group
    return -1


def pick_queue(floor, group):
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type):
            return call_type
    return -1
"""
BY_ORDER = BY_TABLE.replace("ORDER.get(call_type, range(len(floor.idle)))", "range(len(floor.idle))")


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(at_home(tmp_path))
    (tmp_path / "table.py").write_text(BY_TABLE)
    (tmp_path / "order.py").write_text(BY_ORDER)
    return tmp_path


def figures(*words: str) -> dict:
    shown = json.loads(typed("simulate", "small.yaml", "--days", "3", "--json", *words).stdout)
    return {name: shown[name] for name in ("queues", "groups")}


@pytest.mark.usefixtures("home")
def test_every_engine_gives_the_same_figures():
    assert figures("--engine", "compiled") == figures("--engine", "simpy") == figures("--engine", "both") == figures()


@pytest.mark.usefixtures("home")
def test_both_says_identical_and_auto_says_compiled():
    assert "Both engines: identical." in typed("simulate", "small.yaml", "--days", "2", "--engine", "both").stdout
    assert "engine compiled" in typed("simulate", "small.yaml", "--days", "2").stdout


@pytest.mark.usefixtures("home")
def test_a_policy_of_ones_own_is_compiled_too():
    result = typed("simulate", "small.yaml", "--days", "2", "--policy", "order.py", "--engine", "both")
    assert result.exit_code == 0
    assert "Both engines: identical." in result.stdout


@pytest.mark.usefixtures("home")
def test_a_policy_that_cannot_be_compiled_runs_on_simpy_with_one_clear_line():
    result = typed("simulate", "small.yaml", "--days", "2", "--policy", "table.py")
    assert result.exit_code == 0
    assert "engine simpy" in result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith("policy 'table' runs on SimPy, for it cannot be compiled: pick_group, line 8: uses 'ORDER'")
    assert figures("--policy", "table.py") == figures("--policy", "order.py")


@pytest.mark.parametrize("engine", ["compiled", "both"])
@pytest.mark.usefixtures("home")
def test_who_asks_for_the_compiled_engine_is_told_why_not(engine):
    result = typed("simulate", "small.yaml", "--policy", "table.py", "--engine", engine)
    assert result.exit_code == 2
    assert "pick_group, line 8: uses 'ORDER', which cannot be compiled" in result.stderr


@pytest.mark.usefixtures("home")
def test_an_unknown_engine_is_told_before_anything_is_written(home):
    result = typed("simulate", "small.yaml", "--engine", "salabim")
    assert result.exit_code == 2
    assert "engines are auto, compiled, simpy, both" in result.stderr
    assert not (home / "results").exists()


@pytest.mark.usefixtures("home")
def test_check_says_whether_a_policy_can_be_compiled():
    assert "keeps its contract, and gives the same days compiled" in typed("check", "order.py").stdout
    shown = typed("check", "table.py")
    assert shown.stdout == "table.py: the policy keeps its contract\n"
    assert "line 8: uses 'ORDER'" in shown.stderr
