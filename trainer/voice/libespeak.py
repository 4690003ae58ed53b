"""The library of espeak-ng, loaded anew for every line, because it does not forget what it said before."""

from __future__ import annotations

import _ctypes
import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sim.errors import Problem
from trainer.errors import SoundError

SYNCHRONOUS, RETURN_FAILURES, UTF8 = 2, 0x8000, 1
RATE, VOLUME, PITCH, RANGE = 1, 2, 3, 4
WORD = 1
SEED = 1


class Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h.  ``sample``: of the whole line; ``text_position``: in characters, from 1."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_void_p),
    )


class VoiceEntry(ctypes.Structure):
    """espeak_VOICE of speak_lib.h.  ``languages``: a byte of rank and a string each, until the rank is 0."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )


SynthCallback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)  # samples, how many, events -> 0 to go on

_one_at_a_time = threading.Lock()


@contextmanager
def fresh_library() -> Iterator[tuple[ctypes.CDLL, int]]:
    """The library as if nothing had been said yet, and its samples a second.

    Its voices tremble a little on counters that nothing resets: only a library that has been unloaded and loaded again
    (4 ms) says the same line with the same samples.  Raises SoundError where there is none.
    """
    try:
        import espeakng_loader
    except ImportError:
        raise SoundError([Problem("voice", "espeak-ng is not installed", "pip install 'callfloor[voice]'")]) from None
    with _one_at_a_time:
        try:
            library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = espeakng_loader.get_data_path().encode()
        except (OSError, RuntimeError) as error:
            again = "pip install --force-reinstall espeakng-loader"
            raise SoundError([Problem("voice", f"espeak-ng cannot be loaded ({error})", again)]) from None
        try:
            yield library, _initialized(library, data)
        finally:
            library.espeak_Terminate()
            _ctypes.dlclose(library._handle)


def _initialized(library: ctypes.CDLL, data: bytes) -> int:
    library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(VoiceEntry))
    library.espeak_Synth.argtypes = (
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
        ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip
    rate = int(library.espeak_Initialize(SYNCHRONOUS, 0, data, RETURN_FAILURES))
    if rate <= 0:
        again = "pip install --force-reinstall espeakng-loader"
        raise SoundError([Problem("voice", "espeak-ng finds no voices", again)])
    library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
    return rate
