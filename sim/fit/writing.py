"""A fitted scenario as a file that a manager can read, with what to know about it at its top."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from sim.errors import OutputError, Problem
from sim.yamlfile import ScenarioDumper

if TYPE_CHECKING:
    from sim.fit.result import Fit

WIDTH: Final = 118
SHORT: Final = 140
"""A mapping of at most this many letters is small print and stands on a line or two of its own."""
TOLD: Final = (
    "days fitted",
    "arrivals, weekdays",
    "busyness",
    "talk, short services",
    "after-call work",
    "staffing",
    "skills",
    "patience",
    "not in the log",
    "routing",
)
"""The findings that a reader of the file must know."""


class _Dumper(ScenarioDumper):
    """Lists and small print on their lines, sections in blocks, keys in the order given."""

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """Small print (a law, a CV, skills) on one line, a section in a block."""
        nested = any(isinstance(value, dict) for value in mapping.values()) and len(mapping) > 1
        return super().represent_mapping(tag, mapping, not nested and len(str(mapping)) <= SHORT)

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        """A profile as one list."""
        return super().represent_sequence(tag, sequence, True)


def write_scenario(fit: Fit, path: str | Path, command: str = "") -> None:
    """Write the scenario file.  ``command``: how it was made, for its top.  Raises OutputError."""
    path = Path(path)
    try:
        path.write_text(scenario_text(fit, command), encoding="utf-8")
    except OSError as error:
        problem = f"cannot be written: {error.strerror}"
        raise OutputError([Problem(str(path), problem, "choose another place with --out")]) from None


def scenario_text(fit: Fit, command: str = "") -> str:
    """The scenario as YAML, with what to know about it as comments at the top."""
    body = yaml.dump(fit.scenario, Dumper=_Dumper, sort_keys=False, width=WIDTH, allow_unicode=True)
    for section in ("open", "queues", "groups", "routing"):
        body = body.replace(f"\n{section}:", f"\n\n{section}:", 1)
    return "".join(f"# {line}\n" for line in _header(fit, command)) + "\n" + body


def _header(fit: Fit, command: str) -> list[str]:
    lines = ["Fitted to real calls by callfloor: what the log shows, not what was planned."]
    lines += [f"Made by: {command}"] if command else []
    for finding in fit.findings:
        if finding.title in TOLD:
            text = f"{finding.title.capitalize()}: {finding.sentence}."
            lines += textwrap.wrap(text, WIDTH - 2, subsequent_indent="  ")
    return lines
