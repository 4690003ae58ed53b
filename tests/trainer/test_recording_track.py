"""A track while the call goes on: on the clock, whole at every moment, and no reason to end a call."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from trainer.errors import SoundError
from trainer.recording.recorder import Recorder
from trainer.recording.track import LONGEST_S, Track
from trainer.sound import Clip, read_wav
from trainer.sound.clip import RATE

ROOT = Path(__file__).parents[2]


def tone(seconds: float, level: int = 1000) -> Clip:
    return Clip(np.full(round(seconds * RATE), level, np.int16))


def loud(clip: Clip, start: float, end: float) -> bool:
    """Whether there is sound all through a stretch."""
    return bool(clip.between(start, end).samples.all())


def silent(clip: Clip, start: float, end: float) -> bool:
    return not clip.between(start, end).samples.any()


def test_sound_stands_where_it_was_heard_and_silence_between(tmp_path: Path) -> None:
    track = Track(tmp_path / "a.wav")
    track.put(tone(0.5), at=1.0)
    track.put(tone(0.5), at=3.0)
    track.fill(4.0)
    track.close()
    clip = read_wav(tmp_path / "a.wav")
    assert clip.seconds == 4.0
    assert clip.rate == RATE
    assert loud(clip, 1, 1.5)
    assert loud(clip, 3, 3.5)
    assert silent(clip, 0, 1)
    assert silent(clip, 1.5, 3)
    assert silent(clip, 3.5, 4)


def test_pieces_whose_clock_jitters_are_joined_without_a_gap(tmp_path: Path) -> None:
    track = Track(tmp_path / "a.wav")
    for number in range(50):
        track.put(tone(0.02), at=1 + number * 0.02 + (0.015 if number % 2 else -0.015))
    track.close()
    clip = read_wav(tmp_path / "a.wav")
    start = int(np.flatnonzero(clip.samples)[0])
    assert len(clip.samples) - start == RATE  # a second of sound, whole
    assert clip.samples[start:].all()


def test_what_is_on_the_track_is_not_put_twice(tmp_path: Path) -> None:
    track = Track(tmp_path / "a.wav")
    track.put(tone(1.0, 1000), at=0.0)
    track.put(tone(1.0, 2000), at=0.5)
    track.close()
    clip = read_wav(tmp_path / "a.wav")
    assert clip.seconds == 1.5
    assert (clip.between(0, 1).samples == 1000).all()
    assert (clip.between(1, 1.5).samples == 2000).all()


def test_a_line_that_was_interrupted_ends_where_it_was_cut(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path, "a_call", tell=pytest.fail)
    recorder.customer(tone(5.0), at=1.0)
    recorder.cut(2.5)
    recorder.trainee(tone(1.0), at=2.4)
    recorder.close(6.0)
    customer, trainee = (read_wav(recorder.folder / name) for name in ("customer.wav", "trainee.wav"))
    assert customer.seconds == trainee.seconds == 6.0
    assert loud(customer, 1, 2.5)
    assert silent(customer, 2.5, 6)
    assert loud(trainee, 2.4, 3.4)


def test_another_rate_is_brought_to_the_track_s(tmp_path: Path) -> None:
    track = Track(tmp_path / "a.wav")
    track.put(Clip(np.full(22_050, 500, np.int16), 22_050), at=0.0)
    assert track.seconds == pytest.approx(1.0, abs=0.001)
    track.close()


def test_a_clock_that_jumps_does_not_fill_the_disk(tmp_path: Path) -> None:
    track = Track(tmp_path / "a.wav")
    with pytest.raises(SoundError, match="longer than two hours"):
        track.put(tone(0.02), at=LONGEST_S + 1)
    track.close()


KILLED = """
import sys, time
from pathlib import Path
import numpy as np
from trainer.recording.recorder import Recorder
from trainer.sound import Clip
recorder = Recorder(Path(sys.argv[1]), "a_call", tell=print)
print(recorder.folder, flush=True)
for number in range(100000):
    recorder.trainee(Clip(np.full(320, 1000, np.int16)), at=number * 0.02)
    if number == 200:
        recorder.customer(Clip(np.full(16000, 1000, np.int16)), at=3.0)
        print("four seconds", flush=True)
    time.sleep(0.0005)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_a_call_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as program:  # fmt: skip
        assert program.stdout is not None
        folder = Path(program.stdout.readline().strip())
        program.stdout.readline()
        program.send_signal(signal.SIGKILL)
    for name, least in (("trainee.wav", 201 * 0.02), ("customer.wav", 4.0)):
        path = folder / name
        with wave.open(str(path)) as file:
            assert file.getnframes() / file.getframerate() >= least - 1e-9
            assert path.stat().st_size >= 44 + 2 * file.getnframes()
        assert loud(read_wav(path), 3.1, 3.9)


FULL = """
import resource, sys
from pathlib import Path
import numpy as np
from trainer.recording.recorder import Recorder
from trainer.sound import Clip
recorder = Recorder(Path(sys.argv[1]), "a_call", tell=print)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
for number in range(500):
    recorder.trainee(Clip(np.full(320, 1000, np.int16)), at=number * 0.02)
    recorder.customer(Clip(np.full(320, 1000, np.int16)), at=number * 0.02)
recorder.cut(1.0)
recorder.close(20.0)
print("the call went on;", "recording" if recorder.on else "no recording")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_is_full_ends_the_recording_and_not_the_call(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)],
        capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    said, last = done.stdout.strip().splitlines()
    assert said.startswith("The recording stops here, the call goes on: ")
    assert "cannot be written" in said
    assert said.endswith("free some space.")
    assert last == "the call went on; no recording"
    for name in ("customer.wav", "trainee.wav"):
        clip = read_wav(next(tmp_path.iterdir()) / name)
        assert clip.samples.all()
        assert 3.0 < clip.seconds <= 3.125  # 100,000 bytes
