"""A call being recorded: customer and trainee on a track each, both on the call's one clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trainer.errors import SoundError
from trainer.recording.recordings import delete_older_than, new_folder
from trainer.recording.track import Track

if TYPE_CHECKING:
    from trainer.settings import Settings
    from trainer.sound import Clip

CUSTOMER: Final = "customer.wav"
TRAINEE: Final = "trainee.wav"


class Recorder:
    """Writes a call to disk as it goes on, into a folder of its own under ``home``.

    ``call``: its name or the path of its file.  ``tell``: is told once, in a sentence, when recording has to stop; the
    call goes on.  Seconds are since the call began.  Each side may be recorded from a thread of its own, and both have
    ended before ``close``.  Raises SoundError where no folder can be made.
    """

    def __init__(self, home: Path, call: str, tell: Callable[[str], None]) -> None:
        self.folder = new_folder(home, call)
        self._tell = tell
        self._customer = Track(self.folder / CUSTOMER)
        try:
            self._trainee = Track(self.folder / TRAINEE)
        except SoundError:
            self._customer.close()
            raise
        self.on = True
        """Whether anything is still recorded."""

    def customer(self, clip: Clip, at: float) -> None:
        """The customer begins to say this; what he was saying is cut off."""

        def write() -> None:
            self._customer.cut(at)
            self._customer.put(clip, at)

        self.keep(write)

    def trainee(self, clip: Clip, at: float) -> None:
        """The microphone heard this from ``at`` on.  Sound that is on the track already is not put twice."""
        self.keep(lambda: self._trainee.put(clip, at))

    def cut(self, at: float) -> None:
        """The customer was interrupted: the rest of the line was not heard."""
        self.keep(lambda: self._customer.cut(at))

    def close(self, at: float | None = None) -> None:
        """The line is closed, at this second: both tracks are made as long as the call."""

        def write() -> None:
            if at is not None:
                for track in (self._customer, self._trainee):
                    track.cut(at)
                    track.fill(at)

        self.keep(write)
        self.on = False
        self._customer.close()
        self._trainee.close()

    def keep(self, write: Callable[[], None]) -> None:
        """Writes whatever else belongs to the recording, where and as long as anything is recorded."""
        if not self.on:
            return
        try:
            write()
        except SoundError as error:
            # The files stay open until the end: the other side's thread may be writing.
            self.on = False
            self._tell(f"The recording stops here, the call goes on: {error}.")


def recording_of(call: str, settings: Settings, home: Path, tell: Callable[[str], None]) -> Recorder | None:
    """A recorder, after recordings that have had their days are deleted; None where calls are not to be recorded.

    Where nothing can be recorded, ``tell`` says why, and the call is played without.
    """
    try:
        delete_older_than(settings.keep_days, home)
    except SoundError as error:
        tell(f"{error}.")
    if not settings.record:
        return None
    try:
        return Recorder(home, call, tell)
    except SoundError as error:
        tell(f"This call is not recorded: {error}.")
        return None
