"""How a call looks in a terminal: the rules of the game, the customer's mood and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sim.cli.console import out

if TYPE_CHECKING:
    from trainer.coach import Wording
    from trainer.customer import Reply
    from trainer.dialogue import Dialogue


def mood(anger: float, trust: float) -> Text:
    """Anger and trust as two short bars."""
    colour = "red" if anger >= 7 else "yellow" if anger > 3 else "green"
    return Text.assemble(("anger ", "dim"), (_bar(anger), colour), ("  trust ", "dim"), (_bar(trust), "cyan"))


def _bar(value: float) -> str:
    full, empty = ("■", "□") if encodable("■□") else ("#", ".")
    return full * round(value) + empty * (10 - round(value))


def encodable(text: str) -> bool:
    """Whether this terminal has these letters."""
    try:
        text.encode(out.encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def rules(dialogue: Dialogue, wording: Wording, *, waited: float) -> None:
    """Everything a trainee may know before the call; there are no hidden criteria."""
    from trainer.rules import rules_of

    persona, known = dialogue.persona, rules_of(dialogue, wording)
    out.print(Panel(f"{dialogue.role}\n{dialogue.aim}", title=dialogue.title, title_align="left"))
    waiting = f"  He or she has waited {waited / 60:.0f} min in the queue." if waited else ""
    _part("Who calls", [f"{persona.name}. {persona.about}{waiting}"])
    file(dialogue)
    _part("Knowledge base", known.knowledge)
    _part(
        "To be said", [f'"{line}"' for line in known.strict] + [f"in your own words: {line}" for line in known.flexible]
    )
    _part("To be read word by word", known.questions)
    _part("Never say", [f'"{one.words}"  →  {one.better}' for one in known.never])
    scored = Table(box=None, show_header=False, padding=(0, 1))
    for one in known.scored:
        scored.add_row(f"{one.weight:.0f}", one.section, " ".join(one.asks))
    out.print("What is scored, and its weight", style="bold")
    out.print(Padding(scored, (0, 0, 1, 1)))
    out.print('Also: -3 for a forbidden phrase, -1 for jargon, -1 for a "but" right after sympathy.', style="dim")


def file(dialogue: Dialogue) -> None:
    """The customer's file, as the trainee may look into it at any time."""
    from trainer.rules import file_of

    remarks = {"verifies": "  (verifies the caller)", "after verification": "  (only after verification)", "": ""}
    _part("In the file", [f"{one.label}: {one.value}{remarks[one.use]}" for one in file_of(dialogue)])


def _part(title: str, lines: Sequence[str]) -> None:
    if lines:
        out.print(title, style="bold")
        out.print(Padding("\n".join(f"• {line}" for line in lines), (0, 0, 1, 2)))


def line(name: str, reply: Reply) -> None:
    """The customer's line with the mood."""
    out.print()
    out.print(mood(reply.anger, reply.trust))
    out.print(Text.assemble((f"{name}: ", "bold"), reply.text), soft_wrap=True)
