"""Fixed calls: a file with the moment of every call takes the place of a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from smallcenter import raw

import sim
from sim.errors import ScenarioError
from sim.units import HOUR, SECOND
from sim.yamlfile import write_yaml

if TYPE_CHECKING:
    from pathlib import Path


def center(folder: Path, calls: str | bytes | None, name: str = "calls.csv") -> sim.Scenario:
    """The small center, in a folder, with the calls of a file in place of a rate of sales calls."""
    file = raw()
    file["queues"]["sales"]["arrivals"] = {"log": name}
    (folder / "center.yaml").write_text(write_yaml(file), encoding="utf-8")
    if calls is not None:
        (folder / "calls.csv").write_bytes(calls if isinstance(calls, bytes) else calls.encode())
    return sim.load_scenario(folder / "center.yaml")


def arrivals(scenario: sim.Scenario, day: int) -> list[float]:
    """Hours after midnight of the sales calls that start a day's errands."""
    workload = sim.draw_workload(scenario, day=day)
    first = (workload.call_type == 0)[: len(workload.arrival)]
    return [at / HOUR for at in workload.arrival[first].tolist()]


def test_a_day_has_the_calls_of_the_file_and_no_others(tmp_path: Path) -> None:
    scenario = center(tmp_path, "arrival\n09:00:00\n08:30:00\n11:59:59\n")
    assert arrivals(scenario, 0) == [8.5, 9.0, 12 - SECOND / HOUR]
    assert arrivals(scenario, 5) == arrivals(scenario, 0)


def test_days_follow_each_other_as_in_the_file_and_come_again_after_the_last(tmp_path: Path) -> None:
    scenario = center(tmp_path, "day,arrival,note\nmon,09:00,x\ntue,10:00,x\nmon,11:00,x\n")
    assert [arrivals(scenario, day) for day in range(3)] == [[9.0, 11.0], [10.0], [9.0, 11.0]]


def test_calls_out_of_hours_find_a_closed_center(tmp_path: Path) -> None:
    assert arrivals(center(tmp_path, "arrival\n07:59:59\n08:00\n12:00\n"), 0) == [8.0]


def test_a_file_from_windows_reads_the_same(tmp_path: Path) -> None:
    scenario = center(tmp_path, b"\xef\xbb\xbfarrival\r\n09:00\r\n10:00\r\n")
    assert arrivals(scenario, 0) == [9.0, 10.0]


@pytest.mark.parametrize(
    ("calls", "sentence"),
    [
        (None, "calls.csv: no such file; put the file into"),
        ("", "calls.csv has no column 'arrival'; name the column of call times so"),
        ("time\n09:00\n", "calls.csv has no column 'arrival'"),
        ("arrival\n", "calls.csv holds no calls; give at least one line"),
        ("arrival\n09:00\n9 o'clock\n25:61\n\n10:00\n", "calls.csv: 2 times cannot be read, first in line 3, 4; write"),
        ("day,arrival\nmon\n", "calls.csv: 1 times cannot be read, first in line 2"),
        (b"arrival\n\xff\n", "calls.csv: not UTF-8 text (byte 8)"),
        ('arrival\n"09:00\n', "calls.csv is not a table: unexpected end of data; save it as CSV"),
        ("arrival\n" + "9" * 200_000, "calls.csv is not a table: field larger than field limit (131072)"),
    ],
)
def test_a_mistake_in_the_file_of_calls_is_one_of_the_scenario(
    tmp_path: Path, calls: str | bytes | None, sentence: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        center(tmp_path, calls)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"center.yaml: queues.sales.arrivals.log: {sentence}")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("../calls.csv", "'../calls.csv' lies outside the scenario's folder"),
        ("/etc/passwd", "'/etc/passwd' lies outside the scenario's folder"),
        ("link.csv", "'link.csv' lies outside the scenario's folder"),
        (".", ".: cannot be read: Is a directory"),
    ],
)
def test_only_files_beside_the_scenario_are_read(tmp_path: Path, name: str, what: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "link.csv").symlink_to("/etc/passwd")
    with pytest.raises(ScenarioError) as caught:
        center(folder, None, name)
    assert what in str(caught.value)


def test_a_name_that_no_file_can_have_is_a_mistake() -> None:
    file = raw()
    file["queues"]["sales"]["arrivals"] = {"log": "a\0b"}
    with pytest.raises(ScenarioError):
        sim.scenario_from(file)


def test_a_scenario_without_a_file_has_no_folder_to_read_from() -> None:
    file = raw()
    file["queues"]["sales"]["arrivals"] = {"log": "calls.csv"}
    with pytest.raises(ScenarioError, match="no folder to read calls from; save it"):
        sim.scenario_from(file)
