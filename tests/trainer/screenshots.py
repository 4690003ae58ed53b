"""Pictures of the window, as the guide shows it:  PYTHONPATH=.:tests/trainer python tests/trainer/screenshots.py FOLDER

With ``--all`` it takes every screen at every size in every language that is to be looked at.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pygame
from played import NAMES, played, written_calls
from rehearsed import rehearsed
from window import FRAME, Window, opened

from trainer.conversation.gear import Found, Gear
from trainer.dialogue import read_dialogue
from trainer.folders import data_folder
from trainer.history import History, Result
from trainer.ui.phone import Phone
from trainer.ui.screens.call import Call
from trainer.ui.screens.result import Result as ResultScreen

os.environ["SDL_AUDIODRIVER"] = "dummy"

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
    """A picture.  ``voiced``: the customer speaks; ``prepare``: what is done in the window before it is taken."""

    name: str
    screen: str
    open: bool = False
    voiced: bool = False
    prepare: Callable[[Window], None] = lambda window: None


SPOKEN = 3
"""Answers that are given before the picture of a call is taken."""


def _call(window: Window) -> None:
    """In the middle of a call that goes well: the customer is speaking."""
    window.go("call")
    call = window.app.screen
    assert isinstance(call, Call)
    assert window.desk.chosen is not None
    for answer in written_calls(window.desk.chosen.file.name)["good"]["answers"][:SPOKEN]:
        _until(window, lambda: call.state is not None and call.state.standing == "trainee")
        window.type(answer)
        window.press(pygame.K_RETURN)
        _until(window, lambda: call.state is not None and call.state.standing == "customer")
    began = time.monotonic()
    _until(window, lambda: time.monotonic() > began + 1.5)


def _until(window: Window, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        window.app.step(FRAME, [])
        time.sleep(FRAME)


def _dialog(key: int) -> Callable[[Window], None]:
    def prepare(window: Window) -> None:
        _call(window)
        window.press(key)

    return prepare


def _wrapup(window: Window) -> None:
    rehearsed(window, "middling")
    window.go("wrapup")
    names = list(window.desk.chosen.dialogue.wrap_up.dispositions.values()) if window.desk.chosen else []
    window.click(names[0])


def _result(window: Window) -> None:
    """The result of a recorded call."""
    home = data_folder() / "recordings"
    window.desk.phone = Phone(window.desk.errands, Gear(typed=True, home=home))
    wrap_up = rehearsed(window, "middling", home)
    assert window.desk.rehearsal is not None
    window.desk.review.score(window.desk.rehearsal, wrap_up)
    window.desk.errands.wait()
    window.go("result")
    window.settle(30)


def _moment(window: Window) -> None:
    _result(window)
    screen = window.app.screen
    assert isinstance(screen, ResultScreen)
    screen.open_moment(3)
    window.settle()


SHOTS = [
    Shot("choose", "calls"),
    Shot("rules", "rules", open=True),
    Shot("call", "rules", open=True, voiced=True, prepare=_call),
    Shot("wrapup", "rules", open=True, prepare=_wrapup),
    Shot("result", "rules", open=True, prepare=_result),
    Shot("progress", "progress"),
    Shot("settings", "settings"),
]
MORE = [
    Shot("transfer", "rules", open=True, voiced=True, prepare=_dialog(pygame.K_F4)),
    Shot("moment", "rules", open=True, prepare=_moment),
]
"""Looked at, and not shown."""


def _past(folder: Path, language: str) -> None:
    with History(folder=folder, needed=False) as history:
        for name, trainee in PAST[language]:
            one = played(name, trainee)
            attempt = history.begin(one.session, read_dialogue(name))
            history.finish(attempt, Result.of(one.session, one.score))


def take(shot: Shot, language: str, size: tuple[int, int], file: Path, **settings: Any) -> None:
    """Takes one picture."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["HOME"] = temporary  # where a recording is, is in the picture
        _past(folder, language)
        gear = Gear(home=folder) if shot.voiced else None
        call = CALLS[language] if shot.open else ""
        with opened(folder, shot.screen, size=size, language=language, call=call, devices=EQUIPPED, history=True,
                    trainee=NAMES[language], gear=gear, **settings) as window:  # fmt: skip
            shot.prepare(window)
            window.settle()
            window.point((size[0] // 2, 4))
            window.settle()
            window.save(file)


def main(folder: Path, *, everything: bool) -> None:
    """Takes the pictures of the guide, or all of them."""
    if not everything:
        for shot in SHOTS:
            take(shot, "en", SIZES["720"], folder / f"{shot.name}.png")
        for language in ("uk", "fa"):
            take(SHOTS[2], language, SIZES["720"], folder / f"call-{language}.png")
        return
    for shot in (*SHOTS, *MORE):
        for language in CALLS:
            for name, size in SIZES.items():
                take(shot, language, size, folder / f"{shot.name}-{name}-{language}.png")
            take(shot, language, SIZES["720"], folder / f"{shot.name}-largest-{language}.png", text_size="largest")
    take(SHOTS[2], "en", SIZES["720"], folder / "call-contrast-en.png", high_contrast=True)
    take(SHOTS[4], "fa", SIZES["720"], folder / "result-contrast-fa.png", high_contrast=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="--all" in sys.argv)
