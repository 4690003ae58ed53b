"""Sentences that are known by what stands in them: {braces} for whatever differs."""

from __future__ import annotations

import re
from typing import Final

_SLOT: Final = re.compile(r"\\\{(\w+)\\\}")


def pattern_of(template: str, slot: str = ".+?") -> re.Pattern[str]:
    """Fits the sentences that a template makes, with a group for each of its {braces}.  ``slot``: what fits these."""
    return re.compile(_SLOT.sub(rf"(?P<\1>{slot})", re.escape(template)))
