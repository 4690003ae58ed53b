"""What a good call is, as questions that yes or no answers, each with its evidence."""

from trainer.rubric.registry import Check
from trainer.rubric.score import CheckResult, Critical, Deduction, Evidence, Finding, Score, SectionResult, Status
from trainer.rubric.scoring import asked_of, score
from trainer.rubric.weights import PROFILES
from trainer.rubric.writing import as_mapping

__all__ = [
    "PROFILES",
    "Check",
    "CheckResult",
    "Critical",
    "Deduction",
    "Evidence",
    "Finding",
    "Score",
    "SectionResult",
    "Status",
    "as_mapping",
    "asked_of",
    "score",
]
