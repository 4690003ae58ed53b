"""How the command line speaks: results on standard output, everything else on standard error."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from typer.core import TyperGroup

from sim.errors import CallfloorError, InputError

# What users name may look like markup: nothing is taken for it.
out = Console(markup=False, highlight=False)
err = Console(stderr=True, markup=False, highlight=False)


MOST_PROBLEMS = 100
"""Lines of mistakes after which the rest is only counted."""


class SpeakingGroup(TyperGroup):
    """Commands whose mistakes are sentences: every problem on a line of its own, and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command; a bug stays a traceback."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a letter that the terminal lacks is no reason to stop
        try:
            return super().invoke(ctx)
        except InputError as error:
            for problem in error.problems[:MOST_PROBLEMS]:
                err.print(str(problem), style="red", soft_wrap=True)
            if (more := len(error.problems) - MOST_PROBLEMS) > 0:
                err.print(f"... and {more:,} more", style="red", soft_wrap=True)
            ctx.exit(2)
        except CallfloorError as error:
            err.print(str(error), style="red", soft_wrap=True)
            ctx.exit(2)


@contextmanager
def patience(what: str) -> Iterator[None]:
    """Says what is being done, and on a terminal for how long already."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        bar.add_task(what)
        if not err.is_terminal:
            err.print(what, soft_wrap=True)
        yield


@contextmanager
def progress(what: str, total: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar of finished days on a terminal; yields what to call as a day is finished, with the days known of.

    That raises KeyboardInterrupt where Ctrl-C was pressed since and nobody heard of it.
    """
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("days"), TimeRemainingColumn())
    shown = Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal)
    with shown as bar, _swallowed_ctrl_c() as heard:
        task = bar.add_task(what, total=total)

        def finished(days: int) -> None:
            bar.update(task, completed=days, total=max(total, days))
            heard()

        yield finished


@contextmanager
def _swallowed_ctrl_c() -> Iterator[Callable[[], None]]:
    """Yields what raises the KeyboardInterrupt that Python could only ignore.

    Ctrl-C may strike in a ``__del__``, and those of a cluster's futures are many: from there no exception gets out.
    """
    pressed: list[object] = []
    before = sys.unraisablehook

    def ignored(what: sys.UnraisableHookArgs) -> None:
        if issubclass(what.exc_type, KeyboardInterrupt):
            pressed.append(what.object)
        else:
            before(what)

    def heard() -> None:
        if pressed:
            raise KeyboardInterrupt

    sys.unraisablehook = ignored
    try:
        yield heard
    finally:
        sys.unraisablehook = before
