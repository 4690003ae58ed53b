"""What has been practised, what to practise next, and which live calls it is enough for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.language.figures import digits
from trainer.ui.screen import Screen
from trainer.ui.screens.columns import Columns
from trainer.ui.screens.frame import header, with_rail
from trainer.ui.screens.rows import Piece, PressRow, ReadRow, row_height
from trainer.ui.screens.section import Section
from trainer.ui.widgets import Bar, Button, Label, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from trainer.history import Attempt
    from trainer.history.progress import CheckStanding, Practice
    from trainer.history.readiness import Missing
    from trainer.ui.app import App
    from trainer.ui.area import Area
    from trainer.ui.widgets.base import Inside

NEXT: Final = 4
"""Criteria to practise next: a longer list is none."""
SHOWN: Final = 30
"""Attempts that are listed, the latest ones."""
RECENT: Final = 6
"""Results of a criterion that are shown as marks."""


class Progress(Screen):
    """Everything the attempts so far tell."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.desk.put_back()
        self.desk.read_history()
        self._columns: Columns | None = None
        self._shown = False

    @property
    def title(self) -> str:
        """Progress."""
        return self.words("progress.title")

    def build(self, area: Area) -> None:
        """Rail and title; what is next and the grades beside the attempts; then every criterion."""
        stage, words, seen = self.stage, self.words, self.desk.seen
        self._columns = None
        content = with_rail(self, area, "progress")
        header(self, content, self.title, words("progress.subtitle"))
        if not seen.attempts:
            self._nothing(content)
            return
        content.rect.h += stage.px(24)
        columns = self._columns = Columns(stage, content, "progress")
        columns.put(self._attempts(), 0)
        columns.put(self._next(), 1)
        columns.put(self._grades(), 1)
        columns.later(self._checks(), at_once=self._shown)

    def update(self, seconds: float) -> None:
        """What is further down comes a card a frame."""
        if self._columns is not None and not self._columns.step():
            self._shown = True

    def _nothing(self, content: Area) -> None:
        stage, words = self.stage, self.words
        text = words("progress.none" if self.desk.history is not None else "progress.no_history")
        Paragraph(stage, content.top(stage.px(60)), self.desk.notice or text, "body", "muted")
        go = words("progress.choose")
        place = content.top(stage.px(44)).start(stage.type.width(go, "strong") + stage.px(70))
        Button(stage, place, go, partial(self.app.go, "calls"), kind="primary", sign="calls")

    @property
    def _inside(self) -> Inside:
        return self._columns.scroller.sheet if self._columns is not None else None

    def _section(self, title: str, sign: str) -> Section:
        assert self._columns is not None
        return Section(self.stage, self._columns.width, title, sign, inside=self._inside)

    def _row(
        self, card: Section, pieces: list[Piece], press: Callable[[], None] | None = None, *, said: str = ""
    ) -> None:
        stage, bleed = self.stage, self.stage.px(10)

        def build(area: Area) -> None:
            area = area.inset(-bleed, 0)
            if press is None:
                ReadRow(stage, area, pieces, said=said, inside=self._inside)
            else:
                PressRow(stage, area, pieces, press, said=said, inside=self._inside)

        card.row(row_height(stage, pieces, card.width + 2 * bleed, pressed=press is not None), build, 2)

    def _attempts(self) -> Section:
        """The attempts, the latest first; a finished one opens its result, another one can be gone on with."""
        words = self.words
        card = self._section(words("progress.attempts"), "clock")
        for one in self.desk.seen.attempts[: -SHOWN - 1 : -1]:
            title = next((call.title for call in self.desk.calls if call.name == one.dialogue), one.dialogue)
            about = [words("progress.attempt", when=self._when(one), level=one.level)]
            if one.forked:
                about.append(words("progress.forked"))
            if one.finished is None:
                about.append(words("progress.left"))
                pieces = [Piece(title, "body", sign="hold"), Piece(" · ".join(about), "small", "muted"),
                          Piece(words("progress.go_on"), "small", "accent_text")]  # fmt: skip
                self._row(card, pieces, partial(self._go_on, one))
                continue
            verdict = words("calls.ready" if one.ready else "calls.not_ready")
            points = words("progress.points", points=round(one.total or 0), verdict=verdict)
            sign, colour = ("check", "good") if one.ready else ("cross", "bad")
            head = Piece(title, "strong", sign=sign, sign_colour=colour)
            pieces = [head, Piece(points, "small", colour), Piece(" · ".join(about), "small", "muted")]
            self._row(card, pieces, partial(self._open, one))
        return card

    def _when(self, one: Attempt) -> str:
        """The day and the time, by this machine's clock."""
        local = one.started.astimezone()
        form = {"en": "%Y-%m-%d %H:%M", "fa": "%Y/%m/%d %H:%M"}.get(self.words.language, "%d.%m.%Y %H:%M")
        return digits(local.strftime(form), self.words.language)

    def _next(self) -> Section:
        words, practices = self.words, self.desk.seen.practices
        due = [one for one in practices if one.due]
        card = self._section(words("progress.next" if due else "progress.next_later"), "target")
        titles = {call.name: call.title for call in self.desk.calls}
        for one in (due or practices)[:NEXT]:
            pieces = [Piece(self._asks(one.standing.name), "body", sign="forward", sign_colour="accent_text")]
            if one.call in titles:
                pieces.append(Piece(words("progress.with_call", call=titles[one.call or ""]), "small", "accent_text"))
            self._row(card, pieces, partial(self._play, one) if one.call in titles else None)
        if len(due) > NEXT:
            card.text(words("progress.more", count=len(due) - NEXT), "small", "muted")
        return card

    def _grades(self) -> Section:
        """Every grade, and what is missing for it."""
        words, stage = self.words, self.stage
        card = self._section(words("progress.grades"), "shield")
        for one in self.desk.seen.grades:
            name = one.grade.name
            sign, colour = ("check", "good") if one.reached else ("lock", "muted")
            said = words("progress.reached" if one.reached else "progress.missing")
            pieces = [Piece(words(f"progress.{name}"), "strong", sign=sign, sign_colour=colour),
                      Piece(words(f"progress.{name}_may"), "small", colour if one.reached else "ink")]  # fmt: skip
            self._row(card, pieces, said=said)
            for missing in one.missing:
                text = words(f"progress.{name}_{one.grade.needs.index(missing.need) + 1}")
                indent, high = stage.px(30), stage.type.height("small")
                lines = len(stage.type.wrap(text, "small", card.width - indent))
                card.row(high * (lines) + stage.px(14), partial(self._missing, text, missing, indent), 8)
        return card

    def _missing(self, text: str, missing: Missing, indent: int, area: Area) -> None:
        """What is missing, and how much of it there is."""
        stage, inside = self.stage, self._inside
        area.start(indent)
        bar = area.bottom(stage.px(10))
        Paragraph(stage, area, text, "small", "muted", inside=inside)
        have = self.words("progress.have", have=missing.have, count=missing.need.count)
        side = bar.end(stage.type.width(have, "caption") + stage.px(2), stage.px(10))
        Label(stage, side, have, "caption", "muted", inside=inside)
        Bar(stage, bar.middle(10**6, stage.px(6)), missing.have / missing.need.count, inside=inside)

    def _checks(self) -> Iterator[Section]:
        """Every criterion by section: whether it was ever passed, and whether it was last time."""
        seen = self.desk.seen
        sections = dict.fromkeys(one.section for one in seen.checks.values())
        for section in sections:
            name = seen.wording.sections.get(section, section) if seen.wording else section
            card = self._section(name, "scale")
            for one in seen.checks.values():
                if one.section == section:
                    self._row(card, self._check(one))
            yield card

    def _check(self, one: CheckStanding) -> list[Piece]:
        words, passed = self.words, one.latest == "pass"
        sign, colour = ("check", "good") if passed else ("cross", "bad")
        latest = words("progress.latest_pass" if passed else "progress.latest_fail")
        share = words("progress.passed", passed=one.passed, count=len(one.results), latest=latest)
        return [Piece(self._asks(one.name), "body", sign=sign, sign_colour=colour), Piece(share, "small", "muted")]

    def _asks(self, name: str) -> str:
        """What a criterion is called; lines of a script have English names."""
        wording = self.desk.seen.wording
        otherwise = self.words("progress.line", line=name.replace("_", " "))
        if wording is None:
            return otherwise
        return wording.asks(name, otherwise if self.words.language == "en" else wording.checks["script"].asks)

    def _open(self, attempt: Attempt) -> None:
        self.desk.review.open(attempt.id)
        self.app.go("result", back="progress")

    def _go_on(self, attempt: Attempt) -> None:
        self.desk.go_on(attempt.id)
        self.app.go("rules")

    def _play(self, practice: Practice) -> None:
        if practice.call is not None:
            self.desk.choose(practice.call)
            self.app.go("rules")

    def leave(self) -> None:
        """Back to the list."""
        self.app.go("calls")
