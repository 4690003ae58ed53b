"""`check`, `scenarios`, `policies`, `--help`, `--version`: what there is, without running anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from commandline import at_home, ran, typed, written

import sim

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(at_home(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def test_a_file_in_order_is_said_to_be(home: Path) -> None:
    result = typed("check", "small.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == ("small.yaml: in order (2 queues, 2 groups, open 08:00 to 12:00, routing longest-wait)\n")
    assert written(home) == set()


@pytest.mark.parametrize("name", sim.shipped_scenarios())
def test_a_shipped_scenario_is_in_order(name: str) -> None:
    result = typed("check", name)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{name}: in order (")


def test_every_mistake_of_a_file_is_on_a_line_of_its_own(home: Path) -> None:
    text = (home / "small.yaml").read_text(encoding="utf-8")
    (home / "small.yaml").write_text(text.replace("agents: 2", "agents: two") + "colour: [red]\n", encoding="utf-8")
    result = typed("check", "small.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.partition(";")[0] for line in result.stderr.splitlines()] == [
        "small.yaml: groups.sellers.agents: 'two' is not right here",
        "small.yaml: colour: unknown key 'colour'",
    ]


def test_ten_thousand_mistakes_do_not_flood_the_terminal(home: Path) -> None:
    text = (home / "small.yaml").read_text(encoding="utf-8")
    many = text + "".join(f"key{number}: 1\n" for number in range(10_000))
    (home / "small.yaml").write_text(many, encoding="utf-8")
    for command in ("check", "simulate"):
        result = typed(command, "small.yaml")
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 101
        assert result.stderr.splitlines()[-1] == "... and 9,900 more"
    assert written(home) == set()


def test_one_mistake_of_a_million_letters_does_not_flood_it_either(home: Path) -> None:
    result = typed("simulate", "small.yaml", "--set", f"queues.sales.talk={'9' * 100_000} s")
    assert result.exit_code == 2
    (home / "small.yaml").write_text(f"name: small\nopen: {'x' * 900_000}\n", encoding="utf-8")
    assert max(map(len, typed("check", "small.yaml").stderr.splitlines())) < 1000


def test_a_policy_file_is_checked_too(home: Path) -> None:
    (home / "mine.py").write_text(
        "from sim.routing.choices import longest_idle_group as pick_group\n"
        "from sim.routing.choices import longest_waiting_queue as pick_queue\n",
        encoding="utf-8",
    )
    result = typed("check", "mine.py")
    assert (result.exit_code, result.stdout) == (
        0,
        "mine.py: the policy keeps its contract, and gives the same days compiled\n",
    )
    (home / "mine.py").write_text(
        "def pick_group(floor, call_type): return 0\ndef pick_queue(floor, group): return -1\n", encoding="utf-8"
    )
    result = typed("check", "mine.py")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "policy 'mine': pick_group for queue 0: used group 0, where no agent is free" in result.stderr
    assert typed("check", "gone.py").exit_code == 2


def test_scenarios_and_policies_are_listed() -> None:
    listed = typed("scenarios").stdout
    assert all(name in listed for name in sim.shipped_scenarios())
    listed = typed("policies").stdout
    assert all(name in listed for name in sim.POLICIES)
    assert "weight" in listed
    assert "Kleinrock (1964)" in listed


def test_a_version_is_said() -> None:
    result = typed("--version")
    assert (result.exit_code, result.stdout) == (0, f"callfloor {sim.__version__}\n")


@pytest.mark.parametrize("command", ["simulate", "compare", "fit", "replay", "check", "scenarios", "policies"])
def test_every_command_explains_itself(command: str) -> None:
    assert command in typed("--help").stdout
    result = typed(command, "--help")
    assert result.exit_code == 0
    assert not re.search(r" \.\s", result.stdout), "nothing in brackets was taken for markup"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["simulate", "--colour", "red"], "No such option: --colour"),
        (["simulate", "small.yaml", "--days", "0"], "Invalid value for '--days'"),
        (["simulate", "small.yaml", "--days", "many"], "Invalid value for '--days'"),
        (["simulate", "small.yaml", "--seed", "-1"], "Invalid value for '--seed'"),
        (["check"], "Missing argument"),
    ],
)
def test_a_command_that_does_not_exist_is_a_sentence(words: list[str], what: str, home: Path) -> None:
    result = typed(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert what.lower() in result.stderr.lower()
    assert written(home) == set()


def test_the_program_itself_says_its_mistakes_on_standard_error(home: Path) -> None:
    done = ran("check", "gone.yaml", folder=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gone.yaml: no such file; see `python run_sim.py scenarios` for the shipped ones\n"
