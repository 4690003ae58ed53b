"""`simulate`: what a user sees, what a program reads, what lies in the folder."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from commandline import at_home, ran, typed, written

import sim
from sim.loading import fingerprint

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(at_home(tmp_path))
    return tmp_path


def told(*words: str) -> Any:
    """The JSON that a command prints."""
    result = typed(*words)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_json_is_one_object_of_these_keys_and_nothing_else(home: Path) -> None:
    done = ran("simulate", "model_a", "--days", "3", "--json", folder=home)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    data = json.loads(done.stdout, parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))
    assert list(data) == ["scenario", "engine", "policy", "days", "seed", "wall_s", "queues", "groups"]
    assert (data["scenario"], data["engine"], data["policy"]) == ("model_a", "compiled", "longest-wait")
    assert (data["days"], data["seed"]) == (3, 1)
    assert data["wall_s"] > 0
    assert list(data["queues"]) == ["all", "calls"]
    assert data["queues"]["all"] == data["queues"]["calls"]
    assert set(data["queues"]["all"]) >= {
        "offered", "handled", "abandoned", "blocked", "abandoned_fraction", "wait_s", "asa_s", "service_level",
        "wait_p90_s", "aht_s",
    }  # fmt: skip
    assert list(data["groups"]) == ["agents"]
    assert set(data["groups"]["agents"]) == {"occupancy", "handled", "staffed_h"}
    for figures in (*data["queues"].values(), *data["groups"].values()):
        assert all(set(figure) == {"mean", "half_width"} for figure in figures.values())
    assert written(home) == set(), "without --out, --json leaves no files"


def test_the_same_seed_gives_the_same_days_and_another_gives_others() -> None:
    one, again, other = (told("simulate", "small.yaml", "--days", "3", "--json", "--seed", seed) for seed in "778")
    assert one["queues"] == again["queues"]
    assert one["groups"] == again["groups"]
    assert one["queues"] != other["queues"]


def test_a_run_leaves_a_summary_a_record_and_a_report(home: Path) -> None:
    result = typed("simulate", "small.yaml", "--days", "4", "--out", "run")
    assert result.exit_code == 0
    assert written(home / "run") == {"summary.csv", "run.json", "report.html", "scenario.yaml"}
    assert "Small floor" in result.stdout
    assert "run/report.html" in result.stdout
    record = json.loads((home / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["fingerprint"] == fingerprint(sim.load_scenario("small.yaml"))
    assert record["callfloor"] == sim.__version__
    assert (record["days"], record["seed"], record["scenario"]) == (4, 1, "small.yaml")
    with (home / "run" / "summary.csv").open(encoding="utf-8") as file:
        whole = {(row["name"], row["figure"]): row["mean"] for row in csv.DictReader(file) if not row["interval"]}
    assert float(whole["all", "offered"]) == record["queues"]["all"]["offered"]["mean"]
    assert "Small floor" in (home / "run" / "report.html").read_text(encoding="utf-8")
    assert sim.load_scenario("run/scenario.yaml") == sim.load_scenario("small.yaml"), "the file can be run again"


def test_without_a_place_results_go_to_a_new_folder_each_time(home: Path) -> None:
    for _ in range(2):
        assert typed("simulate", "small.yaml", "--days", "2").exit_code == 0
    runs = sorted(path.name for path in (home / "results").iterdir())
    assert len(runs) == 2
    assert all(re.fullmatch(r"small-\d{8}-\d{6}(-\d+)?", name) for name in runs)


def test_json_with_a_place_prints_and_writes(home: Path) -> None:
    data = told("simulate", "small.yaml", "--days", "2", "--json", "--out", "run")
    record = json.loads((home / "run" / "run.json").read_text(encoding="utf-8"))
    assert record["queues"] == data["queues"]


def test_calls_are_the_log_of_every_day(home: Path) -> None:
    data = told("simulate", "small.yaml", "--days", "3", "--seed", "5", "--calls", "--json", "--out", "run")
    assert "calls.parquet" in written(home / "run")
    calls = pl.read_parquet(home / "run" / "calls.parquet")
    scenario = sim.load_scenario("small.yaml")
    for day in range(3):
        log = sim.simulate(sim.draw_workload(scenario, seed=5, day=day), sim.draw_roster(scenario, seed=5, day=day))
        rows = calls.filter(pl.col("day") == day)
        assert rows["arrival_s"].to_list() == [at / 1e6 for at in log.arrival.tolist()]
        assert rows["wait_s"].to_list() == [wait / 1e6 for wait in log.wait.tolist()]
    handled = len(calls.filter(pl.col("status") == "handled")) / 3
    assert data["queues"]["all"]["handled"]["mean"] == pytest.approx(handled)


def test_a_what_if_is_what_the_changed_file_would_give(home: Path) -> None:
    text = (home / "small.yaml").read_text(encoding="utf-8").replace("agents: 2", "agents: 4") + "volume: 150%\n"
    (home / "more.yaml").write_text(text, encoding="utf-8")
    changes = ("--set", "groups.sellers.agents=4", "--set", "volume=150%")
    what_if = told("simulate", "small.yaml", "--days", "3", "--json", *changes)
    assert what_if["queues"] == told("simulate", "more.yaml", "--days", "3", "--json")["queues"]
    assert what_if["queues"] != told("simulate", "small.yaml", "--days", "3", "--json")["queues"]


MINE = """
'''Everybody to whoever has been idle longest; the newest queue first.'''
from sim import may_take
from sim.routing.choices import longest_idle_group as pick_group


def pick_queue(floor, group):
    newest = -1
    for call_type in range(len(floor.queue_length)):
        if may_take(floor, group, call_type):
            newest = call_type
    return newest
"""


def test_a_policy_is_named_or_brought_along(home: Path) -> None:
    (home / "mine.py").write_text(MINE, encoding="utf-8")
    named = told("simulate", "small.yaml", "--days", "3", "--json", "--policy", "priority")
    mine = told("simulate", "small.yaml", "--days", "3", "--json", "--policy", "mine.py")
    assert (named["policy"], mine["policy"]) == ("priority", "mine")
    assert named["queues"]["all"]["offered"] == mine["queues"]["all"]["offered"], "the same callers"


def test_precision_adds_days_until_the_service_level_is_known() -> None:
    data = told("simulate", "small.yaml", "--days", "5", "--precision", "3%", "--json")
    assert data["days"] > 5
    assert data["queues"]["all"]["service_level"]["half_width"] <= 0.03
    assert told("simulate", "small.yaml", "--days", "40", "--precision", "50%", "--json")["days"] == 40


def test_precision_adds_the_days_that_would_have_come_anyway() -> None:
    """Forty days are forty days, however they were asked for."""
    data = told("simulate", "small.yaml", "--days", "5", "--precision", "3%", "--json")
    assert told("simulate", "small.yaml", "--days", str(data["days"]), "--json")["queues"] == data["queues"]


def test_a_name_that_looks_like_markup_prints_as_it_is(home: Path) -> None:
    name = "[red]<script>alert('[/red]')</script> & [bold]50%[/bold]"
    assert typed("simulate", "small.yaml", "--days", "2", "--set", f'name="{name}"', "--out", "run").exit_code == 0
    result = typed("simulate", "small.yaml", "--days", "2", "--set", f'name="{name}"', "--out", "[red]run")
    assert name in result.stdout
    assert "[red]run/report.html" in result.stdout
    assert "<script>alert" not in (home / "run" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("letters", ["ascii", "cp1252"])
def test_a_terminal_without_the_letters_still_gets_the_figures(home: Path, letters: str) -> None:
    done = ran("simulate", "small.yaml", "--days", "2", "--set", "name=بانک", folder=home, letters=letters)
    assert (done.returncode, done.stderr) == (0, "")
    assert "calls offered a day" in done.stdout


def test_the_program_alone_simulates_the_bank_and_says_what_to_try_next(home: Path) -> None:
    done = ran(folder=home)
    assert (done.returncode, done.stderr) == (0, "")
    (run,) = (home / "results").iterdir()
    assert run.name.startswith("bank-")
    assert written(run) == {"summary.csv", "run.json", "report.html", "scenario.yaml"}
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert (record["scenario"], record["days"]) == ("bank", 100)
    assert "±" in done.stdout
    assert "What to try next:" in done.stdout


def test_a_precision_out_of_reach_is_owned_up_to() -> None:
    result = typed("simulate", "small.yaml", "--precision", "0.001%", "--json")
    assert result.exit_code == 0
    assert "2,000 days, the most there are" in result.stderr
    assert json.loads(result.stdout)["days"] == 2000
