"""The loudspeaker, through SDL's mixer: plays a clip, is silent at once when somebody interrupts, may be unplugged."""

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
DUMMY = b"auto_null"
"""What PulseAudio and PipeWire have as long as there is no loudspeaker: it plays to nobody."""


class MixerLoudspeaker:
    """The device that SDL's mixer plays to.  There is one mixer in a program: opening another closes this one.

    ``wanted``: the name of the one that was asked for, which is gone back to when it is there; "": the system's own.
    """

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self.name, self.notice = _open_or_another(wanted)
        self.there = True
        self._channel: Channel | None = None
        self._over = 0.0

    def play(self, clip: Clip) -> None:
        """Begins to play; what was playing before is cut off.  Raises SoundError while there is no device."""
        import pygame

        self.stop()
        if not len(clip.samples):
            return
        try:
            self._find()
            sound = pygame.mixer.Sound(buffer=clip.at(RATE).samples.tobytes())
            self._channel = pygame.mixer.Channel(0)
            self._channel.play(sound)
        except pygame.error as error:
            self.there = False
            raise SoundError([Problem("loudspeaker", f"cannot play ({error})", "plug it in")]) from None
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

    def check(self, *, gone: bool) -> None:
        """Finds out whether it is ``there`` still, for a loudspeaker was taken away.  ``gone``: this one.

        SDL plays on into nothing when its device is gone.  It is let go of at once, because SDL's thread would end the
        program with the next change in a PulseAudio that has no loudspeaker left.
        """
        self.there = self.there and not gone and _any()
        if not self.there:
            self.stop()
        if gone:
            self.close()

    def _find(self) -> None:
        """Goes to the device that was asked for, or while that is away to the system's own."""
        import pygame

        returned = self.there and self.name != self._wanted and self._wanted in list_loudspeakers()
        if returned or not (self.there or pygame.mixer.get_init()):
            self.name, self.notice = _open_or_another(self._wanted)
        elif not self.there and not _any():
            raise pygame.error("there is none")
        self.there = True

    def close(self) -> None:
        """Lets go of the device, which may take a second or two; a window stays as it is."""
        import pygame

        self._channel = None
        pygame.mixer.quit()


class Mute:
    """No loudspeaker: what would be played is lost, and nothing waits for it."""

    name = ""
    there = playing = False

    def __init__(self, notice: str) -> None:
        self.notice = notice

    def play(self, clip: Clip) -> None:
        """Plays nothing."""

    def stop(self) -> None:
        """Is silent already."""

    def check(self, *, gone: bool) -> None:
        """Is not there anyway."""

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
    try:
        return MixerLoudspeaker(name)
    except pygame.error as error:
        return Mute(f"There is no loudspeaker ({error}): plug one in and start again. The call goes on with text.")


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


def _open_or_another(wanted: str) -> tuple[str, str]:
    """The name of what was opened, and what is to be said of it: the device of that name, or the system's own."""
    import pygame

    pygame.mixer.quit()
    if wanted and _opened(wanted):
        return wanted, ""
    _open("")
    notice = f"The loudspeaker {wanted!r} is not there: the system's own is used. Choose another in the settings."
    return "", notice if wanted else ""


def _opened(name: str) -> bool:
    import pygame

    try:
        _open(name)
    except pygame.error:
        return False
    return True


def _open(name: str) -> None:
    import pygame

    if not _any():
        raise pygame.error("the sound system has none")
    pygame.mixer.init(RATE, -16, 1, BUFFER, devicename=name or None, allowedchanges=0)


def _any() -> bool:
    """Whether there is a loudspeaker, as far as it can be known before SDL looks for one.

    SDL 2.32 ends the program as it looks into a PulseAudio that has none: of "no default" it takes the length.
    """
    import miniaudio

    if os.environ.get("SDL_AUDIODRIVER", "pulseaudio") != "pulseaudio":
        return True
    try:
        found = miniaudio.Devices([miniaudio.Backend.PULSEAUDIO]).get_playbacks()
    except miniaudio.MiniaudioError:
        return True  # there is no PulseAudio, and SDL goes on to the next sound system
    return any(not bytes(miniaudio.ffi.buffer(one["id"])).startswith(DUMMY + b"\0") for one in found)
