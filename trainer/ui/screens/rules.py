"""The rules of the game, before the call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from trainer.language.quotes import quoted
from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.screens.frame import edge, warning, with_bar
from trainer.ui.screens.section import Section
from trainer.ui.widgets import Bar, Button, Icon, Label, Panel, Paragraph, Scroller, Tag
from trainer.ui.widgets.labels import tag_size

if TYPE_CHECKING:
    from trainer.ui.desk import Chosen

WEIGHTIEST: Final = 40
"""Points of a section whose bar is full."""


class Rules(Screen):
    """Everything that a trainee may know before the call: there are no hidden criteria."""

    @property
    def title(self) -> str:
        """The call's title."""
        chosen = self.desk.chosen
        return chosen.dialogue.title if chosen else self.words("rules.title")

    def build(self, area: Area) -> None:
        """The bar, the rules, and below them the devices and the way into the call."""
        stage, words, chosen = self.stage, self.words, self.desk.chosen
        bar = with_bar(self, area, self.title)
        if chosen is None:
            text = self.desk.notice or words("rules.opening")
            Label(stage, area.inset(stage.px(32)).top(stage.px(60)), text, "body", "muted")
            return
        self._tags(bar, chosen)
        foot = area.bottom(stage.px(80))
        body = area.middle(min(area.rect.w - stage.px(40), stage.px(1240)))
        if self.desk.warning:
            body.top(stage.px(16))
            warning(self, body)
        scroller = Scroller(stage, body, "rules")
        sheet = scroller.inner
        sheet.top(stage.px(20))
        left, right = sheet.columns(2, stage.px(16))
        for one in self._left(chosen, left.rect.w, scroller):
            one.place(left)
        for one in self._right(chosen, right.rect.w, scroller):
            one.place(right)
        sheet.top(max(left.rect.top, right.rect.top) - sheet.rect.top)
        self._scored(chosen, sheet.rect.w, scroller).place(sheet)
        scroller.end(sheet.rect.top + stage.px(8))
        self._foot(foot)

    def _tags(self, bar: Area, chosen: Chosen) -> None:
        dialogue, words = chosen.dialogue, self.words
        for text, kind in ((words(f"kinds.{dialogue.kind}"), "accent"),
                           (words("calls.level_of", level=dialogue.level), "plain")):  # fmt: skip
            Tag(self.stage, bar.start(tag_size(self.stage, text)[0], self.stage.px(8)), text, kind)

    def _left(self, chosen: Chosen, width: int, scroller: Scroller) -> list[Section]:
        stage, words, dialogue, rules = self.stage, self.words, chosen.dialogue, chosen.rules
        ours = dialogue.kind in ("outbound", "survey")
        who = Section(stage, width, words("rules.whom" if ours else "rules.who"), "person", inside=scroller.sheet)
        who.text(dialogue.persona.name, "strong", gap=0)
        who.text(dialogue.persona.about, gap=14)
        who.text(words("rules.role"), "small", "muted", gap=0)
        who.text(dialogue.role, gap=14)
        who.text(words("rules.aim"), "small", "muted", gap=0)
        who.text(dialogue.aim)
        file = Section(stage, width, words("rules.file"), "file", inside=scroller.sheet)
        for line in rules.file:
            tag, kind = {"": ("", ""), "verifies": (words("rules.verifies"), "good"),
                         "after verification": (words("rules.after"), "warn")}[line.use]  # fmt: skip
            file.pair(line.label, line.value, tag, kind)
        return [who, file]

    def _right(self, chosen: Chosen, width: int, scroller: Scroller) -> list[Section]:
        stage, words, rules = self.stage, self.words, chosen.rules
        knowledge = Section(stage, width, words("rules.knowledge"), "book", inside=scroller.sheet)
        for says in rules.knowledge:
            knowledge.text(says, sign="check", sign_colour="accent_text", gap=10)
        said = []
        for name, lines in (("strict", rules.strict), ("flexible", rules.flexible), ("questions", rules.questions)):
            section = Section(stage, width, words(f"rules.{name}"), "quote", inside=scroller.sheet)
            for line in lines:
                if name == "flexible":
                    section.text(line, sign="forward", gap=10)
                else:
                    section.text(quoted(line, words.language), "strong", gap=10)
            said.append(section)
        never = Section(stage, width, words("rules.never"), "stop", inside=scroller.sheet)
        for one in rules.never:
            never.text(one.words, sign="cross", sign_colour="bad", gap=2)
            never.text(one.better, "strong", "good", sign="check", sign_colour="good", gap=14)
        return [*said, knowledge, never]

    def _scored(self, chosen: Chosen, width: int, scroller: Scroller) -> Section:
        stage, words = self.stage, self.words
        section = Section(stage, width, words("rules.scored"), "scale", inside=scroller.sheet)
        name_wide = min(stage.px(300), section.width // 3)
        for one in chosen.rules.scored:
            asks = " ".join(one.asks)
            points = words("rules.points", points=round(one.weight))
            lines = len(stage.type.wrap(asks, "small", section.width - name_wide - stage.px(20)))
            names = len(stage.type.wrap(one.section, "strong", name_wide))
            high = max(lines * stage.type.height("small"),
                       names * stage.type.height("strong") + stage.type.height("small") + stage.px(10))  # fmt: skip

            def build(area: Area, one=one, asks=asks, points=points, names=names) -> None:  # type: ignore[no-untyped-def]
                column = area.start(name_wide, stage.px(20))
                Paragraph(stage, column.top(names * stage.type.height("strong")), one.section, "strong",
                          inside=scroller.sheet)  # fmt: skip
                Paragraph(stage, column.top(stage.type.height("small"), stage.px(2)), points, "small", "muted",
                          inside=scroller.sheet)  # fmt: skip
                Bar(stage, column.top(stage.px(6)), one.weight / WEIGHTIEST, inside=scroller.sheet)
                Paragraph(stage, area, asks, "small", inside=scroller.sheet)

            section.row(high, build, 16)
        section.text(words("rules.deductions"), "small", "muted")
        return section

    def _foot(self, foot: Area) -> None:
        stage, words = self.stage, self.words
        edge(stage, foot.top(1))
        Panel(stage, Area(foot.rect.copy(), foot.rtl), border=None, corner=0)
        inner = foot.inset(stage.px(24), stage.px(16))
        start = words("rules.go_on" if self.desk.left else "rules.start")
        wide = stage.type.width(start, "strong") + stage.px(80)
        place = inner.end(wide, stage.px(24))
        self._devices(inner)
        button = Button(stage, place, start, self._start, kind="primary", sign="calls")
        if stage.focused is None:
            stage.focus(button, by_keyboard=False)

    def _devices(self, row: Area) -> None:
        stage, words, devices = self.stage, self.words, self.desk.devices
        if devices is None:
            Label(stage, row, words("rules.looking"), "small", "muted")
            return
        shown = [(name, found, sign) for name, found, sign in (
            ("loudspeaker", devices.loudspeaker, "loudspeaker"), ("microphone", devices.microphone, "microphone"),
            ("recognizer", devices.recognizer, "ear"))]  # fmt: skip
        for column, (name, found, sign) in zip(row.columns(len(shown), stage.px(16)), shown, strict=True):
            place = column.start(stage.px(24), stage.px(10))
            Icon(stage, place, sign if found else "cross", "good" if found else "warn", size=22)
            small = stage.type.height("caption")
            text = found or words(f"rules.no_{name}")
            lines = min(2, len(stage.type.wrap(text, "small", column.rect.w)))
            block = column.middle(10**6, small + lines * stage.type.height("small"))
            Paragraph(stage, block.top(small), words(f"rules.{name}"), "caption", "muted", most=1)
            Paragraph(stage, block, text, "small", "ink" if found else "warn", most=2)

    def _start(self) -> None:
        self.app.go("call", again=self.desk.left)

    def leave(self) -> None:
        """Back to the list."""
        self.app.go("calls")
