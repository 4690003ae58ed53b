"""How a call looks in a terminal: the rules of the game, the customer's mood and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    from trainer.rubric import PROFILES, asked_of

    persona = dialogue.persona
    out.print(Panel(f"{dialogue.role}\n{dialogue.aim}", title=dialogue.title, title_align="left"))
    waiting = f"  He or she has waited {waited / 60:.0f} min in the queue." if waited else ""
    _part("Who calls", [f"{persona.name}. {persona.about}{waiting}"])
    file(dialogue)
    _part("Knowledge base", [entry.says for entry in dialogue.knowledge.values()])
    _part("To be said", [f'"{line.strict}"' if line.strict else f"in your own words: {name.replace('_', ' ')}"
                         for name, line in dialogue.script.items()])  # fmt: skip
    _part("To be read word by word", [question.read for question in dialogue.questions.values()])
    _part("Never say", list(_never(dialogue)))
    scored = Table(box=None, show_header=False, padding=(0, 1))
    for section, weight in PROFILES[dialogue.kind].items():
        asks = [wording.asks(check.name, check.definition) for check in asked_of(dialogue, section)]
        scored.add_row(f"{weight:g}", wording.sections[section], " ".join(asks))
    out.print("What is scored, and its weight", style="bold")
    out.print(Padding(scored, (0, 0, 1, 1)))
    out.print('Also: -3 for a forbidden phrase, -1 for jargon, -1 for a "but" right after sympathy.', style="dim")


def file(dialogue: Dialogue) -> None:
    """The customer's file, as the trainee may look into it at any time."""
    from trainer.dialogue.lines import written_out

    lines = []
    for fact in dialogue.facts.values():
        if not fact.hidden:
            remark = (
                "  (verifies the caller)" if fact.identity else "  (only after verification)" if fact.account else ""
            )
            lines.append(f"{fact.label}: {written_out(fact, dialogue.language)}{remark}")
    _part("In the file", lines)


def _never(dialogue: Dialogue) -> Iterator[str]:
    """Forbidden phrases without the signs of their notation, each with what to say instead: one that stands for all."""
    from trainer.language import Say, load_lexicon

    acts = {
        f"<act:{name}>": phrases.says if isinstance(phrases, Say) else phrases
        for name, phrases in dialogue.acts.items()
    }
    for one in (*dialogue.forbidden, *load_lexicon(dialogue.language).forbidden):
        phrases = [phrase for says in one.says for phrase in acts.get(says, (says,))]
        plain = next((phrase for phrase in phrases if not set("<{") & set(phrase)), "")
        words = " ".join(word.lstrip("=").split("/")[0] for word in plain.replace("...", "…").replace("*", "…").split())
        yield f'"{re.sub("(… ?)+", "… ", words).strip()}"  →  {one.better}'


def _part(title: str, lines: Sequence[str]) -> None:
    if lines:
        out.print(title, style="bold")
        out.print(Padding("\n".join(f"• {line}" for line in lines), (0, 0, 1, 2)))


def line(name: str, reply: Reply) -> None:
    """The customer's line with the mood."""
    out.print()
    out.print(mood(reply.anger, reply.trust))
    out.print(Text.assemble((f"{name}: ", "bold"), reply.text), soft_wrap=True)
