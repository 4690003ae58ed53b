"""Whether there is a screen to put a window on."""

from __future__ import annotations

import os

import pygame

UNSEEN = "offscreen"
"""What SDL draws to where it finds no screen: nobody ever sees that window."""


def no_screen() -> str:
    """Why a window cannot be seen; "" where it can, or where the environment names SDL's driver."""
    try:
        pygame.display.init()
    except pygame.error as error:
        return str(error)
    unseen = pygame.display.get_driver() == UNSEEN and not os.environ.get("SDL_VIDEODRIVER")
    return "no screen was found" if unseen else ""
