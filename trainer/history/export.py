"""Attempts for other programs: a table for spreadsheets, everything for scripts, statements for learning records."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final, TextIO

from pydantic import TypeAdapter

from trainer.history.attempt import Verdict, WholeAttempt
from trainer.history.xapi import statements

COLUMNS: Final = (
    "id", "trainee", "dialogue", "fingerprint", "language", "kind", "level", "seed", "waited", "started", "finished",
    "version", "forked_from", "fork_turn", "ending", "success", "total", "ready", "criticals",
    "put_right",
)  # fmt: skip
CHECK_COLUMNS: Final = ("section", "check", "status")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WHOLE: Final = TypeAdapter(WholeAttempt)


def write_csv(attempts: Iterable[WholeAttempt], file: TextIO) -> None:
    """A row for each attempt and check; an attempt without checks has one row.

    ``put_right``: the answers (1 is the first) that the trainee has put right after the call.
    A text that a spreadsheet would take for a formula gets an apostrophe before it: names are typed by anyone.
    Source: https://owasp.org/www-community/attacks/CSV_Injection.
    """
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*COLUMNS, *CHECK_COLUMNS])
    for attempt in attempts:
        right = tuple(str(one.answer) for one in attempt.corrections)
        row = [_cell(right if name == "put_right" else getattr(attempt, name)) for name in COLUMNS]
        for check in attempt.checks or (None,):
            writer.writerow([*row, *_check_cells(check)])


def _check_cells(check: Verdict | None) -> list[object]:
    return ["", "", ""] if check is None else [_cell(check.section), _cell(check.name), check.status]


def _cell(value: Any) -> object:
    if isinstance(value, tuple):
        value = " ".join(value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if hasattr(value, "isoformat") else value


def write_json(attempts: Iterable[WholeAttempt], file: TextIO) -> None:
    """Everything that is kept, as a list; and the answers that were put right, with what was heard."""
    _write_list((_everything(one) for one in attempts), file)


def _everything(attempt: WholeAttempt) -> dict[str, Any]:
    return {**_WHOLE.dump_python(attempt, mode="json"), "put_right": [asdict(one) for one in attempt.corrections]}


def write_xapi(attempts: Iterable[WholeAttempt], file: TextIO) -> None:
    """A list of statements, as a learning record store takes them."""
    _write_list(statements(attempts), file)


def _write_list(items: Iterable[object], file: TextIO) -> None:
    """A JSON list an item a line, written as they come."""
    file.write("[")
    for number, item in enumerate(items):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(item, ensure_ascii=False))
    file.write("\n]\n")


FORMATS: Final[Mapping[str, Callable[[Iterable[WholeAttempt], TextIO], None]]] = {
    "csv": write_csv,
    "json": write_json,
    "xapi": write_xapi,
}
