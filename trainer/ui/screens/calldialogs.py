"""Small windows during a call: a question, fields to fill in, and two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pygame import Rect

from trainer.ui.area import Area
from trainer.ui.stage import Stage
from trainer.ui.widgets import Button, Entry, Label, Panel, Paragraph

WIDTH: Final = 520


@dataclass(frozen=True)
class Field:
    """Something to type.  ``needed``: without it the answer is not taken."""

    name: str
    text: str = ""
    hint: str = ""
    needed: bool = True


def ask(
    stage: Stage, title: str, about: str, go: str, done: Callable[[list[str]], None], fields: Sequence[Field] = (), *,
    kind: str = "primary", typing: Callable[[str], None] = lambda _: None,
    column: Callable[[], Area | None] = lambda: None,
) -> None:  # fmt: skip
    """Opens the window at the top of a column, so that what stands below and beside it can still be read.

    ``done`` hears the fields, and is called after the window has closed.  ``column``: all of the window unless given.
    """
    words = stage.words
    over = column() or stage.area
    pad, wide = stage.px(24), min(stage.px(WIDTH), over.rect.w - stage.px(20))
    body, small, box = stage.type.height("body"), stage.type.height("small"), 3 * stage.type.height("body")
    lines = len(stage.type.wrap(about, "body", wide - 2 * pad))
    high = 2 * pad + stage.type.height("heading") + stage.px(8) + lines * body + stage.px(18)
    high += len(fields) * (small + stage.px(4) + box + stage.px(14)) + stage.px(44)
    place = over.middle(wide, high)
    place.rect.top = stage.px(14)
    depth = stage.px(10)
    entries: list[Entry] = []

    def again(anew: Stage) -> None:
        filled = [replace(field, text=entry.text) for field, entry in zip(fields, entries, strict=True)]
        ask(anew, title, about, go, done, filled, kind=kind, typing=typing, column=column)

    stage.popup(place.inset(-depth), stage.focused, again=again)
    Panel(stage, Area(Rect(place.rect), place.rtl), raised=True, border="outline")
    area = place.inset(pad)
    Label(stage, area.top(stage.type.height("heading"), stage.px(8)), title, "heading")
    Paragraph(stage, area.top(lines * body, stage.px(18)), about, "body", "muted")

    def give() -> None:
        for field, entry in zip(fields, entries, strict=True):
            if field.needed and not entry.text.strip():
                stage.focus(entry)
                return
        texts = [entry.text.strip() for entry in entries]
        stage.close_popup()
        done(texts)

    def on() -> None:
        """Enter leads to the next field, and from the last one on."""
        at = next((n for n, entry in enumerate(entries) if entry is stage.focused), len(entries))
        if at + 1 < len(entries):
            stage.focus(entries[at + 1])
        else:
            give()

    for field in fields:
        Paragraph(stage, area.top(small, stage.px(4)), field.name, "small", "muted", most=1)
        entries.append(Entry(stage, area.top(box, stage.px(14)), field.name, field.text, hint=field.hint,
                             change=typing, submit=on))  # fmt: skip
    row = area.top(stage.px(44))
    sure = Button(stage, row.end(stage.type.width(go, "strong") + stage.px(44), stage.px(12)), go, give, kind=kind)
    cancel = words("call.cancel")
    Button(stage, row.end(stage.type.width(cancel, "strong") + stage.px(36)), cancel, stage.close_popup, kind="quiet")
    stage.focus(entries[0] if entries else sure, by_keyboard=True)
