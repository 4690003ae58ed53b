"""What a run was measured with, for its record: versions of the programs that took part, beside the machine's facts."""

from __future__ import annotations

import importlib.metadata
import shutil
import subprocess
from typing import Any

from benchmarks.peers.c_floor import COMPILER

PACKAGES = ("callfloor", "simpy", "ciw", "salabim", "numpy", "numba", "joblib")


def pytest_benchmark_update_machine_info(machine_info: dict[str, Any]) -> None:
    """Versions, and nothing where a program is missing."""
    machine_info["packages"] = {name: found for name in PACKAGES if (found := version(name))}
    if shutil.which(COMPILER):
        said = subprocess.run([COMPILER, "-dumpfullversion"], capture_output=True, text=True, check=False)
        machine_info["packages"][COMPILER] = said.stdout.strip()


def version(package: str) -> str:
    """Of an installed package; empty where it is missing."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""
