"""Engines that make words of sound, by name; each is imported when it listens."""

from trainer.ear.recognizers.registry import Offer, recognizer_for, recognizers

__all__ = ["Offer", "recognizer_for", "recognizers"]
