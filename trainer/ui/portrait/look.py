"""What somebody looks like: drawn from the name, always the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.dialogue.schema import Persona

T = TypeVar("T")

OLDER: Final = frozenset({"m4", "m6", "f5"})
"""Variants of espeak-ng's voices that sound old."""
SKINS: Final = (("#F2CDB0", "#DFAE8C"), ("#EBC09C", "#D39F77"), ("#DDA97F", "#BF875D"), ("#C68F66", "#A57049"))
"""Skin, and skin in the shade."""
HAIRS: Final = (("#2B2523", "#453B37"), ("#3A2B24", "#574238"), ("#553A2A", "#73533F"), ("#7A5230", "#99704A"))
"""Hair, and light on it."""
GREY: Final = ("#A9ABB0", "#C9CBCF")
CLOTHES: Final = (
    ("#33588F", "#27466F"), ("#3F6F6A", "#305653"), ("#7A4B5B", "#613A48"), ("#5B5F73", "#474A5B"),
    ("#A0653C", "#81502E"), ("#4F5D3E", "#3F4A31"),
)  # fmt: skip
"""Cloth, and its shade."""


@dataclass(frozen=True)
class Look:
    """``hair``, ``beard``, ``dress``: names of drawings in ``head``.  The colours are pairs of light and shade."""

    woman: bool
    older: bool
    skin: tuple[str, str]
    hair: str
    hair_colour: tuple[str, str]
    beard: str
    glasses: bool
    dress: str
    cloth: tuple[str, str]


def look_of(persona: Persona) -> Look:
    """The look of a persona: a woman's where the voice is one, grey where it is old, the rest as the name falls."""
    variant = persona.voice.partition("+")[2]
    woman, older = variant.startswith("f"), variant in OLDER
    draws = iter(hashlib.sha256(persona.name.encode()).digest())

    def one_of(choices: Sequence[T]) -> T:
        return choices[next(draws) % len(choices)]

    hairs = ("long", "bob", "bun", "waves") if woman else ("parted", "crop", "swept", "waves on top")
    return Look(
        woman=woman,
        older=older,
        skin=one_of(SKINS),
        hair=("bob" if woman else "receding") if older else one_of(hairs),
        hair_colour=GREY if older else one_of(HAIRS),
        beard="" if woman else one_of(("", "stubble", "beard", "moustache", "")),
        glasses=one_of((True, False, False, False)) or older,
        dress=one_of(("blouse", "crew", "blazer") if woman else ("shirt", "crew", "blazer")),
        cloth=one_of(CLOTHES),
    )
