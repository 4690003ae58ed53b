"""The clock of a call: one for both speakers."""

from __future__ import annotations

import time

ASLEEP = 5.0
"""Seconds by which a short wait takes longer when the computer was asleep."""


class Clock:
    """Seconds since the call began, or since it stood at ``at``; what the computer slept is left out."""

    def __init__(self, at: float = 0.0) -> None:
        self._began = time.monotonic() - at
        self._waits_since = self._began

    def now(self) -> float:
        """Seconds since the call began."""
        return time.monotonic() - self._began

    def wait(self) -> None:
        """To be called before a wait of a moment."""
        self._waits_since = time.monotonic()

    def slept(self) -> bool:
        """To be called after it; whether the computer slept meanwhile, which the call did not last."""
        gap = time.monotonic() - self._waits_since
        if gap > ASLEEP:
            self._began += gap
            return True
        return False
