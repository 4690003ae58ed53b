"""The screens by their names; each is imported when it is opened for the first time."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.ui.screen import Screen

SCREENS: Final = {
    "calls": "trainer.ui.screens.calls:Calls",
    "call": "trainer.ui.screens.call:Call",
    "rules": "trainer.ui.screens.rules:Rules",
    "wrapup": "trainer.ui.screens.wrapup:WrappingUp",
    "result": "trainer.ui.screens.result:Result",
    "progress": "trainer.ui.screens.progress:Progress",
    "settings": "trainer.ui.screens.preferences:Preferences",
}


def screen(name: str) -> Callable[..., Screen]:
    """The class of the screen of this name."""
    module, _, kind = SCREENS[name].partition(":")
    found: Any = getattr(import_module(module), kind)
    return found  # type: ignore[no-any-return]  # a name of the table above
