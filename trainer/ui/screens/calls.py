"""Choosing a call."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.language import LANGUAGES
from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.screens.callcard import CallCard, card_height
from trainer.ui.screens.frame import header, warning, with_rail
from trainer.ui.widgets import Button, Choice, Icon, Label, Panel, Paragraph, Scroller

if TYPE_CHECKING:
    from trainer.dialogue.shipped import Listed
    from trainer.ui.app import App

CARD: Final = 290
"""Design pixels that a card is wide at least."""
OWN_NAMES: Final = {"en": "English", "ru": "Русский", "uk": "Українська", "ro": "Română", "fa": "فارسی"}
"""Languages as those who speak them call them, whatever the language of the window."""


class Calls(Screen):
    """The calls there are, as cards; what to practise next; the way to everything else."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._opened = self.desk.chosen.file.name if self.desk.chosen else ""
        self.desk.put_back()
        self.desk.read_history()

    @property
    def title(self) -> str:
        """Choose a call."""
        return self.words("calls.title")

    def build(self, area: Area) -> None:
        """Rail, title, filters, what to practise next, cards."""
        stage, words = self.stage, self.words
        content = with_rail(self, area, "calls")
        header(self, content, words("calls.title"), words("calls.subtitle"))
        self._filters(content.top(stage.px(44), stage.px(16)))
        warning(self, content)
        content.rect.h += stage.px(24)
        scroller = Scroller(stage, content, "calls")
        sheet = scroller.inner
        self._advice(sheet, scroller)
        self._cards(sheet, scroller)
        scroller.end(sheet.rect.top + stage.px(12))

    def _filters(self, row: Area) -> None:
        stage, words, desk = self.stage, self.words, self.desk
        languages = [(one, OWN_NAMES[one]) for one in LANGUAGES]
        kinds = [(one, words(f"kinds.{one}")) for one in dict.fromkeys(call.kind for call in desk.calls)]
        levels = [(str(one), words("calls.level_n", level=one)) for one in sorted({call.level for call in desk.calls})]
        wide, gap = stage.px(190), stage.px(12)
        Choice(stage, row.start(wide, gap), words("calls.language"), [("", words("calls.all_languages")), *languages],
               desk.filters.language, lambda key: desk.show(language=key))  # fmt: skip
        Choice(stage, row.start(wide, gap), words("calls.kind"), [("", words("calls.all_kinds")), *kinds],
               desk.filters.kind, lambda key: desk.show(kind=key))  # fmt: skip
        Choice(stage, row.start(wide, gap), words("calls.level"), [("", words("calls.all_levels")), *levels],
               str(desk.filters.level or ""), lambda key: desk.show(level=int(key or 0)))  # fmt: skip
        Label(stage, row, words("calls.count", count=len(desk.listed)), "small", "muted", align="end")

    def _advice(self, sheet: Area, scroller: Scroller) -> None:
        """What to practise next; for a beginner, an easy call."""
        stage, words, advice = self.stage, self.words, self.desk.seen.advice
        call = advice.call if advice else next(iter(self.desk.listed), None)
        if call is None:
            return
        button = words("calls.open")
        beside = stage.type.width(button, "strong") + stage.px(56)
        head = f"{words('calls.next')}: {call.title}" if advice else words("calls.first")
        text = advice.criterion if advice else call.title
        room = sheet.rect.w - beside - stage.px(18 + 32 + 12 + 16 + 18)
        small, strong = stage.type.height("caption"), stage.type.height("strong")
        high = small + strong * len(stage.type.wrap(text, "strong", room, 2))
        place = sheet.top(high + stage.px(32), stage.px(16))
        Panel(stage, Area(place.rect.copy(), place.rtl), "accent_soft", border="accent_soft", inside=scroller.sheet)
        inner = place.inset(stage.px(18), stage.px(16))
        Icon(stage, inner.start(stage.px(32), stage.px(12)), "target", "accent_text", size=26, inside=scroller.sheet)
        end = inner.end(beside, stage.px(16)).middle(beside, stage.px(42))
        Paragraph(stage, inner.top(small), head, "caption", "accent_text", most=1, inside=scroller.sheet)
        Paragraph(stage, inner, text, "strong", most=2, inside=scroller.sheet)
        Button(stage, end, button, partial(self._open, call), kind="primary", name=f"{button}: {call.title}",
               inside=scroller.sheet)  # fmt: skip

    def _cards(self, sheet: Area, scroller: Scroller) -> None:
        stage, desk, gap = self.stage, self.desk, self.stage.px(16)
        if not desk.listed:
            Paragraph(stage, sheet.top(stage.px(40)), self.words("calls.none"), "body", "muted", inside=scroller.sheet)
            return
        across = max(1, (sheet.rect.w + gap) // (stage.px(CARD) + gap))
        for first in range(0, len(desk.listed), across):
            row = sheet.top(card_height(stage), gap)
            for call, place in zip(desk.listed[first : first + across], row.columns(across, gap), strict=False):
                standing, press = desk.seen.standings.get(call.name), partial(self._open, call)
                card = CallCard(stage, place, call, standing, press, languages=not desk.filters.language,
                                inside=scroller.sheet)  # fmt: skip
                if call.name == self._opened:
                    self._opened = ""
                    stage.focus(card, by_keyboard=False)

    def _open(self, call: Listed) -> None:
        self.desk.choose(call.name)
        self.app.go("rules")
