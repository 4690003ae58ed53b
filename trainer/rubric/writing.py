"""A score as plain data, for files and databases."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from trainer.rubric.score import Score


def as_mapping(score: Score) -> dict[str, Any]:
    """Everything in a score, as what JSON can hold."""
    return {"total": score.total, "ready": score.ready, **asdict(score)}
