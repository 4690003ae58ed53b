"""A whole spoken call in the window, in a process of its own: `python -m benchmarks.window ANSWERS FOLDER`.

The trainee is a folder of WAV files, each played into the virtual microphone when it is the trainee's turn.  Writes to
FOLDER/measured.json: seconds of every frame, when each answer ended by this machine's monotonic clock, memory and CPU.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pygame

CALL = "double_charged"
FRAME = 1 / 60
LONGEST = 400.0
"""Seconds after which the call is given up."""
SILENT = 5.0
"""Seconds for which the trainee says nothing at first."""


def answer(file: Path) -> None:
    """Speaks into the microphone."""
    time.sleep(0.3)
    subprocess.run(["paplay", "--device=micfeed", str(file)], check=True)


def memory(process: int) -> float:
    """Proportional set size in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1000


def children() -> list[int]:
    """The recognizer's process, and whatever else there is."""
    return [int(one) for one in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()]


def alive() -> float:
    """Seconds since this process was started."""
    ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()[19])
    return float(Path("/proc/uptime").read_text(encoding="ascii").split()[0]) - ticks / os.sysconf("SC_CLK_TCK")


def used() -> float:
    """Seconds of CPU of this process and the recognizer's."""
    ticks = 0
    for process in (os.getpid(), *children()):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


class Trainee:
    """Answers from a folder when it is the trainee's turn.

    The second time it is silent for a while before, to see what listening costs once everything is loaded.
    """

    def __init__(self, files: Iterator[Path]) -> None:
        self.files = files
        self.standing = ""
        self.turns = 0
        self.idle: float | None = None
        self._silent_since: tuple[float, float] | None = None

    def look(self, standing: str) -> None:
        """Called once a frame."""
        turned, self.standing = standing != self.standing, standing
        if turned and standing == "trainee":
            self.turns += 1
            if self.turns == 2:
                self._silent_since = time.monotonic(), used()
            else:
                self._answer()
        if self._silent_since and time.monotonic() - self._silent_since[0] > SILENT:
            began, before = self._silent_since
            self.idle = (used() - before) / (time.monotonic() - began)
            self._silent_since = None
            self._answer()

    def _answer(self) -> None:
        file = next(self.files, None)
        if file is not None:
            Thread(target=answer, args=(file,), daemon=True).start()
            return
        for key in (pygame.K_F10, pygame.K_RETURN):
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))


def main(answers: Path, folder: Path) -> None:
    """Plays the call and measures it."""
    from trainer.conversation.gear import Gear
    from trainer.ui.app import App
    from trainer.ui.desk import Desk, opened_call

    desk = Desk(gear=Gear(home=folder), settings_file=folder / "settings.json")
    app = App(desk, (1280, 720))
    app.go("calls")
    app.step(0.0, [])
    first_screen = alive()
    desk.chosen = opened_call(CALL)
    desk.look_for_devices()
    desk.errands.wait()
    app.go("call")
    frames: list[float] = []
    took = 0.0
    trainee = Trainee(iter(sorted(answers.glob("*.wav"))))
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and type(app.screen).__name__ == "Call":
        began = time.monotonic()
        app.step(FRAME, pygame.event.get())
        took = time.monotonic() - began
        if type(app.screen).__name__ == "Call":
            frames.append(took)
        state: Any = getattr(app.screen, "state", None)
        if state is not None:
            trainee.look(state.standing)
        time.sleep(max(0.0, FRAME - (time.monotonic() - began)))
    rehearsal: Any = desk.rehearsal
    session = rehearsal.session
    measured = {
        "first_screen": first_screen,
        "frames": frames,
        "leaving": took,
        "idle": trainee.idle,
        "turns": [(one.speaker, one.text, one.start, one.end) for one in session.turns],
        "zero": time.monotonic() - rehearsal.conversation._clock.now(),
        "memory": [memory(os.getpid()), *map(memory, children())],
        "ending": session.ending,
        "pause": session.dialogue.end_of_turn,
    }
    (folder / "measured.json").write_text(json.dumps(measured), encoding="utf-8")
    app.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
