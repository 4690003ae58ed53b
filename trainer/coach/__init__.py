"""What to do better next time: advice from the checks, worded for the person, with the turn and a model answer."""

from trainer.coach.advice import FOR_A_BEGINNER, Advice, advise
from trainer.coach.nearness import Near, proposals
from trainer.coach.wording import Wording, load_wording

__all__ = [
    "FOR_A_BEGINNER",
    "Advice",
    "Near",
    "Wording",
    "advise",
    "load_wording",
    "proposals",
]
