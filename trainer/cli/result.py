"""How a result looks in a terminal: every check with its evidence, the mood, what to do next time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sim.cli.console import out
from trainer.cli.show import encodable

if TYPE_CHECKING:
    from trainer.coach import Advice, Near, Wording
    from trainer.customer import Reply
    from trainer.dialogue import Ending
    from trainer.rubric import CheckResult, Evidence, Score
    from trainer.rubric.call import Call
    from trainer.session import Session

_PLAIN = {"pass": "+", "fail": "-", "not measured": ".", "not scored": "?", "not applicable": " "}
"""For terminals without such letters."""
_MARKS = {"pass": ("✓", "green"), "fail": ("✗", "red"), "not measured": ("·", "dim"), "not scored": ("?", "yellow"),
          "not applicable": (" ", "dim")}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """How a call went for the customer: the mood at the start and after every answer, and the ending."""

    start: tuple[float, float]
    replies: Sequence[Reply]
    ending: Ending


def result(call: Call, scored: Score, outcome: Outcome, *, most: int | None) -> None:
    """The whole result: ending, sections with every check, deductions, criticals, mood curve, and so much advice."""
    from trainer.coach import advise, load_wording, proposals

    wording = load_wording(call.dialogue.language)
    near = proposals(call, scored)
    _ended(outcome.ending)
    _points(scored, wording, near)
    _curve(outcome)
    _advice(advise(scored, wording), most)


def _ended(ending: Ending) -> None:
    title = "How it ended" if ending.success else "How it ended: not as it should"
    out.print()
    out.print(Panel(ending.means, title=title, title_align="left"))


def _points(score: Score, wording: Wording, near: Mapping[str, Near]) -> None:
    verdict = "ready" if score.ready else "not ready"
    out.print(f"{score.total:.0f} of 100: {verdict}", style="bold green" if score.ready else "bold red")
    for one in score.criticals:
        out.print(f"Critical: {wording.asks(one.name, one.definition)}: {one.why}", style="bold red", soft_wrap=True)
        _quotes(one.evidence)
        _better(one.better)
    for section in score.sections:
        if not section.weight:
            silent = any(check.status == "not measured" for check in section.checks)
            nothing = "not measured" if silent else "nothing to ask in this call"
            out.print(f"\n{wording.sections[section.name]}: {nothing}", style="bold")
            continue
        out.print(f"\n{wording.sections[section.name]}: {section.earned:.0f} of {section.weight:.0f}", style="bold")
        for check in section.checks:
            if check.status != "not applicable":
                _check(check, wording, near.get(check.name))
    for cost in score.deductions:
        out.print(f"\n-{cost.points:.0f} {cost.name}: {cost.because}", style="red", soft_wrap=True)
        _quotes((cost.evidence,))
        _better(cost.better)


def _check(check: CheckResult, wording: Wording, near: Near | None) -> None:
    sign, colour = _MARKS[check.status]
    sign = sign if encodable(sign) else _PLAIN[check.status]
    why = f"  ({check.finding.why})" if check.finding.why else ""
    out.print(
        Text.assemble((f" {sign} ", colour), wording.asks(check.name, check.definition), (why, "dim")), soft_wrap=True
    )
    _quotes(check.finding.evidence[:2])
    if near is not None:
        out.print(
            f'     came nearest, and did not count: turn {near.turn}: "{near.quote}"', style="dim", soft_wrap=True
        )
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


def _curve(outcome: Outcome) -> None:
    """The mood answer by answer, and what moved it."""
    table = Table(
        "answer", "anger", "trust", "what moved it", box=None, padding=(0, 2), title="Mood", title_justify="left"
    )
    table.add_row("start", f"{outcome.start[0]:g}", f"{outcome.start[1]:g}", "")
    for number, reply in enumerate(outcome.replies, start=1):
        moved = "; ".join(
            f"{_signed(shift.anger, 'A')}{_signed(shift.trust, 'T')}{shift.because}" for shift in reply.shifts
        )
        table.add_row(str(number), f"{reply.anger:g}", f"{reply.trust:g}", moved)
    out.print()
    out.print(table)


def side_by_side(old: Session, new: Session, totals: tuple[float | None, float | None]) -> None:
    """Two calls with the same customer: the mood after every answer, and how each ended."""
    table = Table("answer", "before", "now", box=None, padding=(0, 2), title="Side by side", title_justify="left")
    for number in range(max(len(old.felt), len(new.felt))):
        cells = [
            f"anger {one[number].anger:g}, trust {one[number].trust:g}" if number < len(one) else ""
            for one in (old.felt, new.felt)
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


def _advice(given: Sequence[Advice], most: int | None) -> None:
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
        out.print(
            f"    {len(given) - most} more on request: --all with --show and the number of the attempt", style="dim"
        )
