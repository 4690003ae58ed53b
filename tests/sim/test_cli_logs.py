"""`fit` and `replay`, as a manager with a log of calls types them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

import sim
from sim.cli import app

run = CliRunner()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four weeks of weekdays, about 20 calls an hour from 9 to 12, four agents; exponential talk of three minutes."""
    rng = np.random.default_rng(4)
    rows = []
    for day in (day for day in range(1, 29) if day % 7 not in (6, 0)):
        free = np.full(4, 9.0 * 3600)
        for at in np.sort(rng.uniform(9 * 3600, 12 * 3600, rng.poisson(60))):
            agent = int(free.argmin())
            start = max(at, free[agent])
            free[agent] = start + rng.exponential(180)
            moments = (f"2024-01-{day:02d}T{_clock(moment)}" for moment in (at, start, free[agent]))
            rows.append(dict(zip(("rang", "spoke", "over"), moments, strict=True)) | {"who": f"agent {agent}"})
    path = tmp_path_factory.mktemp("log") / "calls.csv"
    pl.DataFrame(rows).write_csv(path)
    return path


def _clock(second: float) -> str:
    whole = int(second)
    return f"{whole // 3600:02d}:{whole % 3600 // 60:02d}:{whole % 60:02d}"


MAP = "arrival=rang,answered=spoke,end=over,agent=who"


def test_a_log_becomes_a_scenario_that_can_be_simulated(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    result = run.invoke(app, ["fit", str(log), "--map", MAP, "--out", str(target)])
    assert result.exit_code == 0, result.output
    offered = sim.run_study(sim.load_scenario(target), days=20).queue()["offered"]
    # 60 calls a day in the log, of 20 days: their mean is known to +- 60 ** .5 / 20 ** .5, the study's likewise.
    assert abs(offered.mean - 60) < 4 * (60 / 20 + 60 / 20) ** 0.5
    assert (tmp_path / "mine.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_log_whose_columns_are_not_named_is_refused_with_what_to_write(log: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    result = run.invoke(app, ["fit", str(log), "--out", str(target)])
    assert result.exit_code == 2
    assert "--map" in result.stderr
    assert not target.exists()


def test_a_mapping_that_cannot_be_read_is_a_sentence(log: Path, tmp_path: Path) -> None:
    result = run.invoke(app, ["fit", str(log), "--map", "arrival", "--out", str(tmp_path / "mine.yaml")])
    assert result.exit_code == 2
    assert "arrival=COLUMN" in result.stderr


def test_a_scenario_that_cannot_be_written_is_a_sentence(log: Path, tmp_path: Path) -> None:
    result = run.invoke(app, ["fit", str(log), "--map", MAP, "--out", str(tmp_path / "nowhere" / "mine.yaml")])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_replay_offers_every_call_of_the_log(log: Path, tmp_path: Path) -> None:
    result = run.invoke(app, ["replay", str(log), "--map", MAP, "--json", "--out", str(tmp_path / "run")])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    calls = len(pl.read_csv(log))
    assert figures["queues"]["all"]["offered"]["mean"] * figures["days"] == pytest.approx(calls)
    assert {"summary.csv", "run.json", "report.html"} <= {path.name for path in (tmp_path / "run").iterdir()}
