"""One moment of a call once more: what was said before, what the trainee answered, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.language.figures import clock
from trainer.language.quotes import quoted
from trainer.ui.screens.calldialogs import Field, ask
from trainer.ui.screens.rows import Piece, ReadRow, row_height
from trainer.ui.widgets import Button, Label, Panel, Scroller

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trainer.ui.area import Area
    from trainer.ui.screens.result import Result
    from trainer.ui.shown import Shown
    from trainer.ui.stage import Stage

WIDTH: Final = 700
PAD: Final = 24
SIGN: Final = 66
"""Design pixels of a button beside its words."""
BESIDE: Final = 20
"""Design pixels of the bar for scrolling, which is in the margin."""


def open_moment(screen: Result, result: Shown, turn: int, *, heard: bool = True) -> None:
    """Opens it over the result; it is ``heard`` at once where it was recorded.  ``turn``: from 1."""
    stage, words, review = screen.stage, screen.words, screen.desk.review
    px, rows = stage.px, said_rows(screen, result, turn)
    wide = min(px(WIDTH), stage.area.rect.w - px(48))
    inner_wide = wide - 2 * px(PAD)
    texts = sum(row_height(stage, [*pieces], inner_wide, pressed=False) + px(6) for pieces, _, _ in rows)
    ways = _ways(screen, result, turn)
    rows_of_ways = _in_rows(stage, ways, inner_wide)
    foot_high = len(rows_of_ways) * px(46 + 10) - px(10)
    frame = 2 * px(PAD) + px(40) + px(12) + px(16) + foot_high
    area = stage.area.middle(wide, min(texts + frame + px(8), stage.area.rect.h - px(48)))

    def again(_: Stage) -> None:
        if (now := review.result) is not None:
            open_moment(screen, now, turn, heard=False)

    stage.popup(area.inset(-px(10)), stage.focused, review.hush, again)
    Panel(stage, area.inset(0), border="outline", raised=True)
    inner = area.inset(px(PAD))
    at = result.turns[turn - 1].start
    head = inner.top(px(40), px(12))
    if at is not None:
        Label(stage, head.end(px(80)), clock(at, words.language), "body", "muted", align="end")
    Label(stage, head, words("result.answer_n", number=result.answer_of(turn)), "heading")
    foot = inner.bottom(foot_high, px(16))
    inner.rect.w += px(BESIDE)
    inner.rect.x -= px(BESIDE) if stage.rtl else 0
    scroller = Scroller(stage, inner, "moment")
    for pieces, ground, said in rows:
        ReadRow(stage, scroller.inner, pieces, said=said, ground=ground, inside=scroller.sheet)
        scroller.inner.top(0, px(6))
    scroller.end(scroller.inner.rect.top)
    buttons = []
    for row in rows_of_ways:
        place = Row(stage, foot.top(px(46), px(10)))
        buttons += [place.button(text, press, sign, kind=kind, at_end=kind == "quiet")
                    for text, press, sign, kind in row]  # fmt: skip
    if review.busy:
        for one in buttons:
            one.disable()
    stage.focus(buttons[0], by_keyboard=stage.by_keyboard)
    if heard and result.can_be_heard(turn):
        review.hear(turn)


Way = tuple[str, "Callable[[], None]", str, str]
"""The words of a button, what it does, its sign and its kind."""


def _ways(screen: Result, result: Shown, turn: int) -> list[Way]:
    """What can be done with the moment."""
    words, review = screen.words, screen.desk.review
    ways: list[Way] = []
    if result.can_be_heard(turn):
        ways.append((words("result.hear"), partial(review.hear, turn), "loudspeaker", "primary"))
    kind = "plain" if ways else "primary"
    ways.append((words("result.answer_again"), partial(screen.answer_again, turn), "replay", kind))
    if result.was_recognized(turn):
        ways.append((words("result.not_said"), partial(_correct, screen, result, turn), "question", "plain"))
    ways.append((words("result.close"), lambda: screen.stage.close_popup(), "cross", "quiet"))
    return ways


def _in_rows(stage: Stage, ways: Sequence[Way], width: int) -> list[list[Way]]:
    """As many in a row as have room in it."""
    rows: list[list[Way]] = []
    left = 0
    for way in ways:
        wide = stage.type.width(way[0], "strong") + stage.px(SIGN)
        if wide > left:
            rows, left = [*rows, []], width
        rows[-1].append(way)
        left -= wide + stage.px(12)
    return rows


def _correct(screen: Result, result: Shown, turn: int) -> None:
    """Asks for what was really said."""
    words = screen.words

    def done(texts: list[str]) -> None:
        screen.rewritten[turn] = texts[0]
        screen.put_right(turn)

    said = Field(words("result.said_n", number=result.answer_of(turn)), result.turns[turn - 1].text)
    ask(screen.stage, words("result.not_said"), words("result.not_said_about"), words("result.said_so"), done, [said])


class Row:
    """Buttons beside each other, as wide as their words."""

    def __init__(self, stage: Stage, area: Area) -> None:
        self._stage, self._area = stage, area

    def button(
        self, text: str, press: Callable[[], None], sign: str, *, kind: str = "plain", at_end: bool = False
    ) -> Button:
        """One more button, where the row begins or ends."""
        stage = self._stage
        wide = min(stage.type.width(text, "strong") + stage.px(SIGN), self._area.rect.w)
        cut = self._area.end if at_end else self._area.start
        return Button(stage, cut(wide, stage.px(12)), text, press, kind=kind, sign=sign)


def said_rows(screen: Result, result: Shown, turn: int) -> list[tuple[list[Piece], str, str]]:
    """The turn, the one before it and the one after it: the texts, the ground, and who speaks."""
    rows = []
    for number in range(max(1, turn - 1), min(len(result.turns), turn + 1) + 1):
        said = result.turns[number - 1]
        customer = said.speaker == "customer"
        session = result.played.session
        who = session.dialogue.persona.called[0] if customer else session.trainee
        text = said.text or (result.page.hangs_up if said.hangs_up else result.page.silent)
        pieces = [Piece(who, "caption", "muted"), Piece(text, "strong" if number == turn else "body")]
        if said.corrected:
            heard = quoted(said.heard, screen.words.language) if said.heard else result.page.silent
            pieces.append(Piece(f"{result.page.put_right}. {result.page.was_heard}: {heard}", "small", "muted"))
        if said.transfer:
            pieces.append(Piece(f"{result.page.passes_on}: {said.transfer}", "small", "muted"))
        rows.append((pieces, "accent_soft" if number == turn else "sunken", ""))
    return rows
