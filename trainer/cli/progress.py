"""`progress` and `export`: what has been practised, what to practise next, and all of it for other programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from sim.cli.console import err, out, patience
from sim.errors import OutputError, Problem
from sim.wording import nearest
from trainer.errors import DialogueError

if TYPE_CHECKING:
    from trainer.coach import Wording
    from trainer.history import Attempt, History
    from trainer.history.progress import Drill, Practice
    from trainer.history.readiness import Readiness

Trainee = Annotated[str | None, typer.Option("--trainee", metavar="NAME", help="Only this trainee's attempts.")]
DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="Where attempts are kept: sqlite:///FILE or postgresql://USER@HOST/DATABASE (default: a file of yours).",
    ),
]
NEXT = 5
"""Criteria to practise next: a longer list is none."""
FIRST_CALL = "python run_sim.py train double_charged"


def progress(trainee: Trainee = None, database: DatabaseUrl = None) -> None:
    """Show attempts, every criterion's results, what to practise next, and what is missing for the next grade."""
    with _history(database) as history:
        attempts = history.attempts(trainee)
        if not attempts:
            _nobody(history, trainee)
            return
    names = list(dict.fromkeys(one.trainee for one in attempts))
    with patience("Looking at what the calls can measure ..."):
        from trainer.history.drills import drills_for

        drills = drills_for(attempts, measured=len(names) == 1)
    if len(names) > 1:
        _everybody(attempts, drills, names)
    else:
        _one(attempts, drills, datetime.now(UTC).date())


def export(
    output: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write (default: standard output).")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="csv: a row a check; json: everything; xapi: xAPI 1.0.3 statements.")
    ] = "csv",
    trainee: Trainee = None,
    database: DatabaseUrl = None,
) -> None:
    """Write attempts for a spreadsheet, a script, or a learning record store."""
    from trainer.history.export import FORMATS

    if (write := FORMATS.get(form)) is None:
        raise OutputError([Problem("--format", f"there is no '{form}'", nearest(form, FORMATS, "formats"))])
    with _history(database) as history:
        count = len(history.attempts(trainee))
        if not count:
            _nobody(history, trainee)
            return
        attempts = history.whole_attempts(trainee)
        if output is None:
            write(attempts, sys.stdout)
            return
        half = output.with_name(f"{output.name}.part")
        try:
            # Half a letter, which a name or an answer may hold, is written as JSON and spreadsheets can read it.
            with half.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                write(attempts, file)
            half.replace(output)
        except OSError as error:
            remedy = "make room or choose another place with --out"
            raise OutputError([Problem(str(output), f"cannot be written: {error.strerror}", remedy)]) from error
        finally:
            half.unlink(missing_ok=True)
    err.print(f"{output}: {_counted(count, 'attempt')}", soft_wrap=True)


def _history(database: str | None) -> History:
    from trainer.history import History

    return History(database, tell=lambda sentence: err.print(sentence, style="yellow", soft_wrap=True))


def _nobody(history: History, trainee: str | None) -> None:
    """There is nothing to show: a word of welcome, or the names there are."""
    known = [] if trainee is None else sorted({one.trainee for one in history.attempts()})
    if known:
        words = f"There are no attempts of '{trainee}' yet; {nearest(trainee, known, 'trainees')}."
    else:
        words = f"Nothing has been practised yet. A call takes ten minutes: {FIRST_CALL}"
    err.print(words, soft_wrap=True)


def _everybody(attempts: Sequence[Attempt], drills: dict[str, Drill], names: Sequence[str]) -> None:
    from trainer.history.progress import judged
    from trainer.history.readiness import readiness

    table = Table("trainee", "attempts", "finished", "latest", "on", "grade", box=None, padding=(0, 2))
    for name in sorted(names):
        own = [one for one in attempts if one.trainee == name]
        counted = judged(own)
        latest, day = ("", "") if not counted else (f"{counted[-1].total or 0:.0f}", f"{counted[-1].finished:%Y-%m-%d}")
        reached = [one.grade.name for one in readiness(own, drills) if one.reached]
        table.add_row(name, str(len(own)), str(len(counted)), latest, day, reached[-1] if reached else "none yet")
    out.print(table)
    out.print("\nMore about one of them: --trainee NAME", style="dim")


def _one(attempts: Sequence[Attempt], drills: dict[str, Drill], today: date) -> None:
    from trainer.history.progress import by_call, by_check, practise_next
    from trainer.history.readiness import readiness

    left = [one for one in attempts if one.finished is None]
    forked = sum(one.forked for one in attempts)
    notes = [
        f"{len(left)} not finished" if left else "",
        f"{forked} forked and not counted below" if forked else "",
    ]
    about = "; ".join(filter(None, notes))
    out.print(
        f"{attempts[-1].trainee}: {_counted(len(attempts), 'attempt')}{f' ({about})' if about else ''}", style="bold"
    )
    calls = Table("call", "level", "finished", "best", "latest", "", box=None, padding=(0, 2))
    for call in by_call(attempts).values():
        verdict = "ready" if call.ready else "not ready"
        numbers = (str(call.level), str(call.attempts), f"{call.best:.0f}", f"{call.latest:.0f}")
        calls.add_row(call.dialogue, *numbers, verdict)
    if not calls.row_count:
        out.print(
            f"None of them was finished from start to end, so there is nothing to go by yet: {FIRST_CALL}",
            soft_wrap=True,
        )
        return
    out.print(calls)
    wording = _wording(attempts[-1].language)
    checks = Table("criterion", "passed", "best", "latest", "practise again", box=None, padding=(0, 2))
    for one in by_check(attempts).values():
        again = "now" if one.due <= today else f"{one.due}"
        checks.add_row(_asks(wording, one.name), f"{one.passed} of {len(one.results)}", one.best, one.latest, again)
    out.print("\nEvery criterion", style="bold")
    out.print(checks)
    _next(practise_next(attempts, drills, today), wording)
    _grades(readiness(attempts, drills))


def _next(practices: Sequence[Practice], wording: Wording) -> None:
    due = [one for one in practices if one.due]
    out.print("\nPractise next" if due else "\nNothing is due today; the next to come", style="bold")
    for number, one in enumerate((due or practices)[:NEXT], start=1):
        call = f": {one.call}" if one.call else ""
        when = "" if one.due else f" on {one.standing.due}"
        out.print(f" {number}. {_asks(wording, one.standing.name)}{when}{call}", soft_wrap=True)
    if len(due) > NEXT:
        out.print(f"    {len(due) - NEXT} more are due", style="dim")


def _grades(grades: Sequence[Readiness]) -> None:
    out.print("\nGrades", style="bold")
    for one in grades:
        sign = "✓" if one.reached else "·"
        out.print(f" {sign} {one.grade.name}: {one.grade.may}", style="green" if one.reached else "", soft_wrap=True)
        for missing in one.missing:
            out.print(f"     missing: {missing}", style="dim", soft_wrap=True)


def _wording(language: str) -> Wording:
    """What the criteria are called in the language of the calls, or in English."""
    from trainer.coach import load_wording

    try:
        return load_wording(language)
    except DialogueError:
        return load_wording("en")


def _asks(wording: Wording, name: str) -> str:
    return wording.asks(name, f"A line of the script: {name.replace('_', ' ')}.").rstrip(".")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
