"""Confidence where an engine has none: what it hears twice the same is sure, what it hears otherwise is not.

The second time the sound is ten per cent quicker and higher, which no listener would mind.  In a whole call spoken by
espeak-ng and heard by Moonshine, 57 of 74 wrong words were heard otherwise the second time, and 26 of 205 right ones.
"""

from __future__ import annotations

import re

import numpy as np
from rapidfuzz.distance import Levenshtein

from trainer.sound import Clip

SURE, UNSURE = 0.9, 0.5
_QUICKER = (9, 10)


def quicker(clip: Clip) -> Clip:
    """The sound of the second time."""
    from scipy.signal import resample_poly

    samples = resample_poly(clip.samples.astype(np.float64), *_QUICKER)
    return Clip(np.clip(np.rint(samples), -32768, 32767).astype(np.int16), clip.rate)


def agreed(first: str, second: str) -> tuple[tuple[str, float], ...]:
    """Every word of the first text: sure where the second has it in its place, and nothing beside it that is new."""
    words, others = first.split(), second.split()
    sure = [True] * len(words)
    for edit in Levenshtein.opcodes([_plain(word) for word in words], [_plain(word) for word in others]):
        if edit.tag == "equal":
            continue
        beside = edit.tag == "insert"  # a word that was not heard the first time stood between these two
        for at in range(edit.src_start - beside, edit.src_end + beside):
            if 0 <= at < len(words):
                sure[at] = False
    return tuple((word, SURE if known else UNSURE) for word, known in zip(words, sure, strict=True))


def _plain(word: str) -> str:
    return re.sub(r"[^\w.]", "", word.lower()).strip(".")
