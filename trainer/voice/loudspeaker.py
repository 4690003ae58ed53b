"""The loudspeaker, through SDL's mixer: plays a clip, and is silent at once when somebody interrupts."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from sim.errors import Problem
from trainer.errors import SoundError
from trainer.sound import Clip
from trainer.voice.voice import Loudspeaker

if TYPE_CHECKING:
    from pygame.mixer import Channel

# The greeting on the terminal with which pygame is imported otherwise.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

RATE, BUFFER = 22_050, 512
"""espeak-ng's own rate, which needs no conversion here, and 23 ms at a time.

On a virtual sound card and a busy machine stop() was heard after 46 ms at most.  With half the buffer there were gaps
while other programs worked; with double, or faded out instead of cut off, stop() took up to 80 and 52 ms.
"""
LOST = 1.0
"""Seconds after its end at which a clip counts as over even if the device never says so."""


class MixerLoudspeaker:
    """The device that SDL's mixer plays to.  There is one mixer in a program: opening another closes this one."""

    def __init__(self, name: str, notice: str) -> None:
        self.name = name
        self.notice = notice
        self._channel: Channel | None = None
        self._over = 0.0

    def play(self, clip: Clip) -> None:
        """Begins to play; what was playing before is cut off.  Raises SoundError when the device is gone."""
        import pygame

        self.stop()
        if not len(clip.samples):
            return
        try:
            sound = pygame.mixer.Sound(buffer=clip.at(RATE).samples.tobytes())
            self._channel = pygame.mixer.Channel(0)
            self._channel.play(sound)
        except pygame.error as error:
            raise SoundError([Problem("loudspeaker", f"cannot play ({error})", "plug it in and start again")]) from None
        self._over = time.monotonic() + clip.seconds + LOST

    def stop(self) -> None:
        """Is silent within 50 ms."""
        if self._channel and self.playing:
            self._channel.stop()
        self._channel = None

    @property
    def playing(self) -> bool:
        """Whether something is still to be heard."""
        import pygame

        if self._channel is None or not pygame.mixer.get_init():
            return False
        return bool(self._channel.get_busy()) and time.monotonic() < self._over

    def close(self) -> None:
        """Lets go of the device, which may take a second or two; a window stays as it is."""
        import pygame

        self._channel = None
        pygame.mixer.quit()


class Mute:
    """No loudspeaker: what would be played is lost, and nothing waits for it."""

    name = ""
    playing = False

    def __init__(self, notice: str) -> None:
        self.notice = notice

    def play(self, clip: Clip) -> None:
        """Plays nothing."""

    def stop(self) -> None:
        """Is silent already."""

    def close(self) -> None:
        """Has nothing to let go of."""


def open_loudspeaker(name: str = "") -> Loudspeaker:
    """The loudspeaker of that name; "", or one that is not there: the system's own.

    Without any the program goes on with `Mute`.  ``notice`` says what is not as asked, and what to do.
    """
    try:
        import pygame
    except ImportError:
        return Mute("Nothing can be played: pip install 'callfloor[voice]'. The call goes on with text.")
    pygame.mixer.quit()
    try:
        if name and _opened(name):
            return MixerLoudspeaker(name, "")
        _open("")
    except pygame.error as error:
        return Mute(f"There is no loudspeaker ({error}): plug one in and start again. The call goes on with text.")
    notice = f"The loudspeaker {name!r} is not there: the system's own is used. Choose another in the settings."
    return MixerLoudspeaker("", notice if name else "")


def list_loudspeakers() -> list[str]:
    """The names of all loudspeakers; none where there is no sound."""
    try:
        import pygame
        from pygame._sdl2.audio import get_audio_device_names
    except ImportError:
        return []
    ours = not pygame.mixer.get_init()
    try:
        if ours:
            _open("")
        return list(get_audio_device_names(False))
    except pygame.error:
        return []
    finally:
        if ours:
            pygame.mixer.quit()


def _opened(name: str) -> bool:
    import pygame

    try:
        _open(name)
    except pygame.error:
        return False
    return True


def _open(name: str) -> None:
    import pygame

    pygame.mixer.init(RATE, -16, 1, BUFFER, devicename=name or None, allowedchanges=0)
