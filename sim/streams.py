"""Chance, sorted into drawers: a stream of random numbers for each purpose, so that none disturbs another."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def stream(seed: int, day: int, owner: str, purpose: str) -> np.random.Generator:
    """The stream of (seed, day, owner, purpose).

    ``owner`` is a queue, a group, a policy or "" for the center.  The same key gives the same numbers whatever
    else is drawn; keys that differ in any part give independent streams (SeedSequence; O'Neill's PCG64DXSM).
    """
    digest = hashlib.blake2b(f"{owner}\0{purpose}".encode(), digest_size=16).digest()
    entropy: tuple[int, ...] | NDArray[np.uint32] = (seed, day, *struct.unpack("<4I", digest))
    if 0 <= min(seed, day) <= max(seed, day) < 2**32:
        entropy = np.array(entropy, dtype=np.uint32)  # the same to SeedSequence, and read in a third of the time
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(entropy)))
