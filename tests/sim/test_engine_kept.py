"""What the engine has compiled is kept: found again at the next start, never mistaken, and done without if need be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RUN = """
import sys
import sim
from sim.engine.compiled.machine import events_code
names = sys.argv[1:]
scenario = sim.load_scenario("model_b", ["open=00:00 to 02:00", "warm_up=0 min"])
day = sim.draw_workload(scenario), sim.draw_roster(scenario)
for name in names:
    sim.simulate(*day, name, engine="both")
print(*[f"{len(found)}" for found in (events_code().run.stats.cache_hits, events_code().run.stats.cache_misses)])
"""
"""Runs policies on both engines; prints how often the loop was found, and how often it had to be compiled."""


def started(*policies: str, root: Path = ROOT, **environment: str) -> str:
    """What a process of its own prints."""
    ran = subprocess.run(
        [sys.executable, "-c", RUN, *policies], cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", **environment},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_what_one_start_compiled_the_next_finds_and_mistakes_for_nothing_else(tmp_path):
    """Each policy is compiled and kept by another process; then one process takes them all from disk."""
    kept = {"NUMBA_CACHE_DIR": str(tmp_path)}
    assert started("longest-wait", **kept) == "0 1"
    assert started("priority", **kept) == "1 0"
    assert started("fastest-group", **kept) == "1 0"
    assert started("priority", "longest-wait", "fastest-group", **kept) == "1 0"


@pytest.fixture
def read_only_install(tmp_path):
    """A copy of the program where nothing can be written beside its files, not even by root."""
    root = tmp_path / "install"
    for folder in ("sim", "scenarios"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "sim/engine/compiled/__pycache__").write_text("not a folder")
    return root


def test_a_read_only_install_keeps_it_in_the_users_cache_folder(read_only_install, tmp_path):
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "home" / "cache")}
    assert started("longest-wait", root=read_only_install, **home) == "0 1"
    assert started("longest-wait", root=read_only_install, **home) == "1 0"
    assert list((tmp_path / "home" / "cache").rglob("*.nbi"))


def test_where_nothing_can_be_kept_the_engine_still_runs(read_only_install, tmp_path):
    nowhere = tmp_path / "nowhere"
    nowhere.write_text("not a folder")
    home = {"HOME": str(nowhere), "XDG_CACHE_HOME": str(nowhere / "cache")}
    for _ in range(2):
        assert started("longest-wait", root=read_only_install, **home) == "0 1"


def test_a_damaged_cache_is_done_without(tmp_path):
    kept = {"NUMBA_CACHE_DIR": str(tmp_path)}
    started("longest-wait", **kept)
    for file in tmp_path.rglob("*.nb?"):
        file.write_bytes(b"damaged")
    assert started("longest-wait", **kept).startswith("0")
