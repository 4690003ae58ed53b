"""What an agent has on the screen during a call: the customer's file, the knowledge base, the script."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from pygame import Surface

from trainer.language.quotes import quoted
from trainer.ui import shapes
from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.theme import Style
from trainer.ui.widgets import Entry, Icon, Panel, Paragraph, Scroller, Tag
from trainer.ui.widgets.base import Widget
from trainer.ui.widgets.button import Pressable
from trainer.ui.widgets.labels import tag_size

if TYPE_CHECKING:
    from trainer.ui.desk import Chosen

Tab = Literal["file", "knowledge", "script"]
KEYS: Final[dict[Tab, str]] = {"file": "F6", "knowledge": "F7", "script": "F8"}


class Item(Paragraph):
    """A line of the script.  ``said``: whether it has been."""

    said = False

    @property
    def states(self) -> tuple[str, ...]:
        """Whether it has been said."""
        return (self.stage.words("spoken.said"),) if self.said else ()


class Side:
    """A card with a tab for each.  ``tab`` and ``query`` are kept by the screen, which hears of changes."""

    def __init__(
        self, stage: Stage, area: Area, chosen: Chosen, tab: Tab, query: str, said: Collection[str],
        change: Callable[[Tab, str], None], *, script: bool,
    ) -> None:  # fmt: skip
        self._stage, self._chosen, self._change = stage, chosen, change
        self.tab, self._query, self._said = tab, query, said
        self.tabs: list[Tab] = ["file", "knowledge", *(["script"] if script else [])]  # type: ignore[list-item]
        self._ground: Widget = Panel(stage, Area(area.rect.copy(), area.rtl))
        self._area = area.inset(stage.px(16), stage.px(14))
        self._head: list[Widget] = []
        self._list: list[Widget] = []
        self._place = self._area
        self._search_box: Entry | None = None
        self._fill()

    def open(self, tab: Tab) -> None:
        """Shows another tab; the knowledge base is ready to be searched."""
        if tab not in self.tabs:
            return
        self.tab = tab
        self._change(tab, self._query)
        self._fill()
        ready = self._search_box or next(one for one in self._head if one.states)
        self._stage.focus(ready, by_keyboard=self._stage.by_keyboard)

    def tick(self, said: Collection[str]) -> None:
        """These lines of the script have been said."""
        self._said = said
        if self.tab == "script":
            self._fill_list()

    def _fill(self) -> None:
        """The tabs, the search, the list."""
        stage, words = self._stage, self._stage.words
        _take_away(self._list)
        _take_away(self._head)
        area = Area(self._area.rect.copy(), self._area.rtl)
        with stage.after(self._ground) as self._head:
            row = area.top(stage.px(40), stage.px(12))
            needed = {tab: TabButton.needs(stage, words(f"call.{tab}"), KEYS[tab]) for tab in self.tabs}
            spare = (row.rect.w - sum(needed.values())) // len(needed)
            for tab, wide in needed.items():
                TabButton(stage, row.start(wide + spare), words(f"call.{tab}"), KEYS[tab], partial(self.open, tab),
                          chosen=tab == self.tab)  # fmt: skip
            self._search_box = None
            if self.tab == "knowledge":
                self._search_box = Entry(
                    stage, area.top(stage.px(42), stage.px(12)), words("call.search"), self._query,
                    hint=words("call.search"), change=self._search, most=60,
                )  # fmt: skip
        self._place = area
        self._fill_list()

    def _search(self, query: str) -> None:
        self._query = query
        self._change(self.tab, query)
        self._fill_list()

    def _fill_list(self) -> None:
        _take_away(self._list)
        with self._stage.after(self._head[-1]) as self._list:
            scroller = Scroller(self._stage, Area(self._place.rect.copy(), self._place.rtl), f"call {self.tab}")
            match self.tab:
                case "file":
                    self._file(scroller)
                case "knowledge":
                    self._knowledge(scroller)
                case "script":
                    self._script(scroller)
            scroller.end(scroller.inner.rect.top)

    def _file(self, scroller: Scroller) -> None:
        stage, words = self._stage, self._stage.words
        small, strong = stage.type.height("small"), stage.type.height("strong")
        for line in self._chosen.rules.file:
            tag, kind = {"": ("", ""), "verifies": (words("rules.verifies"), "good"),
                         "after verification": (words("rules.after"), "warn")}[line.use]  # fmt: skip
            rows = len(stage.type.wrap(line.label, "small", scroller.inner.rect.w))
            label = scroller.inner.top(rows * small, stage.px(1))
            Paragraph(stage, label, line.label, "small", "muted", inside=scroller.sheet)
            wide = tag_size(stage, tag)[0] if tag else 0
            beside = wide + stage.px(10) + stage.type.width(line.value, "strong") <= scroller.inner.rect.w
            lines = len(stage.type.wrap(line.value, "strong", scroller.inner.rect.w))
            value = scroller.inner.top(lines * strong, stage.px(2))
            place = value.end(wide, stage.px(10)) if tag and beside else None
            Paragraph(stage, value, line.value, "strong", inside=scroller.sheet)
            if tag:
                Tag(stage, place or scroller.inner.top(stage.px(26)), tag, kind, inside=scroller.sheet)
            scroller.inner.top(stage.px(12))

    def _knowledge(self, scroller: Scroller) -> None:
        stage, wanted = self._stage, self._query.casefold().split()
        found = [says for says in self._chosen.rules.knowledge if all(word in says.casefold() for word in wanted)]
        for says in found:
            self._item(scroller, says, "book", "accent_text")
        if not found:
            self._item(scroller, stage.words("call.none_found"), "search", "muted")

    def _script(self, scroller: Scroller) -> None:
        dialogue, rules, words = self._chosen.dialogue, self._chosen.rules, self._stage.words
        strict = [name for name, line in dialogue.script.items() if line.strict]
        flexible = [name for name, line in dialogue.script.items() if line.flexible]
        groups = (("strict", strict, rules.strict), ("flexible", flexible, rules.flexible),
                  ("questions", list(dialogue.questions), rules.questions))  # fmt: skip
        for group, names, lines in groups:
            if not lines:
                continue
            head = scroller.inner.top(self._stage.type.height("small"), self._stage.px(8))
            Paragraph(self._stage, head, words(f"rules.{group}"), "small", "muted", most=1, inside=scroller.sheet)
            for name, line in zip(names, lines, strict=True):
                said = name in self._said
                text = line if group == "flexible" else quoted(line, words.language)
                self._item(scroller, text, "check" if said else "dot", "good" if said else "outline", said=said)

    def _item(self, scroller: Scroller, text: str, sign: str, colour: str, *, said: bool = False) -> None:
        """A line after its sign."""
        stage = self._stage
        high = stage.type.height("body")
        room = scroller.inner.rect.w - stage.px(30)
        place = scroller.inner.top(len(stage.type.wrap(text, "body", room)) * high, stage.px(12))
        mark = place.start(stage.px(18), stage.px(12)).top(high)
        Icon(stage, mark, sign, colour, size=18, inside=scroller.sheet)
        line = Item(stage, place, text, "body", "muted" if said else "ink", inside=scroller.sheet)
        line.said = said


class TabButton(Pressable):
    """A tab, with the key that opens it."""

    role = "tab"

    def __init__(
        self, stage: Stage, area: Area, text: str, key: str, press: Callable[[], None], *, chosen: bool
    ) -> None:
        self._key, self._chosen = key, chosen
        super().__init__(stage, area, press, name=text)

    @staticmethod
    def needs(stage: Stage, text: str, key: str) -> int:
        """Pixels that a tab needs at least."""
        return stage.type.width(text, "strong") + stage.type.width(key, "caption") + stage.px(20)

    @property
    def value(self) -> str:
        """The key."""
        return self._key

    @property
    def states(self) -> tuple[str, ...]:
        """Whether it is open."""
        return (self.stage.words("spoken.chosen"),) if self._chosen else ()

    def paint(self) -> Surface:
        """The words, the key, and a line under the one that is open."""
        stage, theme, size = self.stage, self.stage.theme, (int(self.rect.w), int(self.rect.h))
        ground = theme["sunken"] if self.hovered and not self._chosen else None
        picture = shapes.box(size, self.radius, ground)
        ink = theme["accent_text" if self._chosen else "muted"]
        gap = stage.px(5)
        texts: tuple[tuple[str, Style], ...] = ((self.name, "strong"), (self._key, "caption"))
        wide = sum(stage.type.width(text, style) for text, style in texts) + gap
        row = Area(picture.get_rect(), stage.rtl).middle(wide)
        for text, style in texts:
            place = row.start(stage.type.width(text, style), gap).rect
            stage.type.draw(picture, text, style, ink, (place.x, (size[1] - stage.type.height(style)) // 2))
        line = Area(picture.get_rect(), stage.rtl).bottom(stage.px(3)).rect
        colour = theme["accent" if self._chosen else "line"]
        picture.blit(shapes.box((size[0], line.h if self._chosen else 1), 0, colour),
                     (0, line.y if self._chosen else line.bottom - 1))  # fmt: skip
        return picture


def _take_away(widgets: list[Widget]) -> None:
    for one in widgets:
        if one.alive():
            one.kill()
    widgets.clear()
