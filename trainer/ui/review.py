"""The result on the desk: of the call that was just played, or of one of before.  It knows nothing of screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sim.errors import InputError

if TYPE_CHECKING:
    from trainer.conversation.rehearsal import Again, Rehearsal
    from trainer.sound import Clip
    from trainer.transcript import WrapUp
    from trainer.ui.desk import Chosen, Desk
    from trainer.ui.shown import Shown
    from trainer.voice import Loudspeaker

T = TypeVar("T")


class Review:
    """One result at a time.  All that takes long is done beside the window; ``busy`` as long as it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.result: Shown | None = None
        self.before: float | None = None
        """The points of the attempt whose answers were given anew in this call; None: it is a call of its own."""
        self.busy = False
        self._loudspeaker: Loudspeaker | None = None
        self._again: Shown | None = None

    def score(self, rehearsal: Rehearsal, wrap_up: WrapUp) -> None:
        """A call is over and its form filled in: ``result`` is there as soon as it has been scored and kept."""
        from trainer.ui.shown import shown

        again, self._again = self._again, None
        self.result, self.before = None, again.played.score.total if again else None
        self._send(lambda: shown(rehearsal.finish(wrap_up)), self._there)

    def open(self, number: int) -> None:
        """The result of an attempt once more, and its call with it."""
        self.result = self.before = None
        self._desk.put_back()
        history, home = self._desk.history, self._desk.phone.home

        def opened() -> tuple[Chosen, Shown]:
            from trainer.conversation.looking_back import played_before
            from trainer.ui.desk import opened_call
            from trainer.ui.shown import shown

            assert history is not None
            attempt = history.load(number)
            chosen = opened_call(attempt.dialogue)
            return chosen, shown(played_before(attempt, chosen.file, chosen.dialogue, home))

        def there(found: tuple[Chosen, Shown]) -> None:
            self._desk.chosen = found[0]
            self._there(found[1])

        self._send(opened, there)

    def put_right(self, turn: int, text: str) -> None:
        """What was really said in a turn (1 is the first); the score is worked out again."""
        from trainer.conversation.looking_back import put_right
        from trainer.ui.shown import shown

        if (result := self.result) is not None:
            history = self._desk.history
            self._send(lambda: shown(put_right(result.played, turn, text, history)), self._there)

    def answer_again(self, answer: int) -> Again | None:
        """The call at hand, to be answered anew from this answer on (1 is the first)."""
        from trainer.conversation.looking_back import again_from

        if self.result is None or self._desk.chosen is None:
            return None
        self._again, played = self.result, self.result.played
        number = played.attempt.id if played.attempt is not None else 0
        return again_from(played.session, self._desk.chosen.file, number, answer)

    def hear(self, turn: int) -> None:
        """A turn (1 is the first) is to be heard again, where it was recorded."""
        from trainer.recording.moment import moment

        if self.result is None or (folder := self.result.folder) is None:
            return
        said, phone, settings = self.result.turns[turn - 1], self._desk.phone, self._desk.settings

        def found() -> tuple[Loudspeaker | None, Clip | None]:
            return phone.loudspeaker(settings), moment(folder, said)

        self._desk.errands.send(found, lambda one: self._play(*one))

    def hush(self) -> None:
        """Nothing is to be heard any more."""
        if self._loudspeaker is not None:
            self._loudspeaker.stop()

    def _play(self, loudspeaker: Loudspeaker | None, clip: Clip | None) -> None:
        self._loudspeaker = loudspeaker
        if loudspeaker is None or clip is None:
            return
        try:
            loudspeaker.play(clip)
        except InputError as error:
            self._desk.failed(error)

    def _there(self, result: Shown) -> None:
        self.result = result
        if result.played.notice:
            self._desk.notice = result.played.notice

    def _send(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Has work done, and is not busy any more when it is done or has failed."""

        def done() -> T | InputError:
            try:
                return work()
            except InputError as error:
                return error

        def back(given: T | InputError) -> None:
            self.busy = False
            if isinstance(given, InputError):
                self._desk.failed(given)
            else:
                then(given)
                self._desk.has_news()

        self.busy, self._desk.notice = True, ""
        self._desk.errands.send(done, back)
