"""How a call looks in a terminal: the rules of the game, the customer's mood, the result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sim.cli.console import out

if TYPE_CHECKING:
    from trainer.coach import Advice, Wording
    from trainer.customer import Reply
    from trainer.dialogue import Dialogue
    from trainer.rubric import CheckResult, Evidence, Score
    from trainer.session import Session

_MARKS = {"pass": ("✓", "green"), "fail": ("✗", "red"), "not measured": ("·", "dim"), "not scored": ("?", "yellow"),
          "not applicable": (" ", "dim")}  # fmt: skip


def mood(anger: float, trust: float) -> Text:
    """Anger and trust as two short bars."""
    colour = "red" if anger >= 7 else "yellow" if anger > 3 else "green"
    return Text.assemble(("anger ", "dim"), (_bar(anger), colour), ("  trust ", "dim"), (_bar(trust), "cyan"))


def _bar(value: float) -> str:
    return "■" * round(value) + "□" * (10 - round(value))


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
        words = [word.split("/")[0] for word in plain.replace("...", "…").replace("*", "…").split()]
        yield f'"{" ".join(words)}"  →  {one.better}'


def _part(title: str, lines: Sequence[str]) -> None:
    if lines:
        out.print(title, style="bold")
        out.print(Padding("\n".join(f"• {line}" for line in lines), (0, 0, 1, 2)))


def line(name: str, reply: Reply) -> None:
    """The customer's line with the mood."""
    out.print()
    out.print(mood(reply.anger, reply.trust))
    out.print(Text.assemble((f"{name}: ", "bold"), reply.text), soft_wrap=True)


def result(
    score: Score, replies: Sequence[Reply], wording: Wording, *, ending: str, success: bool, start: tuple[float, float]
) -> None:
    """The whole result: ending, sections with every check, deductions, criticals, mood curve."""
    out.print()
    out.print(Panel(ending, title="How it ended" if success else "How it ended: not as it should", title_align="left"))
    verdict = "ready" if score.ready else "not ready"
    out.print(f"{score.total:.0f} of 100: {verdict}", style="bold green" if score.ready else "bold red")
    for one in score.criticals:
        out.print(f"Critical: {wording.asks(one.name, one.definition)}: {one.why}", style="bold red", soft_wrap=True)
        _quotes(one.evidence)
        _better(one.better)
    for section in score.sections:
        if not section.weight:
            out.print(f"\n{wording.sections[section.name]}: not measured", style="bold")
            continue
        out.print(f"\n{wording.sections[section.name]}: {section.earned:.0f} of {section.weight:.0f}", style="bold")
        for check in section.checks:
            if check.status != "not applicable":
                _check(check, wording)
    for cost in score.deductions:
        out.print(f"\n-{cost.points:.0f} {cost.name}: {cost.because}", style="red", soft_wrap=True)
        _quotes((cost.evidence,))
        _better(cost.better)
    curve(replies, start)


def _check(check: CheckResult, wording: Wording) -> None:
    sign, colour = _MARKS[check.status]
    why = f"  ({check.finding.why})" if check.finding.why else ""
    out.print(
        Text.assemble((f" {sign} ", colour), wording.asks(check.name, check.definition), (why, "dim")), soft_wrap=True
    )
    _quotes(check.finding.evidence[:2])
    if check.status == "fail":
        _better(check.better)


def _quotes(evidence: Sequence[Evidence]) -> None:
    for one in evidence:
        if one.quote:
            quote = one.quote if len(one.quote) <= 160 else f"{one.quote[:157]}..."
            out.print(f'     turn {one.turn}: "{quote}"', style="dim", soft_wrap=True)


def _better(wording: str) -> None:
    if wording:
        out.print(f"     better: {wording}", style="cyan", soft_wrap=True)


def curve(replies: Sequence[Reply], start: tuple[float, float]) -> None:
    """The mood answer by answer, and what moved it."""
    table = Table(
        "answer", "anger", "trust", "what moved it", box=None, padding=(0, 2), title="Mood", title_justify="left"
    )
    table.add_row("start", f"{start[0]:g}", f"{start[1]:g}", "")
    for number, reply in enumerate(replies, start=1):
        moved = "; ".join(
            f"{_signed(shift.anger, 'A')}{_signed(shift.trust, 'T')}{shift.because}" for shift in reply.shifts
        )
        table.add_row(str(number), f"{reply.anger:g}", f"{reply.trust:g}", moved)
    out.print()
    out.print(table)


def side_by_side(old: Session, new: Session, totals: tuple[float | None, float | None]) -> None:
    """Two calls with the same customer: the mood after every answer, and how each ended."""
    table = Table("answer", "before", "now", box=None, padding=(0, 2), title="Side by side", title_justify="left")
    for number in range(max(len(old.replies), len(new.replies))):
        cells = [
            f"anger {one[number].anger:g}, trust {one[number].trust:g}" if number < len(one) else ""
            for one in (old.replies, new.replies)
        ]
        table.add_row(str(number + 1), *cells)
    table.add_row(
        "ending", *(call.dialogue.endings[call.ending].means if call.over else "not finished" for call in (old, new))
    )
    table.add_row("points", *("" if total is None else f"{total:.0f}" for total in totals))
    out.print()
    out.print(table)


def _signed(change: float, what: str) -> str:
    return f"{what}{change:+g} " if change else ""


def advice(given: Sequence[Advice], most: int | None) -> None:
    """The advice, at most so many pieces."""
    if not given:
        return
    out.print("\nNext time", style="bold")
    for number, one in enumerate(given[:most], start=1):
        where = f"  (turn {one.turn})" if one.turn else ""
        out.print(f" {number}. {one.text}{where}", soft_wrap=True)
        about = f'you said: "{one.quote}"' if one.quote else one.why
        if about:
            out.print(f"     {about}", style="dim", soft_wrap=True)
        _better(one.better)
    if most is not None and len(given) > most:
        out.print(f"    {len(given) - most} more on request: --all", style="dim")
