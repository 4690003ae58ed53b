"""The thread that waits for the recognizer, so that the call need not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread

from trainer.conversation.apart import Apart
from trainer.ear import Hearing
from trainer.errors import SoundError
from trainer.sound import Clip


@dataclass(frozen=True)
class Recognized:
    """What was made of clip number ``job``."""

    job: int
    result: Hearing | SoundError


class Recognizing:
    """Hands clips to a recognizer one after the other; only the newest matters, older ones are passed over."""

    def __init__(self, recognizer: Apart, post: Callable[[Recognized], None]) -> None:
        self._recognizer, self._post = recognizer, post
        self._clips: SimpleQueue[tuple[int, Clip] | None] = SimpleQueue()
        self._newest = 0
        self._thread = Thread(target=self._run, name="recognizing", daemon=True)

    def start(self) -> None:
        """Begins; the model is loaded meanwhile."""
        self._thread.start()

    def ask(self, clip: Clip) -> int:
        """Has a clip recognized.  Returns the number under which the words will come."""
        self._newest += 1
        self._clips.put((self._newest, clip))
        return self._newest

    def close(self) -> None:
        """Ends the thread; a recognizer that is busy is interrupted, one that is not stays warm for the next call."""
        self._newest += 1
        self._clips.put(None)
        if self._thread.is_alive():
            self._thread.join(0.5)
        if self._thread.is_alive():
            self._recognizer.interrupt()
            self._thread.join(3.0)

    def _run(self) -> None:
        try:
            self._recognizer.warm_up()
        except SoundError as error:
            self._post(Recognized(0, error))
        while (asked := self._clips.get()) is not None:
            job, clip = asked
            if job != self._newest:
                continue
            try:
                self._post(Recognized(job, self._recognizer.hear(clip)))
            except SoundError as error:
                self._post(Recognized(job, error))
