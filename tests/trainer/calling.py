"""What a trainee does in a call in the window, typed."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame
from window import FRAME, Window

from trainer.ui.screens.call import Call
from trainer.ui.screens.callstate import CallState

GREETING = "Good morning, Lumen Streaming, my name is Alex. How can I help you?"


def screen(window: Window) -> Call:
    assert isinstance(window.app.screen, Call)
    return window.app.screen


def until(window: Window, holds: Callable[[], bool], seconds: float = 10.0) -> None:
    """Frames until something holds; what the call's thread does takes its time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"never so in\n{window.said}"
        window.app.step(FRAME, [])
        time.sleep(0.005)
    window.settle()


def answer(window: Window, text: str) -> None:
    """Types it, sends it with Enter, and waits for what the customer says to it."""
    said = len(screen(window).rehearsal.session.turns) if screen(window).rehearsal else 0
    window.type(text)
    window.press(pygame.K_RETURN)
    until(window, lambda: len(state(window).lines) >= said + 2 or state(window).ended)


def state(window: Window) -> CallState:
    found = screen(window).state
    assert found is not None
    return found
