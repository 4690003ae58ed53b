"""`check` and `new`: what is wrong with a dialogue file, and how to begin one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.console import out


def check(
    file: Annotated[str, typer.Argument(help="A dialogue file, or the name of a call.")],
    graph: Annotated[
        Path | None, typer.Option(help="Write the graph of the customer's moves here, as Mermaid.")
    ] = None,
) -> None:
    """Say everything that is wrong with a dialogue file; look for moves never reached and customers never satisfied."""
    from trainer.authoring import findings, mermaid
    from trainer.dialogue import read_dialogue

    read = read_dialogue(file)
    dialogue = read.build()
    found = findings(dialogue, read.place)
    for one in found:
        out.print(str(one), style="yellow", soft_wrap=True)
    if graph is not None:
        graph.write_text(mermaid(dialogue), encoding="utf-8")
        out.print(f"The graph of the moves: {graph}", soft_wrap=True)
    words = f"{len(dialogue.moves)} moves, {len(dialogue.endings)} endings, {len(dialogue.facts)} facts"
    verdict = "in order" if not found else f"can be played; {len(found)} things to look at"
    out.print(f"{file}: {verdict} ({words})", soft_wrap=True)


def new(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
) -> None:
    """Write a commented dialogue file to start from."""
    from trainer.authoring import write_template

    write_template(file)
    out.print(
        f"{file}: a call to begin with. Change it, and look at it with: python run_sim.py train check {file}",
        soft_wrap=True,
    )
