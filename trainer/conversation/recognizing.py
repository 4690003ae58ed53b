"""The thread that waits for the recognizer, so that the call need not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from queue import PriorityQueue
from threading import Thread

from trainer.conversation.apart import Apart
from trainer.ear import Hearing
from trainer.errors import SoundError
from trainer.sound import Clip

FIRST, SECOND, LAST = 0, 1, 2
"""What a customer waits for comes before what only the score wants; the end comes last."""
AT_ONCE, AT_LEISURE = 0.5, 8.0
"""Seconds for which the end of the thread is waited for."""


@dataclass(frozen=True)
class Recognized:
    """What was made of clip number ``job``."""

    job: int
    result: Hearing | SoundError


@dataclass(frozen=True)
class HeardTwice:
    """How sure the words of the trainee's answer number ``answer`` are."""

    answer: int
    hearing: Hearing


@dataclass(frozen=True, order=True)
class _Task:
    """``number``: of the clip, or, the second time, of the answer.  ``heard``: what it was the first time."""

    urgency: int
    order: int
    number: int = field(default=0, compare=False)
    clip: Clip | None = field(default=None, compare=False)
    heard: Hearing | None = field(default=None, compare=False)


class Recognizing:
    """Hands clips to a recognizer one after the other; of new ones only the newest matters, others are passed over."""

    def __init__(self, recognizer: Apart, post: Callable[[Recognized | HeardTwice], None]) -> None:
        self._recognizer, self._post = recognizer, post
        self._tasks: PriorityQueue[_Task] = PriorityQueue()
        self._order = count()
        self._newest = 0
        self._closing = False
        self._thread = Thread(target=self._run, name="recognizing", daemon=True)

    def start(self) -> None:
        """Begins; the model is loaded meanwhile."""
        self._thread.start()

    def ask(self, clip: Clip) -> int:
        """Has a clip recognized.  Returns the number under which the words will come."""
        self._newest += 1
        self._tasks.put(_Task(FIRST, next(self._order), self._newest, clip))
        return self._newest

    def again(self, answer: int, clip: Clip, heard: Hearing) -> None:
        """Has an answer heard a second time, when nothing else is to be done."""
        self._tasks.put(_Task(SECOND, next(self._order), answer, clip, heard))

    def close(self, *, at_once: bool) -> None:
        """Ends the thread, after what is left to be done, or at once.

        A recognizer that is still busy then is interrupted; one that is not stays warm for the next call.
        """
        self._closing = at_once
        self._newest += 1
        self._tasks.put(_Task(LAST, next(self._order)))
        if self._thread.is_alive():
            self._thread.join(AT_ONCE if at_once else AT_LEISURE)
        self._closing = True
        if self._thread.is_alive():
            self._recognizer.interrupt()
            self._thread.join(3.0)

    def _run(self) -> None:
        try:
            self._recognizer.warm_up(lambda: not self._closing)
        except SoundError as error:
            self._post(Recognized(0, error))
        while not self._closing and (task := self._tasks.get()).clip is not None:
            if task.heard is not None:
                self._second(task.number, task.clip, task.heard)
            elif task.number == self._newest:
                self._post(Recognized(task.number, self._first(task.clip)))

    def _first(self, clip: Clip) -> Hearing | SoundError:
        try:
            return self._recognizer.hear(clip)
        except SoundError as error:
            return error

    def _second(self, answer: int, clip: Clip, heard: Hearing) -> None:
        """What fails the second time leaves the words as they were."""
        with suppress(SoundError):
            self._post(HeardTwice(answer, self._recognizer.hear(clip, heard)))
