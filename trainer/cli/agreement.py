"""How an agreement looks in a terminal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.table import Table

from sim.cli.console import out

if TYPE_CHECKING:
    from trainer.validation import Agreement, CheckAgreement, Figure


def show_agreement(title: str, found: Agreement, *, differences: bool) -> None:
    """A line for every check, all of them together, and the totals."""
    out.print(f"\n{title}: {found.calls} calls, judged by {', '.join(found.people)}", style="bold", soft_wrap=True)
    with_people = len(found.people) > 1
    columns = [
        "check",
        "verdicts",
        "the same",
        "kappa",
        "95 % interval",
        *(["people among themselves"] if with_people else []),
    ]
    table = Table(*columns, box=None, padding=(0, 2))
    for one in sorted(found.checks, key=lambda check: (math.isnan(check.kappa.value), check.kappa.value)):
        table.add_row(*_row(one, with_people=with_people))
    table.add_section()
    table.add_row(*_row(found.pooled, with_people=with_people), style="bold")
    out.print(table)
    if found.totals is not None:
        out.print(f"Points, Spearman's rank correlation: {_number(found.totals.value)} ({_interval(found.totals)})")
    if differences:
        for call, check, people, program in found.differences:
            out.print(f"  {call}: {check}: people {people}, program {program}", style="dim", soft_wrap=True)


def _row(one: CheckAgreement, *, with_people: bool) -> list[str]:
    row = [
        one.name,
        str(one.count),
        f"{one.same:.0%}" if one.count else "",
        _number(one.kappa.value),
        _interval(one.kappa),
    ]
    return [*row, _number(one.people) if one.people is not None else "one person only"] if with_people else row


def _number(value: float) -> str:
    return "no variety" if math.isnan(value) else f"{value:.2f}"


def _interval(figure: Figure) -> str:
    return "" if math.isnan(figure.low) else f"{figure.low:.2f} to {figure.high:.2f}"
