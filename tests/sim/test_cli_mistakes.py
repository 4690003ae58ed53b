"""What a user does wrong is a sentence on standard error, exit code 2, and nothing written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from commandline import at_home, ran, typed, written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(at_home(tmp_path))
    return tmp_path


MISTAKES = {
    "simulate: give a scenario, or a run to --resume": ["simulate"],
    "bnak: no such scenario; did you mean 'bank'?": ["simulate", "bnak"],
    "gone.yaml: no such file": ["simulate", "gone.yaml"],
    "small.yaml: groups.sellers.agents: -3 is not right here":
        ["simulate", "small.yaml", "--set", "groups.sellers.agents=-3"],
    "--set groups.clerks.agents=3: there is no 'clerks' here; ":
        ["simulate", "small.yaml", "--set", "groups.clerks.agents=3"],
    "--set volume: not a change": ["simulate", "small.yaml", "--set", "volume"],
    "no policy named 'fifo'": ["simulate", "small.yaml", "--policy", "fifo"],
    "mine.py: no such policy file": ["simulate", "small.yaml", "--policy", "mine.py"],
    "policy 'weighted-wait' has no parameter 'wieght'":
        ["simulate", "small.yaml", "--policy", "weighted-wait: wieght=3"],
    "weight: no queue named 'slaes'":
        ["simulate", "small.yaml", "--policy", "weighted-wait: weight={slaes: 3}"],
    "engine: no engine named 'fast'; engines are auto, compiled, simpy, both":
        ["simulate", "small.yaml", "--engine", "fast"],
    "--precision: '3' has no % sign": ["simulate", "small.yaml", "--precision", "3"],
    "--precision: 0% is no half-width": ["simulate", "small.yaml", "--precision", "0%"],
    "--precision: 100% is no half-width": ["simulate", "small.yaml", "--precision", "100%"],
    "--precision: 'fine' has no % sign": ["simulate", "small.yaml", "--precision", "fine"],
    "--calls: with --json nothing is written; name a folder with --out":
        ["simulate", "small.yaml", "--calls", "--json"],
    "gone: no run was started here": ["simulate", "--resume", "gone"],
    "simulate: give a scenario, or a run to --resume; simulate bank": ["simulate", "small.yaml", "--resume", "gone"],
    "small.yaml: cannot be written: ": ["simulate", "small.yaml", "--out", "small.yaml"],
    "small.yaml/run: cannot be written: ": ["simulate", "small.yaml", "--out", "small.yaml/run"],
}  # fmt: skip


@pytest.mark.parametrize("sentence", MISTAKES)
def test_a_mistake_is_a_sentence_and_nothing_is_written(home: Path, sentence: str) -> None:
    for more in ([], ["--days", "2"]):
        result = typed(*MISTAKES[sentence], *more)
        assert (result.exit_code, result.stdout) == (2, "")
        assert sentence in result.stderr
        assert written(home) == set()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "mine.yaml: the file holds no keys"),
        (b"- a\n- b\n", "mine.yaml: the file holds no keys"),
        (b"name: caf\xe9\n", "mine.yaml: not UTF-8 text (byte 9)"),
        (b"a: &a [x]\nb: [*a, *a]\n", "mine.yaml:1: anchors and aliases are not used"),
        (b"a: !!python/object/apply:os.system ['touch owned']\n", "mine.yaml:1: the tag 'tag:yaml.org,2002:python/"),
        (b"a: [" * 3000, "mine.yaml: nested too deeply"),
        (b"x" * 2_000_000, "mine.yaml: larger than 1 MB"),
        (b"a: \x00\n", "mine.yaml: unacceptable character #x0000"),
        (b"name: 'half\n", "mine.yaml:2: found unexpected end of stream"),
    ],
    ids=["empty", "a list", "latin-1", "a bomb", "a tag", "deep", "huge", "a null byte", "half a text"],
)
def test_a_file_that_is_no_scenario_is_a_sentence(home: Path, content: bytes, sentence: str) -> None:
    (home / "mine.yaml").write_bytes(content)
    result = typed("simulate", "mine.yaml", "--out", "run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)
    assert written(home) == {"mine.yaml"}


def test_all_mistakes_of_a_file_and_of_its_what_ifs_come_at_once() -> None:
    result = typed("simulate", "small.yaml", "--set", "volume=-1", "--set", "queues.sales.talk=3", "--set", "x=1")
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == ["volume", "queues.sales.talk", "x"]


def test_ones_own_scenario_is_not_written_over(home: Path) -> None:
    """The name of the copy in a run's folder is also the one that `fit` is shown with."""
    mine = (home / "small.yaml").rename(home / "scenario.yaml")
    before = mine.read_text(encoding="utf-8")
    result = typed("simulate", "scenario.yaml", "--set", "volume=10%", "--days", "2", "--out", ".")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "holds scenario.yaml, but is not a run's folder; choose another place with --out" in result.stderr
    assert mine.read_text(encoding="utf-8") == before
    assert written(home) == {"scenario.yaml"}


def test_a_policy_that_breaks_the_contract_in_the_middle_of_a_run_is_a_sentence(home: Path) -> None:
    (home / "mine.py").write_text(
        "def pick_group(floor, call_type): return 0\ndef pick_queue(floor, group): return -1\n", encoding="utf-8"
    )
    result = typed("simulate", "small.yaml", "--policy", "mine.py", "--days", "2", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("policy 'mine', pick_group for queue 1: ")


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are POSIX's")
@pytest.mark.parametrize(("limit", "days"), [(5_000, 0), (200_000, 3)], ids=["first day", "report"])
def test_a_full_disk_is_a_sentence_and_finished_days_are_kept(home: Path, limit: int, days: int) -> None:
    """No file may grow beyond the limit: a day has 16 kB, the report some megabytes."""
    import resource

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = ran("simulate", "small.yaml", "--days", "3", "--out", "run", folder=home, preexec_fn=limited)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "run: cannot be written: File too large; make room or choose another folder with --out;"
        " finished days are kept, see --resume\n"
    )
    assert len(list((home / "run" / "unfinished").glob("*.npz"))) == days
    assert not (home / "run" / "run.json").exists()
    assert typed("simulate", "--resume", "run").exit_code == 0
    assert typed("simulate", "small.yaml", "--days", "3", "--out", "whole").exit_code == 0
    assert (home / "run" / "summary.csv").read_bytes() == (home / "whole" / "summary.csv").read_bytes()
