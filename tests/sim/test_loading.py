"""Opening a scenario: a shipped one by name, one's own by its path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from smallcenter import TEXT, raw, with_changes

import sim
from sim.errors import ScenarioError
from sim.loading import fingerprint, read_source
from sim.yamlfile import write_yaml

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sim.shipped_scenarios()


def test_the_bank_and_the_models_of_the_peers_are_shipped() -> None:
    assert {"bank", "model_a", "model_b"} <= set(SHIPPED)
    assert next(iter(SHIPPED)) == "bank", "the main one is listed first"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_loads_and_runs_a_day(name: str) -> None:
    scenario = sim.load_scenario(name)
    study = sim.run_study(scenario, days=1)
    assert study.queue()["handled"].mean > 0
    assert study.queue()["left_waiting"].mean == 0


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_says_what_it_is(name: str) -> None:
    scenario = sim.load_scenario(name)
    assert scenario.name
    assert scenario.about
    assert list(scenario.queues) == list(read_source(name).raw["queues"]), "queues keep the order of the file"


def test_a_scenario_of_ones_own_is_opened_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert sim.load_scenario(file) == sim.load_scenario(str(file)) == with_changes()
    assert sim.load_scenario(file, ["groups.sellers.agents=9"]).groups["sellers"].agents == 9


def test_a_file_need_not_be_called_yaml(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text(TEXT, encoding="utf-8")
    assert sim.load_scenario(file) == with_changes()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bnak", "bnak: no such scenario; did you mean 'bank'? shipped scenarios are 'bank', "),
        ("mine.yaml", "mine.yaml: no such file; see `python run_sim.py scenarios` for the shipped ones"),
        ("", "no such scenario"),
    ],
)
def test_a_scenario_that_is_not_there_is_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        sim.load_scenario(name)
    assert sentence in str(caught.value)


def test_mistakes_name_the_file_and_not_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(TEXT.replace("agents: 2", "agents: two"), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        sim.load_scenario(tmp_path / "mine.yaml")
    assert str(caught.value) == "mine.yaml: groups.sellers.agents: 'two' is not right here; write a whole number"


def test_a_mapping_is_a_scenario_too() -> None:
    assert sim.scenario_from(raw()) == with_changes()


def test_two_scenarios_that_say_the_same_have_one_fingerprint() -> None:
    assert fingerprint(with_changes("volume=1.1")) == fingerprint(with_changes("volume=110%"))
    assert fingerprint(sim.scenario_from(raw())) == fingerprint(with_changes())


def test_scenarios_that_differ_in_anything_have_two() -> None:
    changes = ["volume=101%", "queues.sales.talk=181 s", "groups.sellers.agents=3", "routing={policy: reserve}"]
    changes += ["service_level={target: 80%, within: 20 s, abandoned: ignored}", "report_every=60 min"]
    prints = {fingerprint(with_changes(change)) for change in changes}
    assert len(prints | {fingerprint(with_changes())}) == len(changes) + 1


def test_the_calls_of_a_file_are_part_of_what_a_scenario_says(tmp_path: Path) -> None:
    file = raw()
    file["queues"]["sales"]["arrivals"] = {"log": "calls.csv"}
    (tmp_path / "mine.yaml").write_text(write_yaml(file), encoding="utf-8")
    found = set()
    for calls in ("arrival\n09:00\n", "arrival\n09:01\n", "day,arrival\na,09:00\nb,09:00\n"):
        (tmp_path / "calls.csv").write_text(calls, encoding="utf-8")
        found.add(fingerprint(sim.load_scenario(tmp_path / "mine.yaml")))
    assert len(found) == 3
