"""What a screen reader would say of a screen: every widget with its role, name, value and state, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.ui.screen import Screen
    from trainer.ui.widgets.base import Widget


def dump(screen: Screen) -> str:
    """The screen, or the popup on it, as text: one line a widget, ``>`` before the one that has the focus."""
    return "\n".join([f"# {screen.title}", *_lines(screen)])


def _lines(screen: Screen) -> Iterator[str]:
    focused = screen.stage.focused
    for widget in screen.stage.widgets:
        if widget.visible and widget.role:
            yield f"{'>' if widget is focused else ' '} {sentence(widget)}"


def sentence(widget: Widget) -> str:
    """One widget: ``button: Start call (disabled)``, ``entry: Your name = Alex``, ``text: ...``, in its words."""
    parts = [widget.name, widget.value]
    states = f" ({', '.join(widget.states)})" if widget.states else ""
    role = widget.stage.words(f"spoken.{widget.role}")
    return f"{role}: {' = '.join(part for part in parts if part)}{states}"
