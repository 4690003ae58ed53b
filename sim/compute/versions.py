"""Would another machine find the same bits?  What figures depend on besides scenario, policy and seed."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sim.errors import Problem
from sim.version import __version__

ROOM = Path(__file__).parents[1]


@dataclass(frozen=True)
class Versions:
    """What must agree between this machine and a worker."""

    callfloor: str
    code: str
    """A hash of its files: between two releases the version stays, and what it does may change."""
    python: str
    """Without the last number: an author's policy travels as bytecode, which minor versions do not share."""
    machine: str
    """Mathematical functions differ in their last digits between systems and between families of processors."""
    numpy: str
    """Draws the random numbers."""
    scipy: str
    simpy: str
    numba: str
    distributed: str
    """Carries the days."""


@cache
def versions_here() -> Versions:
    """Those of this process."""
    return Versions(
        callfloor=__version__,
        code=_fingerprint(),
        python=".".join(platform.python_version_tuple()[:2]),
        machine=f"{platform.system()} {platform.machine()}",
        **{name: _installed(name) for name in ("numpy", "scipy", "simpy", "numba", "distributed")},
    )


def unlike(worker: str, theirs: Versions, ours: Versions) -> Problem | None:
    """What keeps a worker from finding the same bits as this machine, if anything does."""
    pairs = zip(asdict(theirs).items(), asdict(ours).values(), strict=True)
    differing = [(name, there, here) for (name, there), here in pairs if there != here]
    if not differing:
        return None
    said = [f"{name} {there} there, {here} here" for name, there, here in differing if name != "code"]
    if theirs.code != ours.code and theirs.callfloor == ours.callfloor:
        said.append(f"callfloor {ours.callfloor} with other code")
    return Problem(worker, f"its figures might differ: {'; '.join(said)}", "install the same on both, and restart it")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(ROOM.rglob("*.py")):
        digest.update(path.relative_to(ROOM).as_posix().encode() + path.read_text(encoding="utf-8").encode())
    return digest.hexdigest()[:12]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
