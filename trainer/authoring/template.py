"""A commented dialogue file to begin with."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from sim.errors import Problem
from trainer.errors import DialogueError
from trainer.language import LANGUAGES


def write_template(path: Path, language: str) -> None:
    """Writes it; a file that is there already is left alone.  Raises DialogueError."""
    if language not in LANGUAGES:
        raise DialogueError(
            [Problem("--language", f"there is no '{language}'", f"languages are {', '.join(LANGUAGES)}")]
        )
    text = (Path(str(resources.files("trainer"))) / "authoring" / "template.yaml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text.replace("language: en", f"language: {language}", 1))
    except FileExistsError:
        raise DialogueError([Problem(str(path), "is there already", "choose another name")]) from None
    except OSError as error:
        raise DialogueError(
            [Problem(str(path), f"cannot be written: {error.strerror}", "choose another place")]
        ) from None
