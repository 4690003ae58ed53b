"""The microphone, through miniaudio, which starts and stops it as often as one likes."""

from __future__ import annotations

import queue
from collections.abc import Generator
from contextlib import suppress
from typing import Any

import numpy as np

from sim.errors import Problem
from trainer.ear.activity import FRAME
from trainer.errors import SoundError
from trainer.sound import Clip
from trainer.sound.clip import RATE

LOST = 2.0
"""Seconds without sound after which a microphone is gone; a machine with its hands full is late by one."""
WAKING = 4.0
"""The same before the first sound: a wireless headset takes a while to wake, and a virtual card up to two seconds."""
PERIOD = 20
"""Milliseconds of sound that the device hands over at a time."""
BUFFERED = 500
"""Such pieces, 10 s, kept for a reader that is late; of more, the oldest is lost."""
PLUG_IN = "plug in a microphone or a headset, or type your answers"


def list_microphones() -> tuple[str, ...]:
    """The names of all microphones; none where there is no sound system."""
    return tuple(dict.fromkeys(device["name"] for device in _captures()))


def open_microphone(name: str = "") -> Microphone:
    """A microphone by its name; the system's usual one without.  Raises SoundError."""
    found = list_microphones()
    if not found:
        raise SoundError([Problem("microphone", "there is none", PLUG_IN)])
    if name and name not in found:
        raise SoundError([Problem(f"microphone {name}", "is not there", f"choose one of {', '.join(found)}")])
    return Microphone(name)


class Microphone:
    """A Source.

    The device is open between ``start`` and ``stop`` only, so that the system shows no open microphone in between.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name or "microphone"
        self._device_name = name
        self._device: Any = None
        self._pieces: queue.Queue[bytes] = queue.Queue(BUFFERED)
        self._kept = b""
        self._patience = WAKING

    def start(self) -> None:
        """Begins to listen.  Raises SoundError where the device cannot be had."""
        import miniaudio

        self.stop()
        self._pieces, self._kept, self._patience = queue.Queue(BUFFERED), b"", WAKING
        try:
            self._device = miniaudio.CaptureDevice(
                input_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=PERIOD,
                device_id=self._device_id(),
                backends=_backends(),
                app_name="callfloor",
            )
            into = _keep(self._pieces)
            next(into)
            self._device.start(into)
        except miniaudio.MiniaudioError as error:
            self.stop()
            raise SoundError([Problem(self.name, f"cannot be opened ({error})", PLUG_IN)]) from None

    def read(self) -> Clip | None:
        """The next 20 ms; None when it is stopped.  Raises SoundError when it is gone."""
        while self._device is not None and len(self._kept) < 2 * FRAME:
            try:
                self._kept += self._pieces.get(timeout=self._patience)
                self._patience = LOST
            except queue.Empty:
                raise SoundError([Problem(self.name, "is gone", PLUG_IN)]) from None
        if self._device is None:
            return None
        frame, self._kept = self._kept[: 2 * FRAME], self._kept[2 * FRAME :]
        return Clip(np.frombuffer(frame, np.int16), RATE)

    def cue(self) -> None:
        """Whoever speaks into it needs no cue."""

    def stop(self) -> None:
        """Lets go of the device."""
        device, self._device = self._device, None
        if device is not None:
            _close(device)

    def close(self) -> None:
        """Lets go of the device."""
        self.stop()

    def _device_id(self) -> Any:
        """What miniaudio knows the device by; None for the usual one."""
        if not self._device_name:
            return None
        for device in _captures():
            if device["name"] == self._device_name:
                return device["id"]
        raise SoundError([Problem(self.name, "is gone", PLUG_IN)])


def _keep(pieces: queue.Queue[bytes]) -> Generator[None, bytes, None]:
    """Takes what the device hands over, on the device's own thread."""
    while True:
        piece = bytes((yield))
        if pieces.full():
            # Nobody else puts anything in, so that there is room now.
            with suppress(queue.Empty):
                pieces.get_nowait()
        pieces.put_nowait(piece)


def _captures() -> list[dict[str, Any]]:
    import miniaudio

    try:
        found: list[dict[str, Any]] = miniaudio.Devices(_backends()).get_captures()
    except miniaudio.MiniaudioError:
        return []
    return found


def _backends() -> list[Any]:
    """All sound systems but the one of miniaudio's that hears nothing for ever."""
    import miniaudio

    return [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]


def _close(device: Any) -> None:
    """miniaudio's own ``close`` keeps the connection to the sound system: one more for every start."""
    import miniaudio

    context = device._context
    device.close()
    miniaudio.lib.ma_context_uninit(context)
