"""The clock of a call: one for both speakers."""

from __future__ import annotations

import time

ASLEEP = 5.0
"""A gap of so many seconds between two looks at the clock means that the computer was."""


class Clock:
    """Seconds since the call began; what the computer slept is left out."""

    def __init__(self) -> None:
        self._began = self._seen = time.monotonic()

    def now(self) -> float:
        """Seconds since the call began."""
        return time.monotonic() - self._began

    def looked(self) -> bool:
        """To be called many times a second; whether the computer slept since the last time."""
        now = time.monotonic()
        gap, self._seen = now - self._seen, now
        if gap > ASLEEP:
            self._began += gap
            return True
        return False
