"""What screens have around them: the rail at the side, and the bar on top."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from trainer.ui import screens
from trainer.ui.area import Area
from trainer.ui.widgets import Button, Entry, Icon, Label, Panel, Paragraph
from trainer.ui.widgets.entry import ON_RAIL

if TYPE_CHECKING:
    from trainer.ui.screen import Screen
    from trainer.ui.stage import Stage

RAIL: Final = 216
MARGIN: Final = 32


def with_rail(screen: Screen, area: Area, here: str) -> Area:
    """The rail with the way to the main screens and the trainee's name; returns what is left for the screen."""
    stage, words = screen.stage, screen.words
    rail = area.start(stage.px(RAIL))
    Panel(stage, Area(rail.rect.copy(), rail.rtl), "rail", border=None, corner=0)
    edge(stage, Area(rail.rect.copy(), rail.rtl).end(1))
    inner = rail.inset(stage.px(16), stage.px(24))
    brand = inner.top(stage.px(44), stage.px(28))
    Icon(stage, brand.start(stage.px(30), stage.px(8)), "calls", "rail_ink", size=28)
    Label(stage, brand, "callfloor", "heading", "rail_ink")
    for name in ("calls", "progress", "settings"):
        if name in screens.SCREENS:
            kind = "rail chosen" if name == here else "rail"
            Button(
                stage, inner.top(stage.px(44), stage.px(6)), words(f"common.{name}"), partial(screen.app.go, name),
                kind=kind, sign=name, align="start", chosen=name == here,
            )  # fmt: skip
    field = inner.bottom(stage.px(44), stage.px(6))
    caption = inner.bottom(stage.type.height("caption"))
    Paragraph(stage, caption, words("common.your_name"), "caption", "rail_muted", most=1)
    Entry(stage, field, words("common.your_name"), screen.desk.settings.trainee, hint=words("common.name_hint"),
          most=40, change=lambda text: screen.desk.change(trainee=text), submit=screen.desk.read_history,
          look=ON_RAIL)  # fmt: skip
    return area.inset(stage.px(MARGIN), stage.px(24))


def with_bar(screen: Screen, area: Area, title: str) -> Area:
    """The bar on top with the way back and the title; returns what is left of the bar, and cuts it off ``area``."""
    stage = screen.stage
    bar = area.top(stage.px(64))
    edge(stage, bar.bottom(1))
    Panel(stage, Area(bar.rect.copy(), bar.rtl), border=None, corner=0)
    inner = bar.inset(stage.px(16), stage.px(10))
    back = screen.words("common.back")
    wide = stage.type.width(back, "strong") + stage.px(60)
    Button(stage, inner.start(wide, stage.px(12)), back, screen.leave, kind="quiet", sign="back")
    Label(stage, inner.start(stage.type.width(title, "heading") + stage.px(4), stage.px(14)), title, "heading")
    return inner


def warning(screen: Screen, area: Area) -> None:
    """What has to be known before a call, on top of what else stands here; nothing where all is well."""
    stage, text = screen.stage, screen.desk.warning
    if not text:
        return
    lines = len(stage.type.wrap(text, "body", area.rect.w - stage.px(32)))
    ground = area.top(lines * stage.type.height("body") + stage.px(20), stage.px(16))
    Panel(stage, Area(ground.rect.copy(), ground.rtl), "warn_soft", border="warn")
    Paragraph(stage, ground.inset(stage.px(16), stage.px(10)), text, "body", "warn")


def edge(stage: Stage, area: Area) -> None:
    """A hairline between two parts of the screen."""
    Panel(stage, area, "line", border=None, corner=0)


def header(screen: Screen, area: Area, title: str, subtitle: str) -> None:
    """A large title, and a line about it."""
    stage = screen.stage
    head = area.top(stage.type.height("title"), stage.px(2))
    Label(stage, head, title, "title")
    Paragraph(stage, area.top(stage.type.height("body"), stage.px(18)), subtitle, "body", "muted", most=1)
