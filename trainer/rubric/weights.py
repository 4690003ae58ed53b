"""What each section weighs, by kind of call; normalised to 100."""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT: Mapping[str, float] = {
    "opening": 8, "verification": 10, "discovery": 16, "empathy": 16, "resolution": 20, "objections": 12, "delivery": 8,
    "closing": 10,
}  # fmt: skip
PROFILES: Mapping[str, Mapping[str, float]] = {
    "support": DEFAULT,
    "complaint": {**DEFAULT, "empathy": 24, "discovery": 12, "objections": 8},
    "sales": {**DEFAULT, "objections": 20, "discovery": 20, "resolution": 16, "empathy": 10, "opening": 6},
    "retention": {**DEFAULT, "objections": 20, "discovery": 20, "resolution": 16, "empathy": 10, "opening": 6},
    "outbound": {**DEFAULT, "verification": 22, "empathy": 14, "discovery": 12, "objections": 8},
    "survey": {"verbatim": 35, "neutrality": 20, "closing": 15, "objections": 10, "opening": 10, "delivery": 10},
}  # fmt: skip
