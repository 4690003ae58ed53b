"""The cards of a result: how it ended, points by section, advice, every check, words that were not heard clearly."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.coach import FOR_A_BEGINNER
from trainer.coach.reasons import reason
from trainer.language.figures import clock, figure
from trainer.language.quotes import quoted
from trainer.ui.area import Area
from trainer.ui.screens.rows import Piece, PressRow, ReadRow, row_height
from trainer.ui.screens.section import Section
from trainer.ui.widgets import Bar, Button, Entry, Label, Paragraph, Switch, Tag
from trainer.ui.widgets.labels import tag_size

if TYPE_CHECKING:
    from trainer.coach import Advice
    from trainer.ui.screens.columns import Columns
    from trainer.ui.screens.result import Result
    from trainer.ui.shown import Line, Part, Shown

SIGNS: Final = {
    "pass": ("check", "good"), "fail": ("cross", "bad"), "not measured": ("ear", "muted"),
    "not scored": ("question", "warn"), "critical": ("stop", "bad"), "taken off": ("minus", "bad"),
}  # fmt: skip


class Cards:
    """Makes the cards for the columns.  ``screen``: what pressing something on them is told."""

    def __init__(self, screen: Result, result: Shown, columns: Columns) -> None:
        self.screen, self.result = screen, result
        self.inside, self.width = columns.scroller.sheet, columns.width
        self.stage, self.words, self.page = screen.stage, screen.words, result.page

    def details(self) -> Iterator[Section]:
        """Every check, what was taken off, and how it sounded."""
        for part in self.result.parts:
            if part.weight or part.silent:
                yield self.part(part)
        yield self.taken_off()
        yield self.voice()

    def _section(self, title: str, sign: str) -> Section:
        return Section(self.stage, self.width, title, sign, inside=self.inside)

    def outcome(self) -> Section:
        """Points, ready or not, how it ended, and what must never happen."""
        result, stage, words, score = self.result, self.stage, self.words, self.result.played.score
        title = self.page.ended_well if result.success else self.page.ended_badly
        card = self._section(title, "flag")
        card.row(stage.type.height("display"), self._points, 12)
        card.text(result.ended, "body", sign="check" if result.success else "cross",
                  sign_colour="good" if result.success else "bad")  # fmt: skip
        if not result.success or not score.ready:
            card.text(words("result.pass_mark", points=round(score.pass_mark)), "small", "muted")
        for line in result.criticals:
            self._line(card, line)
        return card

    def _points(self, row: Area) -> None:
        stage, words, score = self.stage, self.words, self.result.played.score
        total, good = figure(score.total, words.language, 0), score.ready
        place = row.start(stage.type.width(total, "display"), stage.px(10))
        Label(stage, place, total, "display", "good" if good else "bad", inside=self.inside)
        of = words("result.of_100")
        Label(stage, row.start(stage.type.width(of, "body"), stage.px(16)), of, "body", "muted", inside=self.inside)
        tags = [(words("calls.ready" if good else "calls.not_ready"), "good" if good else "bad")]
        if (before := self.screen.desk.review.before) is not None:
            tags.append((words("result.before", points=round(before)), "plain"))
        for text, kind in tags:
            wide = tag_size(stage, text)[0]
            Tag(stage, row.start(wide, stage.px(8)).middle(wide, stage.px(28)), text, kind, inside=self.inside)

    def bars(self) -> Section:
        """What every section earned."""
        stage, words = self.stage, self.words
        card = self._section(words("result.sections"), "progress")
        for part in self.result.parts:
            card.row(stage.type.height("small") + stage.px(10), partial(self._bar, part), 8)
        return card

    def _bar(self, part: Part, row: Area) -> None:
        stage, words = self.stage, self.words
        texts = row.top(stage.type.height("small"), stage.px(3))
        earned = words("result.earned", earned=round(part.earned), weight=round(part.weight)) if part.weight else (
            self.page.not_measured if part.silent else self.page.nothing_to_ask)  # fmt: skip
        side = texts.end(stage.type.width(earned, "small") + stage.px(2), stage.px(10))
        Paragraph(stage, texts, part.name, "small", most=1, inside=self.inside)
        Paragraph(stage, side, earned, "small", "ink" if part.weight else "muted", inside=self.inside)
        share = part.earned / part.weight if part.weight else 0.0
        colour = "good" if share >= 0.75 else "accent" if share >= 0.4 else "bad"
        Bar(stage, row.top(stage.px(7)), share, colour, inside=self.inside)

    def doubts(self) -> Section:
        """Words that were not heard clearly, to be confirmed or put right."""
        stage, words, result = self.stage, self.words, self.result
        card = self._section(words("result.doubts"), "question")
        if result.doubts:
            card.text(words("result.doubts_about"), "small", "muted", gap=10)
        for turn, doubted in result.doubts:
            heard = words("result.and").join(quoted(one, words.language) for one in doubted[:6])
            number = result.answer_of(turn)
            card.text(words("result.did_you_say", number=number, words=heard), "strong", gap=4)
            card.row(self._field + stage.px(54), partial(self._doubt, turn, words("result.said_n", number=number)), 14)
        return card

    @property
    def _field(self) -> int:
        """Pixels of a field for three lines."""
        return 3 * self.stage.type.height("body") + self.stage.px(16)

    def _doubt(self, turn: int, name: str, area: Area) -> None:
        stage, screen = self.stage, self.screen
        text = screen.rewritten.get(turn, self.result.turns[turn - 1].text)
        say = partial(screen.put_right, turn)
        field = area.top(self._field, stage.px(10))
        Entry(stage, field, name, text, change=partial(screen.rewritten.__setitem__, turn), submit=say,
              inside=self.inside)  # fmt: skip
        yes = self.words("result.said_so")
        place = area.top(stage.px(44)).start(stage.type.width(yes, "strong") + stage.px(66))
        button = Button(stage, place, yes, say, sign="check", name=f"{yes}: {name}", inside=self.inside)
        if screen.desk.review.busy:
            button.disable()

    def advice(self) -> Section:
        """What to do better next time: the two most important things, or all."""
        stage, words, screen = self.stage, self.words, self.screen
        card, given = self._section(self.page.next_time, "target"), self.result.advice
        for one in given if screen.all_advice else given[:FOR_A_BEGINNER]:
            self._row(card, _advice_pieces(self, one), one.turn)
        if len(given) > FOR_A_BEGINNER:
            name = words("result.all_advice", count=len(given))

            def switch(row: Area) -> None:
                Switch(stage, row.end(stage.px(46), stage.px(12)), name, screen.all_advice, screen.show_all_advice,
                       inside=self.inside)  # fmt: skip
                Label(stage, row, name, "small", "muted", align="end", inside=self.inside)

            card.row(stage.px(30), switch)
        return card

    def part(self, part: Part) -> Section:
        """Every check of a section."""
        points = self.words("result.earned", earned=round(part.earned), weight=round(part.weight))
        card = self._section(f"{part.name}: {points}" if part.weight else part.name, "scale")
        for line in part.lines:
            self._line(card, line)
        return card

    def taken_off(self) -> Section:
        """Words that cost points."""
        card = self._section(self.page.deductions, "minus")
        for line in self.result.taken_off:
            self._line(card, line)
        return card

    def voice(self) -> Section:
        """How it sounded; no points hang on it."""
        page, voice = self.page, self.result.voice
        card = self._section(page.voice, "loudspeaker")
        if voice is None:
            return card
        card.text(page.voice_about, "small", "muted")
        for name, value, unit, places in (
            (page.latency, voice.latency, page.in_seconds, 1), (page.loudness, voice.loudness, page.in_decibels, 0),
            (page.pitch, voice.pitch, page.in_hertz, 0), (page.pitch_range, voice.pitch_range, "{number}", 1),
        ):  # fmt: skip
            if value is not None:
                card.pair(name, unit.format(number=figure(value, self.words.language, places)))
        for one in voice.advice:
            card.text(page.louder if one == "louder" else page.livelier, sign="forward")
        return card

    def _line(self, card: Section, line: Line) -> None:
        """A check with its evidence; it can be pressed where there is a moment to go back to."""
        sign, colour = SIGNS[line.verdict]
        page, head = self.page, line.asks
        said = {"pass": page.passed, "fail": page.failed}.get(line.verdict, "")
        if line.verdict == "critical":
            head = f"{page.critical}: {head}"
        if line.points:
            head = self.words("result.points_off", points=round(line.points), what=head)
        strong = line.verdict in ("fail", "critical", "taken off")
        pieces = [
            Piece(head, "strong" if strong else "body", "bad" if line.verdict == "critical" else "ink", sign, colour)
        ]
        if line.verdict in ("not measured", "not scored"):
            why = page.not_measured if line.verdict == "not measured" else page.not_scored
            pieces.append(Piece(why, "small", "muted"))
        if line.why:
            pieces.append(Piece(line.why, "small", "muted"))
        for quote in line.quotes:
            at = f"{clock(quote.at, self.words.language)} " if quote.at is not None else ""
            pieces.append(Piece(f"{at}{quoted(quote.text, self.words.language)}", "small", "muted"))
        if line.better:
            pieces.append(Piece(f"{self.page.better}: {line.better}", "small", "good"))
        self._row(card, pieces, line.quotes[0].turn if line.quotes else 0, said)

    def _row(self, card: Section, pieces: list[Piece], turn: int, said: str = "") -> None:
        stage = self.stage
        bleed = stage.px(10)
        width = card.width + 2 * bleed

        def build(area: Area) -> None:
            area = area.inset(-bleed, 0)
            if not turn:
                ReadRow(stage, area, pieces, said=said, inside=self.inside)
                return
            sign = "loudspeaker" if self.result.can_be_heard(turn) else "quote"
            PressRow(stage, area, pieces, partial(self.screen.open_moment, turn), said=said, sign=sign,
                     inside=self.inside)  # fmt: skip

        card.row(row_height(stage, pieces, width, pressed=bool(turn)), build, 2)


def _advice_pieces(cards: Cards, one: Advice) -> list[Piece]:
    words, page = cards.words, cards.page
    pieces = [Piece(one.text, "strong", sign="forward", sign_colour="accent_text")]
    if one.quote:
        pieces.append(Piece(f"{page.you_said}: {quoted(one.quote, words.language)}", "small", "muted", most=2))
    elif one.why:
        why = reason(one.why, words.language)
        pieces.append(Piece(why[:1].upper() + why[1:], "small", "muted"))
    if one.better:
        pieces.append(Piece(f"{page.better}: {one.better}", "small", "good"))
    return pieces
