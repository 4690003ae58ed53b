"""The guide as the tests see it: its pages, what stands between fences, and the lines that run the program."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
WORDS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
OF_THE_TRAINER = ("authors.md", "trainee.md", "coach.md")
"""Pages whose YAML is dialogues and transcripts."""

FENCE = re.compile(r'^```(?P<language>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:[$>] )?\S*python run_sim\.py\b(?P<arguments>.*)")


@dataclass(frozen=True)
class Block:
    """What stands between two fences."""

    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Command:
    """A line that runs the program, what is typed into it, and the lines that the page shows below it."""

    arguments: list[str]
    typed: str
    """The file whose lines are typed."""
    shown: list[str]

    @property
    def line(self) -> str:
        return shlex.join(self.arguments)


def blocks(page: Path) -> list[Block]:
    found = FENCE.finditer(WORDS[page.name])
    return [Block(one["language"], one["title"] or "", one["text"]) for one in found]


def commands(page: Path) -> Iterator[Command]:
    for block in blocks(page):
        command = None
        text = block.text.replace("\\\n", "")  # a command over several lines
        for line in text.splitlines() if block.language in ("", "console", "sh") else ():
            if found := COMMAND.fullmatch(line):
                yield from [command] if command else []
                words, _, typed = found["arguments"].partition(" < ")
                command = Command(shlex.split(words), typed, [])
            elif line.startswith(("$ ", "> ")):
                yield from [command] if command else []
                command = None
            elif command:
                command.shown.append(line)
        yield from [command] if command else []


def showing(language: str) -> list[Path]:
    return [page for page in PAGES if any(block.language == language for block in blocks(page))]


def section(page: str, heading: str) -> str:
    """What stands under a heading of a page, up to the next heading of its rank or a higher one."""
    rank = len(heading) - len(heading.lstrip("#"))
    _, found, rest = FENCE.sub("", WORDS[page]).partition(f"\n{heading}\n")
    assert found, f"{page} has no heading '{heading}'"
    return re.split(rf"^#{{1,{rank}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables in a text, heads left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {number for number, line in enumerate(lines) if set(line) <= set("|-: ")}
    return [[cell.strip() for cell in line[1:].rstrip("|").split("|")] for number, line in enumerate(lines)
            if number not in heads and number + 1 not in heads]  # fmt: skip


def by_name(page: Path) -> str:
    return page.name
