"""A recognizer in a process of its own: one that hangs can be ended, and none makes the window stutter."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Lock
from time import monotonic

import numpy as np

from sim.errors import Problem
from trainer.ear import Hearing, Recognizer
from trainer.errors import SoundError
from trainer.sound import Clip

LOADING = 60.0
"""Seconds in which a model must be loaded."""
PATIENCE = 8.0
"""Seconds in which an answer must be recognized."""
LONG = 15.0
"""Seconds of an answer beyond which more time is given, in proportion: Whisper needs a fifth of its length."""
_UNLOADED = "has not loaded its model"
_REMEDY = "type your answers, or choose another recognizer: python run_sim.py train voices"
_A_LOOK = 0.1
"""Seconds after which one who waits asks whether he still has to."""


class Apart:
    """A recognizer that ``make`` (picklable) makes elsewhere."""

    def __init__(self, make: Callable[[], Recognizer], patience: float = PATIENCE, loading: float = LOADING) -> None:
        self._make = make
        self._patience = patience
        self._loading = loading
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None
        self._ready = self._closed = False
        self._starting = Lock()
        self.name = ""
        self.keeps_fillers = False

    def warm_up(self, wanted: Callable[[], bool] = lambda: True) -> None:
        """Starts the process and loads the model.  Raises SoundError.

        Returns early once it is not ``wanted`` any more; the model goes on loading for whoever asks next.
        """
        while not self._starting.acquire(timeout=_A_LOOK):
            if not wanted():
                return
        try:
            self._load(wanted)
        finally:
            self._starting.release()

    def hear(self, clip: Clip, before: Hearing | None = None) -> Hearing:
        """The words of a clip, or, of what was heard in it ``before``, how sure they are.

        Raises SoundError where the recognizer cannot, or does not answer in time.
        """
        self.warm_up()
        try:
            if self._line is None:
                raise _gone()
            self._line.send((clip.samples.tobytes(), clip.rate, before))
        except (OSError, ValueError):
            raise _gone() from None
        heard = self._answer(self._patience * max(1.0, clip.seconds / LONG), "does not answer")
        if not isinstance(heard, Hearing):
            raise _gone()
        return heard

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

    def _load(self, wanted: Callable[[], bool]) -> None:
        if self._closed:
            return
        process = self._process
        if process is None or not process.is_alive():
            self._start()
        if not self._ready and isinstance(ready := self._answer(self._loading, _UNLOADED, wanted), tuple):
            self.name, self.keeps_fillers = ready
            self._ready = True

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        line, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._make), daemon=True, name="recognizer")
        with _deaf_to_ctrl_c():
            process.start()
        theirs.close()
        self._line, self._ready, self._process = line, False, process
        if self._closed:  # since it was asked for: whoever closes has not seen this process
            self.interrupt()

    def _answer(
        self, seconds: float, fault: str, wanted: Callable[[], bool] = lambda: True
    ) -> tuple[str, bool] | Hearing | None:
        """What the other process says; None once it is not wanted any more."""
        until = monotonic() + seconds
        try:
            while self._line is not None and not self._line.poll(_A_LOOK):
                if not wanted():
                    return None
                if monotonic() > until:
                    self.interrupt()
                    raise SoundError([Problem("recognizer", f"{fault} within {seconds:g} s", _REMEDY)])
            answer = self._line.recv() if self._line is not None else None
        except (EOFError, OSError):
            self.interrupt()
            raise _gone() from None
        if isinstance(answer, list):
            raise SoundError(answer)
        return answer


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Ctrl-C is for the window: what is started within does not hear it, not even before a line of it has run."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which, where it has to be started first, lets Ctrl-C in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _gone() -> SoundError:
    return SoundError([Problem("recognizer", "has stopped", "say it again, or type your answer")])


def _serve(line: Connection, make: Callable[[], Recognizer]) -> None:
    """The other process: loads the model, says its name, then hears clip after clip until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be kept deaf
    try:
        recognizer = make()
        recognizer.warm_up()
        line.send((recognizer.name, recognizer.keeps_fillers))
        while True:
            samples, rate, before = line.recv()
            line.send(_heard(recognizer, Clip(np.frombuffer(samples, np.int16), rate), before))
    except SoundError as error:
        line.send(list(error.problems))
    except (EOFError, OSError, BrokenPipeError):
        return


def _heard(recognizer: Recognizer, clip: Clip, before: Hearing | None) -> Hearing | list[Problem]:
    try:
        return recognizer.hear(clip) if before is None else recognizer.again(clip, before)
    except SoundError as error:
        return list(error.problems)
    except Exception as error:  # engines throw what they like; the call goes on
        return [Problem("recognizer", f"failed ({type(error).__name__}: {error})", "say it again, or type your answer")]
