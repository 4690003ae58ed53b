"""The loops of the engine as machine code: made once on a machine, which takes some seconds, and then kept."""

from __future__ import annotations

from functools import cache
from types import FunctionType
from typing import Any

import numba
from numba.core.errors import NumbaError

from sim.engine.compiled.fcfs import serve
from sim.engine.compiled.jit import compiled_helpers, is_kept, kept, own_code
from sim.engine.compiled.loop import run

OPTIONS = {"inline": "always", "_nrt": False}
"""Everything in one piece of code, and no counting of references: the loops make no arrays."""


class Code:
    """A loop that is compiled as it is called for the first time, or then found on disk."""

    def __init__(self, loop: Any) -> None:
        self.loop = loop
        self.run = self._made(keep=True)

    @property
    def is_kept(self) -> bool:
        """Whether it was compiled before, and lies where it will be found."""
        return is_kept(self.loop, _mark())

    def __call__(self, *args: Any) -> Any:
        """Runs the loop."""
        try:
            return self.run(*args)
        except NumbaError:
            raise
        # The loops raise nothing themselves: what was made could not be kept, or what was kept cannot be read.
        except Exception:
            self.run = self._made(keep=False)
            return self.run(*args)

    def _made(self, *, keep: bool) -> Any:
        def in_one_piece(function: FunctionType, *, cache: bool) -> Any:
            return numba.njit(function, cache=cache and keep, nogil=True, _nrt=False)

        return kept(self.loop, compiled_helpers(self.loop, **OPTIONS), _mark(), in_one_piece)


def _mark() -> str:
    return own_code().hex()[:20]


@cache
def events_code() -> Code:
    """loop.run as machine code."""
    return Code(run)


@cache
def line_code() -> Code:
    """fcfs.serve as machine code."""
    return Code(serve)
