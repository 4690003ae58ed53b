"""Recognizers for tests, to be made in another process: one that is quick, and all that can go wrong with one."""

from __future__ import annotations

import os
import time

from sim.errors import Problem
from trainer.ear import Hearing
from trainer.errors import SoundError
from trainer.sound import Clip


class Counts:
    """Hears how many samples a clip has."""

    name = "counts"
    keeps_fillers = True

    def warm_up(self) -> None:
        return

    def hear(self, clip: Clip) -> Hearing:
        return Hearing(f"{len(clip.samples)} samples at {clip.rate}", (("samples", 0.5),))

    def again(self, clip: Clip, heard: Hearing) -> Hearing:
        return Hearing(heard.text, tuple((word, 0.9) for word in heard.text.split()))


class Hangs(Counts):
    def hear(self, clip: Clip) -> Hearing:
        time.sleep(3600)
        return Hearing("")


class HangsOnce(Counts):
    """Hangs on clips of one sample."""

    def hear(self, clip: Clip) -> Hearing:
        if len(clip.samples) == 1:
            time.sleep(3600)
        return super().hear(clip)


class Throws(Counts):
    def hear(self, clip: Clip) -> Hearing:
        raise RuntimeError("tensor of the wrong shape")


class Dies(Counts):
    def hear(self, clip: Clip) -> Hearing:
        os._exit(139)


class HasNoModel(Counts):
    def warm_up(self) -> None:
        raise SoundError([Problem("counts", "has no model", "fetch one")])


class LoadsSlowly(Counts):
    """Its model takes two seconds."""

    def warm_up(self) -> None:
        time.sleep(2)
