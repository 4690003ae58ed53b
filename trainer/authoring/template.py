"""A commented dialogue file to begin with."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from sim.errors import Problem
from trainer.errors import DialogueError


def write_template(path: Path) -> None:
    """Writes it; a file that is there already is left alone.  Raises DialogueError."""
    text = (Path(str(resources.files("trainer"))) / "authoring" / "template.yaml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise DialogueError([Problem(str(path), "is there already", "choose another name")]) from None
    except OSError as error:
        raise DialogueError(
            [Problem(str(path), f"cannot be written: {error.strerror}", "choose another place")]
        ) from None
