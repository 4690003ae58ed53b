"""The result of a call: how it ended, every point with the words it rests on, and the way back into the call."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trainer.recording.keeping import PAGE
from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.screens.columns import Columns
from trainer.ui.screens.frame import edge, with_bar
from trainer.ui.screens.moment import Row, open_moment
from trainer.ui.screens.moodcurve import MoodCurve, curve_height
from trainer.ui.screens.resultparts import Cards
from trainer.ui.screens.section import Section
from trainer.ui.widgets import Panel, Paragraph, Scroller

if TYPE_CHECKING:
    from trainer.ui.app import App
    from trainer.ui.shown import Shown
    from trainer.ui.widgets import Scroller

WIDEST: Final = 1240


class Result(Screen):
    """The result on the desk.  ``back``: the screen that Esc leads to."""

    def __init__(self, app: App, back: str = "calls") -> None:
        super().__init__(app)
        self._back = back
        self.all_advice = False
        self.rewritten: dict[int, str] = {}
        """What was really said, by the turn, as far as it has been typed."""
        self._chosen = 0
        """The answer that the curve tells about."""
        self._columns: Columns | None = None
        self._seen = False

    @property
    def title(self) -> str:
        """The call's title."""
        result = self.desk.review.result
        return result.played.session.dialogue.title if result else self.words("result.title")

    def build(self, area: Area) -> None:
        """The bar, the cards, and below them the ways on."""
        stage, result = self.stage, self.desk.review.result
        self._columns = None
        with_bar(self, area, self.title)
        if result is None:
            text = self.words("result.opening") if self.desk.review.busy else self.desk.notice
            Paragraph(stage, area.inset(stage.px(32)), text, "body", "muted")
            return
        self._foot(area.bottom(stage.px(80)), result)
        body = area.middle(min(area.rect.w - stage.px(40), stage.px(WIDEST)))
        columns = Columns(stage, body, "result", above=stage.px(20))
        cards = Cards(self, result, columns)
        columns.put(cards.outcome(), 0)
        columns.put(cards.bars(), 1)
        columns.put(cards.advice(), 0)
        if result.doubts:
            columns.put(cards.doubts(), 0)
        columns.put(self._mood(result, columns), 1)
        columns.later(cards.details(), at_once=self._seen)
        self._columns = columns

    def update(self, seconds: float) -> None:
        """What is further down comes a card a frame."""
        if self._columns is not None and not self._columns.step():
            self._seen = True

    def _mood(self, result: Shown, columns: Columns) -> Section:
        stage, words, scroller = self.stage, self.words, columns.scroller
        section = Section(stage, columns.width, words("result.mood"), "progress", inside=scroller.sheet)
        high = curve_height(stage, result.mood, section.width)

        def build(area: Area) -> None:
            self._legend(area.top(stage.type.height("small")), scroller)
            MoodCurve(stage, area, result.mood, self._chosen, self._choose,
                      lambda place: self.open_moment(result.mood[place].turn), inside=scroller.sheet)  # fmt: skip

        section.row(high + stage.type.height("small"), build)
        return section

    def _legend(self, row: Area, scroller: Scroller) -> None:
        stage, words = self.stage, self.words
        size = stage.px(11)
        for name, colour, corner in (("anger", "bad", 6), ("trust", "accent", 0)):
            mark = row.start(size, stage.px(7)).middle(size, size)
            Panel(stage, mark, colour, border=None, corner=corner, inside=scroller.sheet)
            text = words(f"result.{name}")
            place = row.start(stage.type.width(text, "small") + stage.px(2), stage.px(20))
            Paragraph(stage, place, text, "small", inside=scroller.sheet)
        Paragraph(stage, row, words("result.mood_about"), "small", "muted", most=1, inside=scroller.sheet)

    def _foot(self, foot: Area, result: Shown) -> None:
        stage, words = self.stage, self.words
        edge(stage, foot.top(1))
        Panel(stage, foot.inset(0), border=None, corner=0)
        inner = foot.inset(stage.px(24), stage.px(17))
        row = Row(stage, inner)
        again = row.button(words("result.play_again"), self._play_again, "replay", kind="primary", at_end=True)
        if result.folder is not None:
            row.button(words("result.page"), self._open_page, "file", at_end=True)
        row.button(words("result.to_calls"), lambda: self.app.go("calls"), "calls", at_end=True)
        high = stage.type.height("caption")
        block = inner.middle(10**6, high + stage.type.height("small"))
        where = _from_home(result.folder) if result.folder else words("result.not_recorded")
        if self.desk.notice:
            lines = inner.middle(10**6, 2 * stage.type.height("small"))
            Paragraph(stage, lines, self.desk.notice, "small", "warn", most=2)
        else:
            Paragraph(stage, block.top(high), words("result.folder"), "caption", "muted", most=1)
            Paragraph(stage, block, where, "small", most=1)
        if stage.focused is None:
            stage.focus(again, by_keyboard=False)

    def _choose(self, place: int) -> None:
        self._chosen = place

    def open_moment(self, turn: int) -> None:
        """A moment of the call once more; from 1."""
        if (result := self.desk.review.result) is not None:
            open_moment(self, result, turn)

    def show_all_advice(self, on: bool) -> None:
        """All advice, or the two most important pieces."""
        self.all_advice = on
        self.app.rebuild()

    def put_right(self, turn: int) -> None:
        """What stands in the field is what was said."""
        if (result := self.desk.review.result) is not None and not self.desk.review.busy:
            self.desk.review.put_right(turn, self.rewritten.get(turn, result.turns[turn - 1].text))
            self.app.rebuild()

    def answer_again(self, turn: int) -> None:
        """The same customer up to this turn; from there on new answers."""
        if (result := self.desk.review.result) is not None:
            again = self.desk.review.answer_again(result.answer_of(turn))
            self.app.go("call", again=again)

    def _open_page(self) -> None:
        if (result := self.desk.review.result) is not None and result.folder is not None:
            page = (result.folder / PAGE).absolute().as_uri()
            self.desk.errands.send(lambda: webbrowser.open(page), lambda _: None)

    def _play_again(self) -> None:
        self.app.go("rules")

    def leave(self) -> None:
        """Back to where the result was opened."""
        self.app.go(self._back)

    def close(self) -> None:
        """What is playing stops."""
        self.desk.review.hush()


def _from_home(folder: Path) -> str:
    """A folder as it is called within the user's own."""
    home = Path.home()
    return str(Path("~") / folder.relative_to(home)) if folder.is_relative_to(home) else str(folder)
