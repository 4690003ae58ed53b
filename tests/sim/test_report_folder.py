"""A run's folder: what is finished stays so, what is half written is done again, what is not ours is left alone."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
from smallcenter import raw, with_changes

import sim
from sim.errors import OutputError
from sim.metrics import tally
from sim.report.folder import UNFINISHED, Request, RunFolder
from sim.yamlfile import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from sim.metrics import Tally

REQUEST = Request(
    scenario="small.yaml",
    origin="/somewhere",
    command="python run_sim.py simulate small.yaml",
    policy=None,
    engine="simpy",
    seed=1,
    days=9,
    precision=0.005,
    calls=False,
)


def day(number: int) -> Tally:
    scenario = with_changes()
    log = sim.simulate(sim.draw_workload(scenario, day=number), sim.draw_roster(scenario, day=number))
    return tally(log, scenario.service_level, scenario.report_every)


def same(one: Tally, other: Tally) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        and getattr(one, name).dtype == getattr(other, name).dtype
        for name in ("queues", "groups", "waits")
    )


def started(path: Path) -> RunFolder:
    folder = RunFolder(path)
    folder.start(REQUEST, raw())
    return folder


def test_a_run_that_has_started_knows_what_was_asked(tmp_path: Path) -> None:
    started(tmp_path / "deep" / "run")
    again = RunFolder(tmp_path / "deep" / "run")
    assert again.request() == REQUEST
    assert parse_yaml((again.path / "scenario.yaml").read_text(encoding="utf-8"), "") == raw()
    assert again.finished_days() == {}


def test_a_finished_day_comes_back_number_for_number(tmp_path: Path) -> None:
    folder = started(tmp_path)
    for number in (0, 7):
        folder.keep_day(number, day(number))
    kept = RunFolder(tmp_path).finished_days()
    assert list(kept) == [0, 7]
    assert all(same(kept[number], day(number)) for number in kept)


@pytest.mark.parametrize("left", [0, 10, 3000])
def test_a_day_that_a_crash_cut_short_is_run_again(tmp_path: Path, left: int) -> None:
    folder = started(tmp_path)
    for number in range(3):
        folder.keep_day(number, day(number))
    cut = sorted(folder.days.glob("*.npz"))[1]
    cut.write_bytes(cut.read_bytes()[:left])
    assert list(folder.finished_days()) == [0, 2]
    folder.keep_day(1, day(1))
    assert list(folder.finished_days()) == [0, 1, 2]


def test_a_day_that_is_being_written_is_not_yet_there(tmp_path: Path) -> None:
    folder = started(tmp_path)
    (folder.days / "000000.part").write_bytes(b"half of it")
    (folder.days / "000001.npz").write_bytes(b"not a day at all")
    assert folder.finished_days() == {}


def test_a_finished_run_keeps_its_record_and_nothing_else_of_its_days(tmp_path: Path) -> None:
    folder = started(tmp_path)
    folder.keep_day(0, day(0))
    folder.finish({"days": 1, "name": "بانک"})
    record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert (record["days"], record["name"]) == (1, "بانک")
    assert record["callfloor"] == sim.__version__
    assert set(record["libraries"]) == {"numpy", "scipy", "simpy", "numba"}
    assert {path.name for path in tmp_path.iterdir()} == {"run.json", "scenario.yaml"}
    with pytest.raises(OutputError, match=r"this run is finished; its figures are in run\.json"):
        folder.request()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (None, "no run was started here; name the folder of a run that was interrupted"),
        ("", "cannot be read: Expecting value"),
        ('{"scenario": "small.yaml"}', "cannot be read: "),
        ("[]", "cannot be read: "),
        ('{"seed": 1, "colour": "red"}', "cannot be read: "),
    ],
)
def test_a_folder_that_holds_no_run_cannot_be_gone_on_with(tmp_path: Path, text: str | None, what: str) -> None:
    if text is not None:
        (tmp_path / UNFINISHED).mkdir()
        (tmp_path / UNFINISHED / "request.json").write_text(text, encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        RunFolder(tmp_path).request()
    assert what in str(caught.value)


def test_a_run_in_the_folder_of_another_takes_its_place(tmp_path: Path) -> None:
    first = started(tmp_path)
    first.keep_day(0, day(0))
    for name in ("summary.csv", "report.html", "calls.parquet"):
        first.write(name, "of the first run")
    first.finish({})
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    second = started(tmp_path)
    assert second.finished_days() == {}
    assert {path.name for path in tmp_path.iterdir()} == {"scenario.yaml", UNFINISHED, "notes.txt"}


@pytest.mark.parametrize("name", ["scenario.yaml", "summary.csv", "report.html", "calls.parquet"])
def test_somebody_elses_file_is_not_written_over(tmp_path: Path, name: str) -> None:
    """As in ``simulate scenario.yaml --out .``"""
    (tmp_path / name).write_text("# months of work", encoding="utf-8")
    with pytest.raises(OutputError, match=f"holds {name}, but is not a run's folder; choose another place with --out"):
        started(tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == "# months of work"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_somebody_elses_folder_is_not_emptied(tmp_path: Path) -> None:
    (tmp_path / UNFINISHED).mkdir()
    (tmp_path / UNFINISHED / "novel.txt").write_text("Chapter 1", encoding="utf-8")
    with pytest.raises(OutputError, match=f"holds {UNFINISHED}, but is not a run's folder"):
        started(tmp_path)
    assert (tmp_path / UNFINISHED / "novel.txt").exists()


def test_other_files_may_lie_beside_a_run(tmp_path: Path) -> None:
    (tmp_path / "center.yaml").write_text("name: mine", encoding="utf-8")
    started(tmp_path)
    assert (tmp_path / "center.yaml").read_text(encoding="utf-8") == "name: mine"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = started(tmp_path)
    folder.write("summary.csv", "a,b\n")
    with pytest.raises(UnicodeEncodeError):
        folder.write("summary.csv", "\ud800")
    assert (tmp_path / "summary.csv").read_text(encoding="utf-8") == "a,b\n"


def test_ctrl_c_in_the_middle_of_a_day_waits_until_it_is_written(tmp_path: Path) -> None:
    """Struck where the archive is being made, which then could not even be thrown away in silence."""
    folder, noise = started(tmp_path), []

    def press(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is zipfile.ZipFile.__init__.__code__:
            sys.setprofile(None)
            signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "unraisablehook", noise.append)
        sys.setprofile(press)
        with pytest.raises(KeyboardInterrupt):
            folder.keep_day(0, day(0))
        assert sys.getprofile() is None, "Ctrl-C was never pressed"
    assert (list(folder.finished_days()), noise) == ([0], [])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("way", ["a file", "a file further up", "a link to nowhere", "a name too long"])
def test_a_place_that_cannot_be_written_to_is_a_sentence(tmp_path: Path, way: str) -> None:
    place = tmp_path / "here"
    if way == "a file":
        place.write_text("in the way", encoding="utf-8")
    elif way == "a file further up":
        (tmp_path / "up").write_text("in the way", encoding="utf-8")
        place = tmp_path / "up" / "here"
    elif way == "a link to nowhere":
        place.symlink_to(tmp_path / "gone" / "away")
        place = place / "run"
    else:
        place = tmp_path / ("x" * 300)
    with pytest.raises(OutputError) as caught:
        started(place)
    (problem,) = caught.value.problems
    assert problem.place == str(place)
    assert problem.problem.startswith("cannot be written: ")
    assert "choose another folder with --out" in problem.remedy


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is read-only for root, nor so on Windows")
def test_a_folder_that_is_read_only_is_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="cannot be written: Permission denied"):
        started(tmp_path / "run")


def test_the_place_is_tried_before_anything_is_simulated(tmp_path: Path) -> None:
    """Something that is no file stands where the run would write."""
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(tmp_path / "writable.part"))
        with pytest.raises(OutputError, match="cannot be written"):
            RunFolder(tmp_path).open()
