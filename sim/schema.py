"""What every part of a file that a person writes has in common: it is frozen, and a key nobody knows is a mistake."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

ONE, BY_INTERVAL = "(one)", "(by interval)"
"""Kinds of a value that the checker's paths show and files do not."""


class Part(BaseModel):
    """A section of a file that a person writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
