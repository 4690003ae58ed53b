"""Model A on simmer, in R: a trajectory of a caller who reneges, run by ``simmer_floor.R``.

Like Ciw, simmer meets callers of its own, and cannot have one wait for specialists and generalists at once.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from benchmarks.peers import MEAN_PATIENCE_MIN, MEAN_SERVICE_MIN, MODEL_A, PeerResult

SCRIPT = Path(__file__).with_suffix(".R")


@cache
def missing() -> str:
    """Why simmer cannot run here; empty if it can."""
    if not shutil.which("Rscript"):
        return "R is not installed"
    asked = subprocess.run(["Rscript", "-e", "library(simmer)"], capture_output=True, check=False)
    return "R has no package simmer" if asked.returncode else ""


def model_a(calls: int, seed: int) -> tuple[PeerResult, float]:
    """So many calls of model A, and the CPU seconds they took in R."""
    center = (MODEL_A.calls_per_min[0], MODEL_A.specialists[0], MEAN_SERVICE_MIN, MEAN_PATIENCE_MIN)
    command = ["Rscript", str(SCRIPT), *(str(number) for number in (calls, seed, *center))]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()
    offered, abandoned, waited_min, cpu_s = said
    return PeerResult([int(offered)], [int(abandoned)], [float(waited_min)]), float(cpu_s)
