"""What a good call is, as questions that yes or no answers, each with its evidence."""

from trainer.rubric.registry import Check
from trainer.rubric.score import CheckResult, Critical, Deduction, Evidence, Finding, Score, SectionResult, Status
from trainer.rubric.scoring import score

__all__ = ["Check", "CheckResult", "Critical", "Deduction", "Evidence", "Finding", "Score", "SectionResult", "Status", "score"]
