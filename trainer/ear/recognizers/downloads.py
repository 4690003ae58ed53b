"""Fetching a recognizer's model, on command, with a bar that shows how far it is."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from rich.progress import wrap_file

from sim.errors import Problem
from trainer.ear.recognizers import vosk, whisper
from trainer.ear.recognizers.models import model_folder
from trainer.errors import SoundError

VOSK_MODELS = "https://alphacephei.com/vosk/models"
WHISPER_MODELS = f"https://huggingface.co/Systran/faster-whisper-{whisper.SIZE}/resolve/main"
WHISPER_FILES = ("config.json", "tokenizer.json", "vocabulary.txt", "model.bin")
PATIENCE = 30
"""Seconds without an answer after which a server is given up."""


def downloads() -> tuple[str, ...]:
    """The names of all models that can be fetched."""
    return (whisper.NAME, *(f"{vosk.NAME}-{language}" for language in vosk.MODELS))


def download(name: str, folder: Path | None = None) -> Path:
    """Fetches a model into a folder, by default the one where it is looked for, which it gives.

    Nothing is left behind where it fails.  Raises SoundError.
    """
    if name not in downloads():
        raise SoundError([Problem(name, "no such model", f"choose one of {', '.join(downloads())}")])
    target = folder or model_folder(name)
    if target.exists():
        raise SoundError([Problem(str(target), "is there already", "delete it to fetch the model again")])
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as fresh:
            _fetch_model(name, Path(fresh)).rename(target)
    except URLError as error:
        raise _unfetched(name, str(error.reason), "check the network and try again") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise _unfetched(name, str(error), "try again, with enough space on the disk") from None
    return target


def _fetch_model(name: str, fresh: Path) -> Path:
    """The folder of the model, in ``fresh``."""
    if name == whisper.NAME:
        model = fresh / name
        model.mkdir()
        for file in WHISPER_FILES:
            _fetch(f"{WHISPER_MODELS}/{file}", model / file)
        return model
    packed = vosk.MODELS[name.removeprefix(f"{vosk.NAME}-")]
    archive = fresh / "model.zip"
    _fetch(f"{VOSK_MODELS}/{packed}.zip", archive)
    with zipfile.ZipFile(archive) as files:
        files.extractall(fresh)
    return fresh / packed


def _fetch(address: str, file: Path) -> None:
    with urlopen(address, timeout=PATIENCE) as answer:
        total = int(answer.headers.get("Content-Length", 0))
        with wrap_file(answer, total, description=file.name) as reading, file.open("wb") as writing:
            shutil.copyfileobj(reading, writing, 1 << 20)
        if total and file.stat().st_size != total:
            raise OSError(f"{file.name} came only in part")


def _unfetched(name: str, problem: str, remedy: str) -> SoundError:
    return SoundError([Problem(name, f"cannot be fetched ({problem})", remedy)])
