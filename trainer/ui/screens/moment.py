"""One moment of a call once more: what was said before, what the trainee answered, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.ui.screens.figures import clock
from trainer.ui.screens.rows import Piece, ReadRow, row_height
from trainer.ui.widgets import Button, Label, Panel, Scroller

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.ui.area import Area
    from trainer.ui.screens.result import Result
    from trainer.ui.shown import Shown
    from trainer.ui.stage import Stage

WIDTH: Final = 700
PAD: Final = 24
BESIDE: Final = 20
"""Design pixels of the bar for scrolling, which is in the margin."""


def open_moment(screen: Result, result: Shown, turn: int) -> None:
    """Opens it over the result, and lets it be heard where it was recorded.  ``turn``: from 1."""
    stage, words, review = screen.stage, screen.words, screen.desk.review
    px, rows = stage.px, said_rows(screen, result, turn)
    wide = min(px(WIDTH), stage.area.rect.w - px(48))
    inner_wide = wide - 2 * px(PAD)
    texts = sum(row_height(stage, [*pieces], inner_wide, pressed=False) + px(6) for pieces, _, _ in rows)
    frame = 2 * px(PAD) + px(40) + px(12) + px(16) + px(46)
    area = stage.area.middle(wide, min(texts + frame + px(8), stage.area.rect.h - px(48)))
    stage.popup(area.inset(-px(10)), stage.focused, review.hush)
    Panel(stage, area.inset(0), border="outline", raised=True)
    inner = area.inset(px(PAD))
    at = result.turns[turn - 1].start
    head = inner.top(px(40), px(12))
    if at is not None:
        Label(stage, head.end(px(80)), clock(words, at), "body", "muted", align="end")
    Label(stage, head, words("result.answer_n", number=result.answer_of(turn)), "heading")
    foot = inner.bottom(px(46), px(16))
    inner.rect.w += px(BESIDE)
    inner.rect.x -= px(BESIDE) if stage.rtl else 0
    scroller = Scroller(stage, inner, "moment")
    for pieces, ground, said in rows:
        ReadRow(stage, scroller.inner, pieces, said=said, ground=ground, inside=scroller.sheet)
        scroller.inner.top(0, px(6))
    scroller.end(scroller.inner.rect.top)
    first = _buttons(screen, result, turn, foot)
    stage.focus(first, by_keyboard=stage.by_keyboard)
    if result.can_be_heard(turn):
        review.hear(turn)


def _buttons(screen: Result, result: Shown, turn: int, foot: Area) -> Button:
    stage, words, review = screen.stage, screen.words, screen.desk.review
    row = Row(stage, foot)
    first = None
    if result.can_be_heard(turn):
        first = row.button(words("result.hear"), partial(review.hear, turn), "loudspeaker", kind="primary")
    again = row.button(words("result.answer_again"), partial(screen.answer_again, turn), "replay",
                       kind="plain" if first else "primary")  # fmt: skip
    row.button(words("result.close"), stage.close_popup, "cross", kind="quiet", at_end=True)
    return first or again


class Row:
    """Buttons beside each other, as wide as their words."""

    def __init__(self, stage: Stage, area: Area) -> None:
        self._stage, self._area = stage, area

    def button(
        self, text: str, press: Callable[[], None], sign: str, *, kind: str = "plain", at_end: bool = False
    ) -> Button:
        """One more button, where the row begins or ends."""
        stage = self._stage
        wide = min(stage.type.width(text, "strong") + stage.px(66), self._area.rect.w)
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
        if said.transfer:
            pieces.append(Piece(f"{result.page.passes_on}: {said.transfer}", "small", "muted"))
        rows.append((pieces, "accent_soft" if number == turn else "sunken", ""))
    return rows
