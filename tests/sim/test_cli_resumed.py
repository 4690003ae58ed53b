"""A run goes on from what it kept, from any folder, and with nothing but what it was started with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from commandline import at_home, typed

if TYPE_CHECKING:
    from pathlib import Path

LAWFUL = """
from sim.routing.choices import longest_idle_group as pick_group
from sim.routing.choices import longest_waiting_queue as pick_queue
"""


@pytest.fixture
def halfway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run of five days with a policy and calls of one's own, put back to where its report could not be written."""
    center = at_home(tmp_path)
    monkeypatch.chdir(center)
    (center / "mine.py").write_text(LAWFUL, encoding="utf-8")
    (center / "calls.csv").write_text("arrival\n09:00\n09:01\n", encoding="utf-8")
    (center / "run").mkdir()
    (center / "run" / "report.html.part").mkdir()
    fixed = "queues.sales.arrivals={log: calls.csv}"
    result = typed("simulate", "small.yaml", "--days", "5", "--policy", "mine.py", "--set", fixed, "--out", "run")
    assert result.exit_code == 2
    assert len(list((center / "run" / "unfinished").glob("*.npz"))) == 5
    (center / "run" / "report.html.part").rmdir()
    return center


def test_a_run_goes_on_from_any_folder(halfway: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (halfway / "elsewhere").mkdir()
    monkeypatch.chdir(halfway / "elsewhere")
    result = typed("simulate", "--resume", "../run")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("mine.py", f"{LAWFUL}# and now otherwise"),
        ("calls.csv", "arrival\n09:00\n"),
        ("run/scenario.yaml", None),
    ],
)
def test_a_run_does_not_go_on_with_something_else(halfway: Path, file: str, text: str | None) -> None:
    before = (halfway / file).read_text(encoding="utf-8")
    (halfway / file).write_text(text or before.replace("3 min", "4 min"), encoding="utf-8")
    result = typed("simulate", "--resume", "run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("no longer those that this run started with; start the run anew\n")
    (halfway / file).write_text(before, encoding="utf-8")
    assert typed("simulate", "--resume", "run").exit_code == 0
