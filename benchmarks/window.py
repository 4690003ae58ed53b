"""A whole spoken call in the window, in a process of its own: `python -m benchmarks.window ANSWERS FOLDER`.

The trainee is a folder of WAV files, each played into the virtual microphone when it is the trainee's turn.  Writes to
FOLDER/measured.json: seconds of every frame, when each answer ended by this machine's monotonic clock, memory and CPU.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

CALL = "double_charged"
FRAME = 1 / 60
LONGEST = 300.0
"""Seconds after which the call is given up."""


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


def main(answers: Path, folder: Path) -> None:
    """Plays the call and measures it."""
    began = time.monotonic()
    import pygame

    from trainer.conversation.gear import Gear
    from trainer.ui.app import App
    from trainer.ui.desk import Desk, opened_call

    desk = Desk(gear=Gear(home=folder), settings_file=folder / "settings.json")
    app = App(desk, (1280, 720))
    app.go("calls")
    app.step(0.0, [])
    first_screen = time.monotonic() - began
    desk.chosen = opened_call(CALL)
    desk.look_for_devices()
    desk.errands.wait()
    app.go("call")
    frames: list[float] = []
    worst: list[tuple[float, float, str]] = []
    files = iter(sorted(answers.glob("*.wav")))
    standing, zero = "", 0.0
    until = time.monotonic() + LONGEST
    cpu: list[float] = []
    while time.monotonic() < until and type(app.screen).__name__ == "Call":
        start = time.monotonic()
        app.step(FRAME, pygame.event.get())
        took = time.monotonic() - start
        frames.append(took)
        state: Any = getattr(app.screen, "state", None)
        if took > 0.03:
            worst.append((round(start - began, 2), round(took * 1000, 1), state.standing if state else ""))
        if state is not None and state.standing != standing:
            standing = state.standing
            if standing == "trainee":
                file = next(files, None)
                if file is not None:
                    Thread(target=answer, args=(file,), daemon=True).start()
                else:
                    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F10, mod=0, unicode=""))
                    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode=""))
        time.sleep(max(0.0, FRAME - (time.monotonic() - start)))
    rehearsal = desk.rehearsal
    session = rehearsal.session if rehearsal else None
    zero = rehearsal.conversation._clock._began if rehearsal else 0.0
    process = [memory(os.getpid()), *map(memory, children())]
    turns = [(one.speaker, one.text, one.start, one.end) for one in session.turns] if session else []
    measured = {"first_screen": first_screen, "frames": frames, "worst": worst, "turns": turns, "zero": zero,
                "memory": process, "ending": session.ending if session else "", "gc": gc.get_stats(), "cpu": cpu,
                "pause": session.dialogue.end_of_turn if session else 0.0}  # fmt: skip
    (folder / "measured.json").write_text(json.dumps(measured), encoding="utf-8")
    app.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
