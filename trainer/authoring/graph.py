"""The customer's moves as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.customer import COLD_TRANSFER

if TYPE_CHECKING:
    from trainer.dialogue import Dialogue


def mermaid(dialogue: Dialogue) -> str:
    """The moves and the ways between them, as a Mermaid flowchart."""
    lines = ["flowchart TD", f"    start(( )) --> {_id(dialogue.opening)}"]
    for name, move in dialogue.moves.items():
        label = name.replace("_", " ")
        if move.objection:
            label += "<br/>objection"
        if move.cue:
            label += f"<br/>shows {move.cue}"
        lines.append(f'    {_id(name)}(["{label}"])' if move.ends else f'    {_id(name)}["{label}"]')
    for name, move in dialogue.moves.items():
        for way in move.next:
            when = f'|"{_plain(str(way.when))}"|' if way.when.terms else ""
            lines.append(f"    {_id(name)} -->{when} {_id(way.to)}")
    return "\n".join(lines) + "\n"


def _id(name: str) -> str:
    return f"move_{name}"  # "end" and some other words are Mermaid's own


def _plain(text: str) -> str:
    return text.replace('"', "'").replace("<=", "≤").replace(">=", "≥").replace("<", "&lt;").replace(">", "&gt;")


def reachable(dialogue: Dialogue) -> set[str]:
    """The moves that some way leads to."""
    found = {dialogue.opening} | ({COLD_TRANSFER} & dialogue.moves.keys())
    todo = list(found)
    while todo:
        for way in dialogue.moves[todo.pop()].next:
            if way.to not in found:
                found.add(way.to)
                todo.append(way.to)
    return found
