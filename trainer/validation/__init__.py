"""How far the scores can be trusted: their agreement with people, beside people's agreement with each other."""

from trainer.validation.agreement import Agreement, CheckAgreement, Figure, agreement
from trainer.validation.corpus import Corpus, Rated, read_corpus

__all__ = ["Agreement", "CheckAgreement", "Corpus", "Figure", "Rated", "agreement", "read_corpus"]
