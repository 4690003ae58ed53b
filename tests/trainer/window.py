"""A window without a screen, driven as a person would, by keys and the mouse, and what a screen reader says of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
import pytest

from trainer.conversation.gear import Found, Gear
from trainer.history import History
from trainer.ui.app import App
from trainer.ui.desk import Desk
from trainer.ui.spoken import dump
from trainer.ui.widgets.base import Widget

FRAME = 1 / 60
DEVICES = Found("Speakers (USB)", "", "moonshine", ("Speakers (USB)", "HDMI"), ("Headset",), ("moonshine", "whisper"),
                ("system", "piper"))  # fmt: skip


class Window:
    """An App with hands and eyes."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def desk(self) -> Desk:
        return self.app.desk

    def settle(self, frames: int = 4) -> None:
        """Until all errands are back and everything is painted."""
        for _ in range(frames):
            self.app.step(FRAME, [])
            self.desk.errands.wait()
        for _ in range(200):
            self.app.step(FRAME, [])
            if all(one.image is not None or one.clip is not None for one in self.app.stage.widgets):
                break

    def go(self, name: str, **about: Any) -> None:
        self.app.go(name, **about)
        self.settle()

    def press(self, key: int, *, mod: int = 0, times: int = 1) -> None:
        for _ in range(times):
            self.app.step(FRAME, [pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="")])
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            down = pygame.event.Event(pygame.KEYDOWN, key=ord(letter) if letter.isascii() else 0, mod=0, unicode=letter)
            self.app.step(FRAME, [down, pygame.event.Event(pygame.TEXTINPUT, text=letter)])
        self.settle()

    def point(self, position: tuple[int, int]) -> None:
        self.app.step(FRAME, [pygame.event.Event(pygame.MOUSEMOTION, pos=position, rel=(0, 0), buttons=(0, 0, 0))])

    def click(self, name: str, role: str = "") -> None:
        """Scrolls there, as a person would, and clicks."""
        widget = self.widget(name, role)
        widget.come_into_view()
        self.click_at(widget.rect.center)

    def click_at(self, position: tuple[int, int]) -> None:
        self.point(position)
        down = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=position, button=1)
        self.app.step(FRAME, [down, pygame.event.Event(pygame.MOUSEBUTTONUP, pos=position, button=1)])
        self.settle()

    def wheel(self, notches: int) -> None:
        self.app.step(FRAME, [pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=notches)])

    def widget(self, name: str, role: str = "") -> Widget:
        """The widget of this name that can be reached now."""
        found = [one for one in self.app.stage.widgets if one.name == name and role in ("", one.role)]
        assert found, f"no {role or 'widget'} '{name}' in\n{self.said}"
        return found[0]

    def tab_to(self, name: str) -> None:
        """Presses Tab until the focus is there."""
        for _ in range(200):
            if (now := self.app.stage.focused) is not None and now.name == name:
                return
            self.press_quickly(pygame.K_TAB)
        raise AssertionError(f"Tab never comes to '{name}' in\n{self.said}")

    def press_quickly(self, key: int, mod: int = 0) -> None:
        self.app.step(FRAME, [pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="")])

    @property
    def said(self) -> str:
        assert self.app.screen is not None
        return dump(self.app.screen)

    @property
    def lines(self) -> list[str]:
        return [line[2:] for line in self.said.splitlines()]

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(self.app.window, path)


@contextmanager
def opened(
    folder: Path, screen: str = "calls", *, size: tuple[int, int] = (1280, 720), language: str = "en", call: str = "",
    devices: Found | None = DEVICES, history: bool = False, gear: Gear | None = None, **settings: Any,
) -> Iterator[Window]:  # fmt: skip
    """A window on this screen.  ``call``: the one that is open.  ``history``: kept in ``folder``."""

    def opening() -> History:
        return History(folder=folder, tell=lambda sentence: desk.tell(sentence), needed=False)

    desk = Desk(settings_file=folder / "trainer.json", gear=gear, open_history=opening if history else None)
    desk.devices = devices
    desk.show(language=language)
    if settings:
        desk.change(**settings)
    if call:
        desk.choose(call)
        desk.errands.wait()
    window = Window(App(desk, size))
    try:
        window.go(screen)
        yield window
    finally:
        window.app.close()


@pytest.fixture
def calls(tmp_path: Path) -> Iterator[Window]:
    """The list of the English calls."""
    with opened(tmp_path) as window:
        yield window
