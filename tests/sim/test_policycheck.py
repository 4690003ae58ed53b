"""The author of a policy is told which part of the contract it breaks, and where."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

import sim
from sim.errors import CallfloorError, ScenarioError
from sim.routing import policy_from_file

if TYPE_CHECKING:
    from pathlib import Path

LAWFUL_GROUP = """
from sim import may_take
def pick_group(floor, call_type):
    for group in range(len(floor.idle)):
        if may_take(floor, group, call_type):
            return group
    return -1
"""
LAWFUL_QUEUE = """
from sim import may_take
def pick_queue(floor, group):
    for queue in range(len(floor.queue_length)):
        if may_take(floor, group, queue):
            return queue
    return -1
"""


def file_of(folder: Path, *parts: str) -> Path:
    path = folder / "mine.py"
    path.write_text("\n".join(textwrap.dedent(part) for part in parts), encoding="utf-8")
    return path


def told(folder: Path, *parts: str) -> list[str]:
    """What the checker says of a policy file."""
    try:
        sim.check_policy(policy_from_file(file_of(folder, *parts)))
    except ScenarioError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize("name", sim.POLICIES)
def test_a_shipped_policy_keeps_its_contract(name: str) -> None:
    sim.check_policy(sim.find_policy(name))


def test_a_policy_from_a_file_keeps_its_contract_and_runs(tmp_path: Path) -> None:
    path = file_of(tmp_path, '"""First come, first served."""', LAWFUL_GROUP, LAWFUL_QUEUE)
    policy = sim.find_policy(str(path))
    sim.check_policy(policy)
    assert (policy.name, policy.source) == ("mine", "First come, first served.")
    study = sim.run_study(sim.load_scenario("model_b"), policy=policy, days=1)
    assert study.queue()["handled"].mean > 20_000


def test_memory_coins_and_numbers_of_its_own_are_within_the_contract(tmp_path: Path) -> None:
    remembers = """
        from sim import Parameter
        MEMORY, COINS, PARAMETERS = 2, True, (Parameter("luck", "one", 0.9),)
        def pick_group(floor, call_type):
            floor.memory[1] += 1
            return -1 if floor.coin[0] > floor.params[0] else lawful(floor, call_type)
    """
    assert told(tmp_path, LAWFUL_GROUP.replace("pick_group", "lawful"), remembers, LAWFUL_QUEUE) == []


TAKE = "ask may_take(floor, group, call_type) first"
WHOLE = "answer with a number of the floor, or with -1 for none"
MEMORY = "remember things in floor.memory only and toss floor.coin only: both start anew every day"
GROUPS = {
    "a group that is not there": (
        "return 99",
        f"for queue 0: named group 99, queue 0: one of them does not exist; {TAKE}",
    ),
    "no group, said wrongly": (
        "return -2",
        f"for queue 0: named group -2, queue 0: one of them does not exist; {TAKE}",
    ),
    "a group without the skill": (
        "return len(floor.idle) - 1 if floor.idle[-1] > 0 else -1",
        f"for queue 1: gave a call of queue 1 to group 2, which lacks the skill; {TAKE}",
    ),
    "a group with nobody free": ("return 0", f"for queue 0: used group 0, where no agent is free for queue 0; {TAKE}"),
    "a group whose delay has not passed": (
        "return next((g for g in range(len(floor.idle)) if floor.rank[g, call_type] > 0"
        " and floor.idle[g] > floor.keep_idle[g, call_type]), -1)",
        f"for queue 1: gave a call of queue 1 to group 0 before its overflow delay had passed; {TAKE}",
    ),
    "a group that keeps agents free": (
        "return next((g for g in range(len(floor.idle)) if floor.rank[g, call_type] > 0 and floor.idle[g] > 0"
        " and floor.now[0] - floor.waiting_since[call_type] >= floor.delay[g, call_type]), -1)",
        f"for queue 2: used group 0, where no agent is free for queue 2; {TAKE}",
    ),
    "a float": ("return -1.0", f" answered -1.0, which is not a whole number; {WHOLE}"),
    "nothing": ("pass", f" answered None, which is not a whole number; {WHOLE}"),
    "true": ("return True", f" answered True, which is not a whole number; {WHOLE}"),
    "a column": ("return floor.idle", f" answered array([4]), which is not a whole number; {WHOLE}"),
    "a word": ("return 'sellers'", f" answered 'sellers', which is not a whole number; {WHOLE}"),
}


@pytest.mark.parametrize("what", GROUPS)
def test_a_policy_that_answers_so_is_told_what_it_did(tmp_path: Path, what: str) -> None:
    body, sentence = GROUPS[what]
    found = told(tmp_path, f"def pick_group(floor, call_type):\n    {body}", LAWFUL_QUEUE)
    space = "" if sentence.startswith(" ") else " "
    assert f"policy 'mine': pick_group{space}{sentence}" in found


def test_a_call_from_an_empty_queue_is_named(tmp_path: Path) -> None:
    found = told(tmp_path, LAWFUL_GROUP, "def pick_queue(floor, group):\n    return 0")
    assert found[0] == f"policy 'mine': pick_queue for group 0: took a call from queue 0, where none waits; {TAKE}"


CRASHES = {
    "writes to the floor": ("floor.idle[0] = 5", "line 2 writes to the floor; only floor.memory can be written to"),
    "puts another column on the floor": (
        "floor.idle = 5",
        "line 2: AttributeError: can't set attribute; mend the function",
    ),
    "crashes": ("1 / 0", "line 2: ZeroDivisionError: division by zero; mend the function"),
    "remembers more than it asked for": (
        "floor.memory[0] += 1",
        "line 2: IndexError: index 0 is out of bounds for axis 0 with size 0; mend the function; floor.memory holds 0"
        " numbers, as MEMORY says",
    ),
    "asks of a group that is not there": (
        "sim.may_take(floor, 50, call_type)",
        "line 2: IndexError: index 50 is out of bounds for axis 0 with size 1; mend the function",
    ),
}


@pytest.mark.parametrize("what", CRASHES)
def test_a_policy_that_fails_is_told_the_line_of_its_own_file(tmp_path: Path, what: str) -> None:
    body, sentence = CRASHES[what]
    found = told(tmp_path, f"def pick_group(floor, call_type):\n    {body}\nimport sim", LAWFUL_QUEUE)
    assert f"policy 'mine': {sentence}" in found


@pytest.mark.parametrize("signature", ["pick_group(floor)", "pick_group()", "pick_group(floor, call_type, group)"])
def test_a_function_of_other_arguments_is_told_the_right_ones(tmp_path: Path, signature: str) -> None:
    (sentence,) = told(tmp_path, f"def {signature}: return -1", LAWFUL_QUEUE)
    assert sentence.startswith("policy 'mine': TypeError: pick_group() ")
    assert sentence.endswith("; define pick_group(floor, call_type) and pick_queue(floor, group)")


@pytest.mark.parametrize(
    "habit",
    [
        "SEEN = []\ndef odd():\n    SEEN.append(1)\n    return len(SEEN) > 300",
        "import random\ndef odd():\n    return random.random() < 0.5",
        "import numpy as np\nRNG = np.random.default_rng()\ndef odd():\n    return RNG.random() < 0.5",
    ],
    ids=["remembers between days", "tosses Python's coins", "tosses NumPy's coins"],
)
def test_a_policy_that_makes_the_same_day_go_differently_is_found_out(tmp_path: Path, habit: str) -> None:
    group = "def pick_group(floor, call_type):\n    return -1 if odd() else lawful(floor, call_type)"
    found = told(tmp_path, LAWFUL_GROUP.replace("pick_group", "lawful"), habit, group, LAWFUL_QUEUE)
    assert found[0] == f"policy 'mine': the same day went differently the second time; {MEMORY}"


def test_a_policy_that_never_answers_is_found_out(tmp_path: Path) -> None:
    found = told(tmp_path, "def pick_group(floor, call_type): return -1", "def pick_queue(floor, group): return -1")
    assert found == ["policy 'mine': no call was ever answered; answer a group in pick_group where may_take allows it"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("def pick_group(:", "SyntaxError: invalid syntax (mine.py, line 1); mend the file"),
        ("import nowhere_to_be_found", "ModuleNotFoundError: No module named 'nowhere_to_be_found'; mend the file"),
        ("1 / 0", "ZeroDivisionError: division by zero; mend the file"),
        ("", "no function pick_group and pick_queue; define pick_group(floor, call_type) and pick_queue(floor, group)"),
        (LAWFUL_GROUP, "no function pick_queue; define"),
        ("pick_group = pick_queue = 1", "no function pick_group and pick_queue; define"),
        ("raise SystemExit(3)", "SystemExit: 3; mend the file"),
        ("pick_group = pick_queue = print\nPARAMETERS = 5", "PARAMETERS is not a tuple of Parameter; write"),
        ("pick_group = pick_queue = print\nMEMORY = 'x'", "MEMORY is 'x'; write how many floats"),
    ],
)
def test_a_file_that_holds_no_policy_is_a_sentence(tmp_path: Path, text: str, what: str) -> None:
    path = file_of(tmp_path, text)
    with pytest.raises(CallfloorError) as caught:
        sim.find_policy(str(path))
    assert str(caught.value).startswith(f"{path}: {what}")


@pytest.mark.parametrize("name", ["gone.py", "folder.py"])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.py").mkdir()
    with pytest.raises(ScenarioError, match="no such policy file; check the path"):
        sim.find_policy(str(tmp_path / name))


def test_a_name_that_nobody_knows_is_answered_with_the_likeliest() -> None:
    with pytest.raises(ScenarioError, match="no policy named 'longestwait'; did you mean 'longest-wait'"):
        sim.find_policy("longestwait")
