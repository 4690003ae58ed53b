"""Cards in columns that are scrolled together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from trainer.ui.widgets import Scroller

if TYPE_CHECKING:
    from trainer.ui.area import Area
    from trainer.ui.screens.section import Section
    from trainer.ui.stage import Stage

GAP: Final = 16


class Columns:
    """Two columns of one width, each card at the end of the shorter one unless it is said which.

    Many cards take longer to lay out than a frame may.  So those that are given to ``later`` come one with each
    ``step``; ``at_once`` where their texts have been measured before.
    """

    def __init__(self, stage: Stage, area: Area, name: str, above: int = 0) -> None:
        self.scroller = Scroller(stage, area, name)
        self.scroller.inner.top(above)
        self._columns = self.scroller.inner.columns(2, stage.px(GAP))
        self._below = stage.px(8)
        self._later: Iterator[Section] = iter(())
        self.width = self._columns[0].rect.w
        """Pixels of a card."""

    def put(self, card: Section, column: int | None = None) -> None:
        """A card is laid out."""
        card.place(min(self._columns, key=lambda one: one.rect.top) if column is None else self._columns[column])

    def later(self, cards: Iterator[Section], *, at_once: bool) -> None:
        """These cards are still to come."""
        self._later = cards
        while at_once and self.step():
            pass
        self._end()

    def step(self) -> bool:
        """One more card is laid out; whether there was one."""
        card = next(self._later, None)
        if card is not None:
            self.put(card)
            self._end()
        return card is not None

    def _end(self) -> None:
        self.scroller.end(max(one.rect.top for one in self._columns) + self._below)
