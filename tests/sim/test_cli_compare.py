"""`compare`: what-ifs side by side on the same callers."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from commandline import at_home, ran, typed, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(at_home(tmp_path))
    return tmp_path


def told(*words: str) -> Any:
    result = typed("compare", "small.yaml", "--json", *words)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_two_policies_meet_the_same_callers() -> None:
    data = told("--days", "5", "--policy", "longest-wait", "--policy", "priority")
    assert list(data["variants"]) == ["longest-wait", "priority"]
    assert data["base"] == "longest-wait"
    one, other = (side["queues"]["all"]["offered"] for side in data["variants"].values())
    assert one == other
    assert data["variants"]["priority"]["policy"] == "priority"


def test_paired_intervals_are_narrower_than_those_of_two_strangers() -> None:
    """What the days have in common cancels: the point of giving both sides the same callers."""
    data = told("--days", "20", "--variant", "more: groups.sellers.agents=3", "--set", "busyness={cv: 20%}")
    change = data["differences"]["more"]["all"]["service_level"]["half_width"]
    sides = [side["queues"]["all"]["service_level"]["half_width"] for side in data["variants"].values()]
    assert 0 < change < 0.7 * math.hypot(*sides)


def test_a_single_side_is_held_against_the_center_as_it_is() -> None:
    data = told("--days", "5", "--variant", "more: groups.sellers.agents=4")
    assert (data["base"], list(data["differences"])) == ("as it is", ["more"])
    assert data["differences"]["more"]["sales"]["service_level"]["mean"] > 0
    assert data["verdicts"]["more"].startswith("With 'more', ")
    assert "more callers are answered in time than with 'as it is'" in data["verdicts"]["more"]


def test_a_variant_may_change_several_things_with_commas_inside_their_values() -> None:
    changes = "queues.service.arrivals.per_hour=[0, 0, 0, 0], queues.sales.talk={gamma: {mean: 1 s, cv: 1}}, lines=50"
    data = told("--days", "3", "--variant", f"quiet: {changes}", "--variant", "loud: volume=200%")
    assert list(data["variants"]) == ["quiet", "loud"]
    quiet = data["variants"]["quiet"]["queues"]
    assert quiet["service"]["offered"]["mean"] == 0
    assert quiet["sales"]["aht_s"]["mean"] == pytest.approx(1, abs=0.2)


def test_policies_and_variants_stand_side_by_side_and_set_holds_for_all() -> None:
    data = told("--days", "2", "--policy", "priority", "--variant", "more: groups.sellers.agents=4",
                "--set", "volume=0%")  # fmt: skip
    assert list(data["variants"]) == ["priority", "more"]
    assert all(side["queues"]["all"]["offered"]["mean"] == 0 for side in data["variants"].values())
    assert data["differences"]["more"]["all"]["service_level"] == {"mean": None, "half_width": None}


def test_a_verdict_is_said_in_the_terminal_and_the_rest_is_in_the_folder(home: Path) -> None:
    words = ("--days", "5", "--variant", "[red]more: groups.sellers.agents=4", "--out", "run")
    result = typed("compare", "small.yaml", *words)
    assert result.exit_code == 0
    assert "With '[red]more', " in result.stdout
    assert "run/report.html" in result.stdout
    assert written(home / "run") == {"comparison.json", "report.html"}
    record = json.loads((home / "run" / "comparison.json").read_text(encoding="utf-8"))
    assert list(record["variants"]) == ["as it is", "[red]more"]
    assert record["callfloor"]
    assert typed("compare", "small.yaml", *words).exit_code == 0, "into the same folder again"


def test_without_a_place_a_comparison_goes_to_a_folder_of_that_name(home: Path) -> None:
    assert typed("compare", "small.yaml", "--days", "2", "--policy", "priority").exit_code == 0
    (run,) = (home / "results").iterdir()
    assert run.name.startswith("small-compare-")


def test_a_side_without_changes_is_the_center_as_it_is() -> None:
    data = told("--days", "2", "--variant", "today:", "--variant", "tomorrow: volume=100%")
    assert data["differences"]["tomorrow"]["all"]["handled"]["mean"] == 0


def test_a_single_day_decides_nothing() -> None:
    data = told("--days", "1", "--variant", "more: groups.sellers.agents=4")
    assert data["verdicts"]["more"] == "One day cannot tell 'more' from 'as it is': run at least two."
    assert data["differences"]["more"]["all"]["service_level"]["half_width"] is None


def test_sides_that_do_the_same_are_told_apart_by_nothing() -> None:
    data = told("--days", "4", "--variant", "one: volume=100%", "--variant", "two: volume=1")
    assert data["differences"]["two"]["all"]["service_level"] == {"mean": 0, "half_width": 0}
    assert "on every one of these days it is the same" in data["verdicts"]["two"]


def test_a_queue_that_only_one_side_has_is_left_out_of_the_differences() -> None:
    alone = "alone: queues={sales: {arrivals: {per_hour: 30}, talk: 3 min, patience: 2 min}}"
    variant = f"{alone}, groups={{sellers: {{agents: 2, skills: {{sales: first}}}}}}"
    data = told("--days", "3", "--variant", variant, "--out", "run")
    assert list(data["differences"]["alone"]) == ["all", "sales"]


MISTAKES = {
    "there is nothing to compare": (),
    "two sides have the same name": ("--policy", "priority", "--policy", "priority"),
    "'more agents' is no side": ("--variant", "more agents"),
    "': volume=2' is no side": ("--variant", ": volume=2"),
    "there is no 'clerks' here": ("--variant", "more: groups.clerks.agents=4"),
    "no policy named 'fifo'": ("--policy", "fifo"),
    "no engine named 'fast'": ("--policy", "priority", "--engine", "fast"),
    "-1 is not right here": ("--variant", "fewer: groups.sellers.agents=-1"),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_a_sentence_and_nothing_is_written(home: Path, what: str) -> None:
    result = typed("compare", "small.yaml", "--days", "2", *MISTAKES[what])
    assert (result.exit_code, result.stdout) == (2, "")
    assert what in result.stderr
    assert written(home) == set()


def test_json_of_a_program_of_its_own_is_one_object(home: Path) -> None:
    done = ran("compare", "small.yaml", "--days", "2", "--policy", "priority", "--json", folder=home)
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout, parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))
    assert list(data) == ["scenario", "base", "variants", "differences", "verdicts"]
