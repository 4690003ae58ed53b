"""A recognizer in a process of its own: one that hangs can be ended, and none makes the window stutter."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Lock

import numpy as np

from sim.errors import Problem
from trainer.ear import Hearing, Recognizer
from trainer.errors import SoundError
from trainer.sound import Clip

LOADING = 60.0
"""Seconds in which a model must be loaded."""
PATIENCE = 8.0
"""Seconds in which an answer must be recognized."""


class Apart:
    """A recognizer that ``make`` (picklable) makes elsewhere."""

    def __init__(self, make: Callable[[], Recognizer], patience: float = PATIENCE, loading: float = LOADING) -> None:
        self._make = make
        self._patience = patience
        self._loading = loading
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        self._closed = False
        self._starting = Lock()
        self.name = ""
        self.keeps_fillers = False

    def warm_up(self) -> None:
        """Starts the process and loads the model.  Raises SoundError."""
        with self._starting:
            if (self._process is not None and self._process.is_alive()) or self._closed:
                return
            context = multiprocessing.get_context("spawn")
            self._line, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._make), daemon=True, name="recognizer")
            self._process.start()
            theirs.close()
            ready = self._answer(self._loading, "has not loaded its model")
            if not isinstance(ready, Hearing):
                self.name, self.keeps_fillers = ready

    def hear(self, clip: Clip) -> Hearing:
        """The words of a clip.  Raises SoundError where the recognizer cannot, or does not answer in time."""
        self.warm_up()
        if self._line is None:
            raise _gone()
        try:
            self._line.send((clip.samples.tobytes(), clip.rate))
        except (OSError, ValueError):
            raise _gone() from None
        heard = self._answer(self._patience, "does not answer")
        if not isinstance(heard, Hearing):
            raise _gone()
        return heard

    def _answer(self, seconds: float, fault: str) -> tuple[str, bool] | Hearing:
        try:
            if self._line is not None and self._line.poll(seconds):
                answer = self._line.recv()
                if isinstance(answer, list):
                    raise SoundError(answer)
                return answer  # type: ignore[no-any-return]  # what _serve sends
        except (EOFError, OSError):
            self.interrupt()
            raise _gone() from None
        self.interrupt()
        remedy = "type your answers, or choose another recognizer: python run_sim.py train voices"
        raise SoundError([Problem("recognizer", f"{fault} within {seconds:g} s", remedy)])

    def interrupt(self) -> None:
        """Ends what it is doing; the next clip starts it anew.  May be called from another thread."""
        process, self._process = self._process, None
        if process is not None and process.is_alive():
            process.kill()
            process.join()

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._closed = True
        self.interrupt()


def _gone() -> SoundError:
    return SoundError([Problem("recognizer", "has stopped", "say it again, or type your answer")])


def _serve(line: Connection, make: Callable[[], Recognizer]) -> None:
    """The other process: loads the model, says its name, then hears clip after clip until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the window
    try:
        recognizer = make()
        recognizer.warm_up()
        line.send((recognizer.name, recognizer.keeps_fillers))
        while True:
            samples, rate = line.recv()
            line.send(_heard(recognizer, Clip(np.frombuffer(samples, np.int16), rate)))
    except SoundError as error:
        line.send(list(error.problems))
    except (EOFError, OSError, BrokenPipeError):
        return


def _heard(recognizer: Recognizer, clip: Clip) -> Hearing | list[Problem]:
    try:
        return recognizer.hear(clip)
    except SoundError as error:
        return list(error.problems)
    except Exception as error:  # engines throw what they like; the call goes on
        return [Problem("recognizer", f"failed ({type(error).__name__}: {error})", "say it again, or type your answer")]
