"""Chance, sorted into drawers: a stream of random numbers for each purpose, so that none disturbs another."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, day: int, owner: str, purpose: str) -> np.random.Generator:
    """The stream of (seed, day, owner, purpose).

    ``owner`` is a queue, a group, a policy or "" for the center.  The same key gives the same numbers whatever
    else is drawn; keys that differ in any part give independent streams (SeedSequence; O'Neill's PCG64DXSM).
    """
    digest = hashlib.blake2b(f"{owner}\0{purpose}".encode(), digest_size=16).digest()
    words = np.frombuffer(digest, dtype="<u4")
    entropy = [seed, day, *(int(word) for word in words)]
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence(entropy)))
