"""The call itself."""

from __future__ import annotations

from queue import Empty
from typing import TYPE_CHECKING, Final

import pygame

from trainer.conversation.happenings import HangUpNow, Hold, PassOn, Talk, Typed, Typing
from trainer.ui import screens
from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.screens.callboard import Board
from trainer.ui.screens.calldialogs import Field, ask
from trainer.ui.screens.callstate import CallState, Ticks
from trainer.ui.screens.frame import with_bar
from trainer.ui.widgets import Label

if TYPE_CHECKING:
    from trainer.conversation.happenings import Command
    from trainer.conversation.rehearsal import Again, Rehearsal
    from trainer.ui.app import App
    from trainer.ui.screens.callside import Tab

WRAP_UP: Final = "wrapup"
"""The screen that follows."""
CLOSING: Final = 4.0
"""Seconds for the last words, after the line is closed, until the wrap-up begins by itself."""
TABS: Final[dict[int, Tab]] = {pygame.K_F6: "file", pygame.K_F7: "knowledge", pygame.K_F8: "script"}


class Call(Screen):
    """A call with the customer of the dialogue that is open.

    ``again``: an attempt that is answered anew from one of its answers on, or that is gone on with.
    """

    steady = True

    def __init__(self, app: App, again: Again | None = None) -> None:
        super().__init__(app)
        self.draft = ""
        """What stands in the box."""
        self.tab: Tab = "file"
        self.query = ""
        self.said: set[str] = set()
        """The lines of the script that have been said."""
        self.state: CallState | None = None
        self.talking = False
        """Whether the key to talk is held."""
        self._board: Board | None = None
        self._ticks: Ticks | None = None
        self._read = 0
        self._typed_at = -10.0
        self._clock = 0.0
        self._closed_for = 0.0
        self._before_build = True
        self._rung = False
        self.desk.notice = ""
        self.desk.call(again)

    @property
    def title(self) -> str:
        """The call's title."""
        return self.desk.chosen.dialogue.title if self.desk.chosen else self.words("call.connecting")

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The call, once somebody is on the line."""
        return self.desk.rehearsal

    def build(self, area: Area) -> None:
        """The board; until somebody is on the line, a word of that."""
        stage, chosen, rehearsal = self.stage, self.desk.chosen, self.rehearsal
        self._board = None
        if chosen is None or rehearsal is None or self.state is None:
            with_bar(self, area, self.title)
            text = self.desk.notice or self.words("call.connecting")
            Label(stage, area.inset(stage.px(32)).top(stage.px(60)), text, "body", "muted")
            return
        self._board = Board(self, area, chosen, rehearsal, self.state)
        if self._before_build:
            self._before_build = False
            stage.focus(self._board.first, by_keyboard=False)

    def update(self, seconds: float) -> None:
        """Takes in what has happened since the last frame."""
        self._clock += seconds
        rehearsal = self.rehearsal
        if rehearsal is None:
            return
        if self.state is None:
            self.state = CallState(rehearsal.session)
            self._ticks = Ticks(rehearsal.session.dialogue, rehearsal.session.trainee)
            self.app.rebuild()
            return
        if not self._rung:  # only now that the board has been drawn, which would take long beside threads that start
            self._rung = True
            self.desk.phone.ring()
        state, ended = self.state, self.state.ended
        try:
            while True:
                state.notice = self.desk.phone.told.get_nowait()
        except Empty:
            pass
        try:
            while True:
                state.take(rehearsal.conversation.happenings.get_nowait())
        except Empty:
            pass
        if state.ended and not ended:
            self.desk.phone.hang_up()
            while len(self.stage.layers) > 1:
                self.stage.close_popup()
        self._tick()
        if self._board is not None:
            self._board.show(seconds)
        if state.ended:
            self._closed_for += seconds
            if self._closed_for > CLOSING and rehearsal.session.over and WRAP_UP in screens.SCREENS:
                self.app.go(WRAP_UP)

    def _tick(self) -> None:
        """Sends every new answer to be compared with the script."""
        ticks, state = self._ticks, self.state
        if ticks is None or state is None:
            return
        lines = state.lines
        fresh = [line.text for line in lines[self._read :] if line.speaker == "trainee"]
        self._read = len(lines)
        for text in fresh:
            self.desk.errands.send(lambda text=text: ticks.said_in(text), self._ticked)  # type: ignore[misc]

    def _ticked(self, said: set[str]) -> None:
        if not said <= self.said:
            self.said |= said
            if self._board is not None and self._board.side is not None:
                self._board.side.tick(self.said)

    def tell(self, command: Command) -> None:
        """The trainee does something."""
        if self.rehearsal is not None and self.state is not None and not self.state.ended:
            self.rehearsal.conversation.tell(command)

    def typing(self, text: str) -> None:
        """A key was pressed in the box or in a field: the customer is told, at most once a second."""
        if self._clock - self._typed_at >= 1.0:
            self._typed_at = self._clock
            self.tell(Typing())

    def drafted(self, text: str) -> None:
        """A key was pressed in the box."""
        self.draft = text
        self.typing(text)

    def send(self) -> None:
        """What stands in the box is the answer."""
        text = self.draft.strip()
        if text and self.state is not None and not self.state.ended:
            self.draft = ""
            if self._board is not None:
                self._board.box.text = ""
            self.tell(Typed(text))

    def talk(self, *, down: bool) -> None:
        """The key to talk goes down, or up."""
        if down is not self.talking:
            self.talking = down
            self.tell(Talk(down))
            if self._board is not None:
                self._board.hold_talk(down=down)

    def hold(self) -> None:
        """Asks the customer to wait."""
        words = self.words

        def done(texts: list[str]) -> None:
            if self.state is not None:
                self.state.hold()
                self.tell(Hold(texts[0]))

        ask(self.stage, words("call.hold_title"), words("call.hold_about"), words("call.hold_go"), done,
            [Field(words("call.you_say"), self.draft)], typing=self.typing, column=self._column)  # fmt: skip

    def transfer(self) -> None:
        """Passes the call on."""
        words = self.words
        ask(self.stage, words("call.transfer_title"), words("call.transfer_about"), words("call.transfer_go"),
            lambda texts: self.tell(PassOn(texts[0], texts[1])),
            [Field(words("call.you_say"), self.draft), Field(words("call.summary"), hint=words("call.summary_hint"))],
            typing=self.typing, column=self._column)  # fmt: skip

    def _column(self) -> Area | None:
        """Where questions are asked: not over the customer's file."""
        return self._board.column if self._board is not None else None

    def hang_up(self) -> None:
        """Hangs up, if that is what was meant."""
        words = self.words
        ask(self.stage, words("call.hang_up_title"), words("call.hang_up_about"), words("call.hang_up"),
            lambda _: self.tell(HangUpNow()), kind="alarm", column=self._column)  # fmt: skip

    def wrap_up(self) -> None:
        """On to the form."""
        if WRAP_UP in screens.SCREENS:
            self.app.go(WRAP_UP)

    def subtitles(self, on: bool | None = None) -> None:
        """Shows the customer's words, or does not."""
        self.desk.change(subtitles=not self.desk.settings.subtitles if on is None else on)

    def key(self, event: pygame.event.Event) -> bool:
        """The keys of the call."""
        board = self._board
        if board is None or event.mod & pygame.KMOD_ALT:
            return False
        over = self.state is None or self.state.ended
        match event.key:
            case pygame.K_F1:
                self.stage.focus(board.box)
            case pygame.K_F2:
                self.subtitles()
            case pygame.K_F3 if not over:
                self.hold()
            case pygame.K_F4 if not over:
                self.transfer()
            case pygame.K_F6 | pygame.K_F7 | pygame.K_F8:
                board.side.open(TABS[event.key])
            case pygame.K_F9 | pygame.K_SPACE if board.talk is not None and not over:
                self.talk(down=True)
            case pygame.K_F10 if not over:
                self.hang_up()
            case _:
                return False
        return True

    def key_up(self, event: pygame.event.Event) -> None:
        """The key to talk is let go."""
        if event.key in (pygame.K_F9, pygame.K_SPACE):
            self.talk(down=False)

    def leave(self) -> None:
        """Leaves the call, if that is what was meant."""
        if self.state is None or self.state.ended:
            self._left()
        else:
            words = self.words
            ask(self.stage, words("call.leave_title"), words("call.leave_about"), words("call.leave_go"),
                lambda _: self._left(), column=self._column)  # fmt: skip

    def _left(self) -> None:
        self.desk.phone.hang_up()
        self.app.go("calls")
