"""Where the models of recognizers are, and how they come there."""

from __future__ import annotations

import os
from pathlib import Path

from trainer.folders import data_folder

COMMAND = "python run_sim.py train voices --download"


def model_folder(name: str) -> Path:
    """Where a downloaded model is kept: "whisper", "vosk-uk"."""
    return data_folder() / "models" / name


def folder_of(name: str, detail: str, variable: str) -> Path:
    """Where a model is looked for: the folder that was named, that of the environment, that of downloads."""
    return Path(detail or os.environ.get(variable, "") or model_folder(name))


def download_command(name: str) -> str:
    """What brings a model."""
    return f"{COMMAND} {name}"
