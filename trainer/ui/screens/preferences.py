"""The settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from trainer.ui.area import Area
from trainer.ui.screen import Screen
from trainer.ui.screens.frame import header, with_rail
from trainer.ui.screens.section import Section
from trainer.ui.widgets import Choice, Paragraph, Scroller, Switch

PAUSES: Final = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
"""Seconds of longer pause to choose from."""
DAYS: Final = (1, 7, 30, 90, 365)
DEFAULTS: Final = {"recognizer": "by_language", "voice": "by_default_voice"}
"""What nothing chosen is called, where it is not a device."""
SYSTEM: Final = "system"
"""The voice that speaks where none is chosen."""
CONTROL: Final = 300
"""Design pixels of the column of controls."""


class Preferences(Screen):
    """What a trainee chooses once and for all; every choice holds at once."""

    @property
    def title(self) -> str:
        """Settings."""
        return self.words("settings.title")

    def build(self, area: Area) -> None:
        """Rail, title, and a card for each kind of setting."""
        stage, words = self.stage, self.words
        content = with_rail(self, area, "settings")
        header(self, content, self.title, words("settings.subtitle"))
        content.rect.h += stage.px(24)
        scroller = Scroller(stage, content, "settings")
        sheet = scroller.inner
        wide = min(sheet.rect.w, stage.px(900))
        for section in (self._seeing(wide, scroller), self._hearing(wide, scroller), self._keeping(wide, scroller)):
            place = Area(sheet.rect.copy(), sheet.rtl).start(wide)
            section.place(place)
            sheet.top(place.rect.top - sheet.rect.top)
        scroller.end(sheet.rect.top + stage.px(8))

    def _seeing(self, wide: int, scroller: Scroller) -> Section:
        words = self.words
        section = Section(self.stage, wide, words("settings.seeing"), "eye", inside=scroller.sheet)
        self._choice(section, "text_size", [(one, words(f"settings.{one}")) for one in ("normal", "large", "largest")])
        for name in ("high_contrast", "subtitles", "script_shown"):
            self._switch(section, name)
        return section

    def _hearing(self, wide: int, scroller: Scroller) -> Section:
        words, devices = self.words, self.desk.devices
        section = Section(self.stage, wide, words("settings.hearing"), "microphone", inside=scroller.sheet)
        self._choice(section, "duplex", [(one, words(f"settings.{one.replace(' ', '_')}"))
                                         for one in ("half", "headset", "push to talk")])  # fmt: skip
        pauses = sorted({*PAUSES, self.desk.settings.longer_pause})
        self._choice(section, "longer_pause", [
            (str(one), words("settings.seconds", seconds=one) if one else words("settings.no_longer"))
            for one in pauses])  # fmt: skip
        for name in ("recognizer", "microphone", "voice", "loudspeaker"):
            found = getattr(devices, f"{name}s") if devices else ()
            chosen = getattr(self.desk.settings, name)
            kept = [one for one in dict.fromkeys((*found, chosen)) if one not in ("", SYSTEM)]
            default = words(f"settings.{DEFAULTS.get(name, 'by_default')}")
            self._choice(section, name, [("", default), *((one, one) for one in kept)])
        return section

    def _keeping(self, wide: int, scroller: Scroller) -> Section:
        words = self.words
        section = Section(self.stage, wide, words("settings.keeping"), "disk", inside=scroller.sheet)
        self._switch(section, "record")
        days = sorted({*DAYS, self.desk.settings.keep_days})
        self._choice(section, "keep_days", [(str(one), words("settings.days", days=one)) for one in days])
        return section

    def _choice(self, section: Section, name: str, options: Sequence[tuple[str, str]]) -> None:
        def build(area: Area) -> None:
            Choice(self.stage, area, self.words(f"settings.{name}"), options, str(getattr(self.desk.settings, name)),
                   lambda key: self._change(name, key), inside=section.inside)  # fmt: skip

        self._row(section, name, build)

    def _switch(self, section: Section, name: str) -> None:
        def build(area: Area) -> None:
            Switch(self.stage, area, self.words(f"settings.{name}"), bool(getattr(self.desk.settings, name)),
                   lambda on: self._change(name, on), inside=section.inside)  # fmt: skip

        self._row(section, name, build)

    def _row(self, section: Section, name: str, control: Any) -> None:
        """What it is called, what it means, and at the end of the row what it is set to."""
        stage, words = self.stage, self.words
        about = words(f"settings.{name}_about") if f"{name}_about" in words.screens["settings"] else ""
        beside, strong, small = stage.px(CONTROL), stage.type.height("strong"), stage.type.height("small")
        room = section.width - beside - stage.px(24)
        lines = len(stage.type.wrap(about, "small", room)) if about else 0
        high = max(strong + lines * small, stage.px(42))

        def build(area: Area) -> None:
            side = area.end(beside, stage.px(24))
            text = area.middle(10**6, strong + lines * small)
            Paragraph(stage, text.top(strong), words(f"settings.{name}"), "strong", most=1, inside=section.inside)
            if about:
                Paragraph(stage, text, about, "small", "muted", inside=section.inside)
            control(side.middle(beside, stage.px(42)))

        section.row(high, build, 16)

    def _change(self, name: str, value: Any) -> None:
        self.desk.change(**{name: float(value) if name == "longer_pause" else value})
        if name in ("microphone", "loudspeaker", "recognizer"):
            self.desk.look_for_devices()

    def leave(self) -> None:
        """Back to the list."""
        self.app.go("calls")
