"""The telephone on the desk: what it speaks and hears with, and the call that is on the line."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from trainer.conversation.errands import Errands
    from trainer.conversation.gear import Found, Gear
    from trainer.conversation.rehearsal import Again, Rehearsal
    from trainer.history import History
    from trainer.session import Session
    from trainer.settings import Settings
    from trainer.ui.desk import Chosen
    from trainer.voice import Loudspeaker


class Phone:
    """One call at a time.  ``gear``: None: there is nothing to speak and to hear with, and calls are typed."""

    def __init__(self, errands: Errands, gear: Gear | None) -> None:
        self._errands, self._gear = errands, gear
        self.rehearsal: Rehearsal | None = None
        """The call that is on the line, or was last."""
        self.seed: int | None = None
        """Of every customer who calls; None: each is another."""
        self.waited = 0.0
        """Seconds that every customer has been in the queue."""
        self.told: SimpleQueue[str] = SimpleQueue()
        """Sentences about what is missing for the call, and about what cannot be recorded of it."""
        self._awaited: object = None
        self._on_line = False

    def look(self, language: str, settings: Settings, then: Callable[[Found], None]) -> None:
        """Looks for what a call in this language would be carried by; ``then`` hears what was found."""
        if (gear := self._gear) is not None:
            self._errands.send(lambda: gear.find(language, settings), then)

    @property
    def home(self) -> Path | None:
        """Where calls are recorded; None: where they are unless told otherwise."""
        return self._gear.home if self._gear is not None else None

    def loudspeaker(self, settings: Settings) -> Loudspeaker | None:
        """What plays a moment again.  It may take a while to open."""
        return self._gear.loudspeaker(settings) if self._gear is not None else None

    def call(
        self, chosen: Chosen, settings: Settings, trainee: str, history: History | None, again: Again | None = None
    ) -> None:
        """Connects a call, beside the window; ``rehearsal`` is there when the phone can ring.

        ``again``: an attempt that is answered anew or gone on with, instead of a new customer.
        """
        self.rehearsal, self._awaited, self._on_line = None, (awaited := object()), False
        told: SimpleQueue[str] = SimpleQueue()
        self.told = told

        def there(rehearsal: Rehearsal) -> None:
            if self._awaited is awaited:
                self.rehearsal, self._awaited, self._on_line = rehearsal, None, True
            else:
                rehearsal.leave()

        def connected() -> Rehearsal:
            session = self._session(chosen, trainee, again)
            return _connected(self._gear, chosen, settings, session, history, again, told.put)

        self._errands.send(connected, there)

    def ring(self) -> None:
        """The call that has been connected begins; to be done once, when the trainee can see it."""
        if self.rehearsal is not None:
            self.rehearsal.conversation.start()

    def _session(self, chosen: Chosen, trainee: str, again: Again | None) -> Session:
        from trainer.conversation.rehearsal import session_again
        from trainer.session import Session

        if again is not None:
            return session_again(chosen.dialogue, again)
        seed = time.time_ns() % 1_000_000 if self.seed is None else self.seed
        return Session(chosen.dialogue, seed=seed, trainee=trainee, waited=self.waited)

    def unplugged(self, *, ours: bool) -> None:
        """A loudspeaker was taken away; ``ours``: the one that is spoken through, in a call or between two."""
        from trainer.conversation.happenings import Unplugged

        if self._on_line and self.rehearsal is not None:
            self.rehearsal.conversation.tell(Unplugged(ours))
        elif (gear := self._gear) is not None:
            self._errands.send(lambda: gear.unplugged(ours=ours), lambda _: None)

    def hang_up(self) -> None:
        """The line is let go of, whether the call is over or left; ``rehearsal`` stays, for the form."""
        self._awaited, self._on_line = None, False
        if (rehearsal := self.rehearsal) is not None:
            self._errands.send(rehearsal.leave, lambda _: None)

    def close(self) -> None:
        """Leaves the call, and lets go of everything.  Waits; nobody may be running an errand."""
        self._awaited = None
        if self.rehearsal is not None:
            self.rehearsal.leave()
        if self._gear is not None:
            self._gear.close()


def _connected(
    gear: Gear | None, chosen: Chosen, settings: Settings, session: Session, history: History | None,
    again: Again | None, tell: Callable[[str], None],
) -> Rehearsal:  # fmt: skip
    from trainer.conversation.equipment import Equipment
    from trainer.conversation.rehearsal import Rehearsal

    equipment = gear.equip(chosen.dialogue, chosen.file.name, settings, tell) if gear is not None else Equipment()
    return Rehearsal(session, chosen.file, equipment, settings, history, again)
