"""One screen: what is on it, what happens on it, and where Esc leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from trainer.ui.area import Area

if TYPE_CHECKING:
    from trainer.ui.app import App
    from trainer.ui.desk import Desk
    from trainer.ui.stage import Stage
    from trainer.ui.words import Words


class Screen:
    """The base of all screens.  See the room's own text (trainer/ui/__init__.py) for how to write one."""

    steady: ClassVar[bool] = False
    """Whether no frame of it may be late: memory is tidied up before and after it."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def desk(self) -> Desk:
        """What the window works with."""
        return self.app.desk

    @property
    def stage(self) -> Stage:
        """What widgets are put on."""
        return self.app.stage

    @property
    def words(self) -> Words:
        """The words of the interface."""
        return self.app.stage.words

    @property
    def title(self) -> str:
        """What a screen reader says first."""
        raise NotImplementedError

    def build(self, area: Area) -> None:
        """Lays the screen out in ``area``, the whole window."""
        raise NotImplementedError

    def update(self, seconds: float) -> None:
        """A frame passes."""

    def key(self, event: pygame.event.Event) -> bool:
        """A key that the widget in focus has no use for; whether the screen has."""
        return False

    def key_up(self, event: pygame.event.Event) -> None:
        """A key is let go, whatever has the focus."""

    def leave(self) -> None:
        """Esc."""

    def close(self) -> None:
        """Another screen takes its place, or the window closes."""
