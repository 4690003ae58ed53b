"""A sound card without hardware: a private PulseAudio with a loudspeaker and a microphone that are only numbers.

`card` is a fixture for whole modules: what a program plays is recorded by `Card.recording`, and `Card.say` speaks into
its microphone.  A program (or SDL in this process) finds the card through `Card.environment`.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from trainer.sound import Clip, write_wav

RATE = 48_000
LOUDSPEAKER, MICROPHONE, FEED = "spk", "mic", "micfeed"
PROGRAMS = ("pulseaudio", "paplay", "parec", "pactl")


def missing() -> str:
    """Why there can be no sound card; empty where there can."""
    absent = [program for program in PROGRAMS if not shutil.which(program)]
    return f"no virtual sound card: {', '.join(absent)} not installed" if absent else ""


@dataclass
class Recording:
    """What the loudspeaker plays, with the time.monotonic() at which each piece came out of it."""

    pieces: list[tuple[float, bytes]] = field(default_factory=list)

    @property
    def clip(self) -> Clip:
        """All of it."""
        raw = b"".join(piece for _, piece in self.pieces)
        return Clip(np.frombuffer(raw[: len(raw) // 2 * 2], np.int16), RATE)

    def last_sound(self, above: int = 30) -> float:
        """When the last piece came that was not silent; 0 where there was none."""
        loud = (
            at for at, piece in reversed(self.pieces) if np.abs(np.frombuffer(piece, np.int16)).max(initial=0) > above
        )
        return next(loud, 0.0)

    def wait_for_sound(self, seconds: float = 10.0) -> None:
        """Returns once something is heard."""
        until = time.monotonic() + seconds
        while not self.last_sound():
            assert time.monotonic() < until, "nothing is heard"
            time.sleep(0.01)


@dataclass(frozen=True)
class Card:
    """``environment``: what a program needs to play and record here."""

    environment: dict[str, str]
    folder: Path

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """Records what the loudspeaker plays, until the end of the block."""
        words = ["parec", f"--device={LOUDSPEAKER}.monitor", "--rate=48000", "--channels=1", "--format=s16le",
                 "--latency-msec=5", "--raw"]  # fmt: skip
        with subprocess.Popen(words, env=self._whole(), stdout=subprocess.PIPE, preexec_fn=_die_with_us) as process:
            recording = Recording()
            reader = threading.Thread(target=_read, args=(process, recording))
            reader.start()
            try:
                until = time.monotonic() + 10
                while not recording.pieces and time.monotonic() < until:
                    time.sleep(0.01)
                yield recording
            finally:
                process.kill()
                reader.join()

    def say(self, clip: Clip) -> None:
        """Speaks into the microphone, and returns when all is said."""
        file = self.folder / "said.wav"
        write_wav(file, clip)
        subprocess.run(
            ["paplay", f"--device={FEED}", str(file)], env=self._whole(), check=True, timeout=clip.seconds + 20
        )

    def _whole(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


@contextmanager
def sound_card(folder: Path) -> Iterator[Card]:
    """A card of our own, gone at the end of the block, or with this process whatever happens to it."""
    socket = folder / "native"
    environment = {"PULSE_SERVER": f"unix:{socket}", "SDL_AUDIODRIVER": "pulseaudio", "PULSE_SOURCE": MICROPHONE,
                   "PULSE_SINK": LOUDSPEAKER, "XDG_RUNTIME_DIR": str(folder)}  # fmt: skip
    words = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disallow-exit", "--use-pid-file=no",
             "--log-level=error",
             "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}",
             "-L", f"module-null-sink sink_name={LOUDSPEAKER} rate={RATE}",
             "-L", f"module-null-sink sink_name={FEED} rate={RATE}",
             "-L", f"module-remap-source source_name={MICROPHONE} master={FEED}.monitor"]  # fmt: skip
    home = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with (folder / "pulseaudio.log").open("wb") as log:
        process = subprocess.Popen(words, env=home, stdout=log, stderr=log, preexec_fn=_die_with_us)
    try:
        _wait(environment, process, folder)
        yield Card(environment, folder)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Card]:
    """The sound card of a module's tests; skipped, with the reason, where there can be none."""
    if reason := missing():
        pytest.skip(reason)
    with sound_card(tmp_path_factory.mktemp("card")) as made:
        yield made


def _wait(environment: dict[str, str], process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + 20
    asked = ["pactl", "list", "short", "sources"]
    while True:
        said = subprocess.run(
            asked, env={**os.environ, **environment}, capture_output=True, check=False, timeout=20
        ).stdout
        if f"{LOUDSPEAKER}.monitor".encode() in said and f"\t{MICROPHONE}\t".encode() in said:
            return
        assert process.poll() is None, (folder / "pulseaudio.log").read_text()
        assert time.monotonic() < until, "pulseaudio does not answer"
        time.sleep(0.05)


def _read(process: subprocess.Popen[bytes], into: Recording) -> None:
    assert process.stdout is not None
    while piece := process.stdout.read1(4096):
        into.pieces.append((time.monotonic(), piece))


def _die_with_us() -> None:
    """The kernel kills this child when the tests are killed (prctl PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
