"""The command line of the trainer."""

from trainer.cli.app import train

__all__ = ["train"]
