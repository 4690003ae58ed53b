"""The customer's face: a look of one's own for every name, and a mood that can be read from it."""

from trainer.ui.portrait.portrait import Portrait

__all__ = ["Portrait"]
