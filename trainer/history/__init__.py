"""What trainees have done so far, and what it says about what to do next."""

from trainer.history.attempt import Attempt, Result, Verdict, WholeAttempt
from trainer.history.history import History

__all__ = ["Attempt", "History", "Result", "Verdict", "WholeAttempt"]
