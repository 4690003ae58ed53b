"""Pictures of the window, as the guide shows it:  PYTHONPATH=.:tests/trainer python tests/trainer/screenshots.py FOLDER

With ``--all`` it takes every screen at every size in every language that is to be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from played import NAMES, played
from window import Window, opened

from trainer.conversation.gear import Found
from trainer.dialogue import read_dialogue
from trainer.history import History, Result

SIZES = {"720": (1280, 720), "1080": (1920, 1080)}
CALLS = {"en": "double_charged", "uk": "uk/double_charged", "fa": "fa/double_charged"}
EQUIPPED = Found(
    "Built-in speakers", "USB headset", "moonshine", ("Built-in speakers",), ("USB headset",), ("moonshine",)
)
PAST = {
    "en": [
        ("double_charged", "bad"),
        ("double_charged", "good"),
        ("wants_to_cancel", "middling"),
        ("dead_line", "good"),
    ],
    "uk": [("uk/dead_line", "middling"), ("uk/double_charged", "good")],
    "fa": [("fa/dead_line", "good"), ("fa/price_shopper", "middling")],
}
"""What the trainee has played already."""


@dataclass(frozen=True)
class Shot:
    """A picture.  ``prepare``: what is done in the window before it is taken."""

    name: str
    screen: str
    open: bool = False
    prepare: Callable[[Window], None] = lambda window: None


SHOTS = [Shot("choose", "calls"), Shot("rules", "rules", open=True), Shot("settings", "settings")]


def _past(folder: Path, language: str) -> None:
    with History(folder=folder, needed=False) as history:
        for name, trainee in PAST[language]:
            one = played(name, trainee)
            attempt = history.begin(one.session, read_dialogue(name))
            history.finish(attempt, Result.of(one.session, one.score))


def take(shot: Shot, language: str, size: tuple[int, int], file: Path) -> None:
    """Takes one picture."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        _past(folder, language)
        with opened(folder, shot.screen, size=size, language=language, call=CALLS[language] if shot.open else "",
                    devices=EQUIPPED, history=True, trainee=NAMES[language]) as window:  # fmt: skip
            shot.prepare(window)
            window.settle()
            window.point((size[0] // 2, 4))
            window.settle()
            window.save(file)


def main(folder: Path, *, everything: bool) -> None:
    """Takes the pictures of the guide, or all of them."""
    for shot in SHOTS:
        for language in CALLS:
            for name, size in SIZES.items():
                if everything:
                    take(shot, language, size, folder / f"{shot.name}-{name}-{language}.png")
                elif (language, name) == ("en", "720"):
                    take(shot, language, size, folder / f"{shot.name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="--all" in sys.argv)
