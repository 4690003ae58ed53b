"""The form after the call, on the clock."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.language.figures import clock
from trainer.transcript import WrapUp
from trainer.ui import screens
from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.screens.frame import edge
from trainer.ui.screens.rows import Piece, ReadRow, row_height
from trainer.ui.screens.section import Section
from trainer.ui.widgets import Bar, Button, Entry, Icon, Label, Panel, Paragraph, Scroller

if TYPE_CHECKING:
    from trainer.conversation.rehearsal import Rehearsal
    from trainer.ui.app import App
    from trainer.ui.desk import Chosen

NOTES: Final = 100
"""Design pixels of the field for the notes."""
HURRY: Final = 0.2
"""Share of the time from which on it is shown to be short."""


class WrappingUp(Screen):
    """What the call was about, notes, whether it has to be followed up; beside it the file and all that was said."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._disposition, self._notes = "", ""
        self._follow_up = False
        self._spent = 0.0
        self._missing = False
        self._scoring = False
        # The screen that follows is opened in a moment, and has much to import.
        self.desk.errands.send(lambda: screens.screen("result"), lambda _: None)

    @property
    def title(self) -> str:
        """Wrap-up."""
        return self.words("wrapup.title")

    @property
    def _left(self) -> float:
        """Seconds that are left for the form."""
        chosen = self.desk.chosen
        return max(0.0, chosen.dialogue.wrap_up.seconds - self._spent) if chosen else 0.0

    def build(self, area: Area) -> None:
        """The bar with the clock, the form, and what it is filled in from."""
        stage, chosen, rehearsal = self.stage, self.desk.chosen, self.desk.rehearsal
        if chosen is None or rehearsal is None:
            Label(stage, area.inset(stage.px(32)).top(stage.px(60)), self.words("wrapup.no_call"), "body", "muted")
            return
        self._bar(area.top(stage.px(76)), chosen)
        body = area.middle(min(area.rect.w - stage.px(40), stage.px(1240)))
        foot = area.bottom(stage.px(80))
        body.rect.h = foot.rect.top - body.rect.top
        form, beside = body.columns(2, stage.px(16))
        self._form(form, chosen)
        self._beside(beside, chosen, rehearsal)
        self._foot(foot)

    def _bar(self, bar: Area, chosen: Chosen) -> None:
        stage, words = self.stage, self.words
        edge(stage, bar.bottom(1))
        Panel(stage, bar.inset(0), border=None, corner=0)
        inner = bar.inset(stage.px(24), stage.px(12))
        side = inner.end(stage.px(210), stage.px(24))
        high = stage.type.height("heading")
        text = inner.middle(10**6, high + stage.type.height("small"))
        Paragraph(stage, text.top(high), f"{self.title}: {chosen.dialogue.title}", "heading", most=1)
        Paragraph(stage, text, words("wrapup.about"), "small", "muted", most=1)
        top = side.top(stage.px(36), stage.px(4))
        left = words("wrapup.left")
        Icon(stage, top.start(stage.px(22), stage.px(8)), "clock", "muted", size=20)
        Label(stage, top.start(stage.type.width(left, "small") + stage.px(2), stage.px(10)), left, "small", "muted")
        self._clock = Label(stage, top, "", "heading", align="end")
        self._share = Bar(stage, side.top(stage.px(7)), 1.0, name=left)
        self._tick()

    def _form(self, column: Area, chosen: Chosen) -> None:
        stage, words = self.stage, self.words
        scroller = Scroller(stage, column, "form")
        sheet, inside = scroller.inner, scroller.sheet
        sheet.top(stage.px(20))
        card = Section(stage, sheet.rect.w, words("wrapup.heading"), "flag", inside=inside)
        for name, text in chosen.dialogue.wrap_up.dispositions.items():
            card.row(stage.px(40), partial(self._option, name, text, scroller), 5)
        card.row(stage.px(6), lambda _: None, 0)
        card.text(words("wrapup.notes"), "strong", gap=4)
        card.row(stage.px(NOTES), lambda area: Entry(
            stage, area, words("wrapup.notes"), self._notes, hint=words("wrapup.notes_hint"), change=self._noted,
            inside=inside), 14)  # fmt: skip
        card.text(words("wrapup.follow_up_about"), "strong", gap=6)
        card.row(stage.px(40), partial(self._yes_or_no, scroller))
        card.place(sheet)
        scroller.end(sheet.rect.top + stage.px(8))

    def _option(self, name: str, text: str, scroller: Scroller, area: Area) -> None:
        is_it = name == self._disposition
        Button(self.stage, area, text, partial(self._dispose, name), kind="chosen" if is_it else "plain", chosen=is_it,
               sign="check" if is_it else "", align="start", style="body", inside=scroller.sheet)  # fmt: skip

    def _yes_or_no(self, scroller: Scroller, row: Area) -> None:
        stage, words = self.stage, self.words
        for yes, place in zip((True, False), row.columns(2, stage.px(10)), strict=True):
            is_it, text = yes is self._follow_up, words("wrapup.yes" if yes else "wrapup.no")
            Button(stage, place, text, partial(self._follow, yes), kind="chosen" if is_it else "plain", chosen=is_it,
                   sign="check" if is_it else "", name=f"{words('wrapup.follow_up')}: {text}",
                   inside=scroller.sheet)  # fmt: skip

    def _beside(self, column: Area, chosen: Chosen, rehearsal: Rehearsal) -> None:
        """The customer's file, and the call as it went."""
        stage, words = self.stage, self.words
        scroller = Scroller(stage, column, "said")
        sheet = scroller.inner
        sheet.top(stage.px(20))
        said = Section(stage, sheet.rect.w, words("wrapup.said"), "quote", inside=scroller.sheet)
        called = chosen.dialogue.persona.called[0]
        for turn in rehearsal.session.turns:
            if turn.text:
                customer = turn.speaker == "customer"
                who = Piece(called if customer else rehearsal.session.trainee, "caption", "muted")
                pieces = [who, Piece(turn.text, "small")]
                high = row_height(stage, pieces, said.width, pressed=False)
                ground = "sunken" if customer else "accent_soft"
                said.row(high, partial(self._turn, pieces, ground, scroller), 6)
        file = Section(stage, sheet.rect.w, words("wrapup.file"), "person", inside=scroller.sheet)
        for line in chosen.rules.file:
            file.pair(line.label, line.value)
        said.place(sheet)
        file.place(sheet)
        scroller.end(sheet.rect.top + stage.px(8))

    def _turn(self, pieces: list[Piece], ground: str, scroller: Scroller, area: Area) -> None:
        ReadRow(self.stage, area, pieces, ground=ground, inside=scroller.sheet)

    def _foot(self, foot: Area) -> None:
        stage, words = self.stage, self.words
        edge(stage, foot.top(1))
        Panel(stage, foot.inset(0), border=None, corner=0)
        inner = foot.inset(stage.px(24), stage.px(17))
        text = words("wrapup.scoring" if self._scoring else "wrapup.submit")
        place = inner.end(stage.type.width(text, "strong") + stage.px(80), stage.px(24))
        self._line = Label(stage, inner, "", "body", "warn")
        self._say()
        button = Button(stage, place, text, self._submit, kind="primary", sign="scale")
        if self._scoring:
            button.disable()

    def _say(self) -> None:
        """One sentence below the form, where there is one to say."""
        late = "" if self._left else self.words("wrapup.late")
        missing = self.words("wrapup.missing") if self._missing else ""
        self._line.text = missing or self.desk.notice or late

    def update(self, seconds: float) -> None:
        """The time goes on; and when the score is there, it is shown."""
        if self.desk.rehearsal is None or self.desk.chosen is None:
            return
        if not self._scoring:
            self._spent += seconds
            self._tick()
            self._say()
        elif not self.desk.review.busy:
            self._scoring = False
            if self.desk.review.result is not None:
                self.app.go("result")
                self.desk.news()  # it is on the screen now
            else:
                self.app.rebuild()

    def _tick(self) -> None:
        chosen = self.desk.chosen
        assert chosen is not None
        share = self._left / chosen.dialogue.wrap_up.seconds
        self._clock.text = clock(math.ceil(self._left), self.words.language)
        colour = "ink" if share > HURRY else "bad"
        if self._clock.colour != colour:
            self._clock.colour = colour
            self._clock.repaint()
        steps = int(self._share.rect.w)
        self._share.share = math.ceil(share * steps) / steps

    def _dispose(self, name: str) -> None:
        self._disposition, self._missing = name, False
        self.app.rebuild()

    def _noted(self, text: str) -> None:
        self._notes = text

    def _follow(self, yes: bool) -> None:
        self._follow_up = yes
        self.app.rebuild()

    def _submit(self) -> None:
        rehearsal = self.desk.rehearsal
        self._missing = not self._disposition
        if rehearsal is None or self._missing:
            self._say()
            return
        self._scoring = True
        self.desk.review.score(rehearsal, WrapUp(
            disposition=self._disposition, notes=self._notes, follow_up=self._follow_up, seconds=round(self._spent, 1)
        ))  # fmt: skip
        self.app.rebuild()

    def leave(self) -> None:
        """The form cannot be left by accident: it is short, and without it there is no score."""
