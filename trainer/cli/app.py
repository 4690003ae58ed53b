"""`train`: the calls there are, one call played, and everything around it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sim.cli.console import SpeakingGroup
from trainer.cli.author import check, new
from trainer.cli.play import AllAdvice, Database, fork, list_calls, play, resume, show_again
from trainer.cli.progress import export, progress
from trainer.cli.scoring import score, validate
from trainer.cli.sound import devices, voices
from trainer.cli.window import window


class CallsByName(SpeakingGroup):
    """A word that is no command is the name of a call, ``train double_charged``; ``train --voice`` is the window's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The options that only the window has say that it is meant, with all that stands beside them."""
        if {"--voice", "--typed"} & set(args) and not set(self.commands) & set(args):
            args = ["window", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of the first word, or ``play`` with all of them."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["play", *args]
        return super().resolve_command(ctx, args)


train = typer.Typer(
    cls=CallsByName,
    help="Rehearse difficult calls: `train` lists them, `train NAME` plays one by typing, `train window` opens the "
    "window, and `train --voice NAME` goes straight into a call there; with --typed it is played without sound.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (play, window, progress, export, check, new, score, validate, devices, voices):
    train.command()(command)


@train.callback(invoke_without_command=True)
def calls(
    context: typer.Context,
    fork_of: Annotated[int | None, typer.Option("--fork", help="Answer this attempt anew, from --turn on.")] = None,
    turn: Annotated[int | None, typer.Option("--turn", min=1, help="With --fork: the answer to give anew.")] = None,
    left: Annotated[int | None, typer.Option("--resume", help="Go on with this attempt, which was left.")] = None,
    shown: Annotated[int | None, typer.Option("--show", help="Show the result of this attempt again.")] = None,
    all_advice: Annotated[bool, AllAdvice] = False,
    database: Annotated[str | None, Database] = None,
) -> None:
    """Without a command: list the calls."""
    if context.invoked_subcommand is not None:
        # What is said before a command holds for it, unless it says otherwise itself.
        said = {name: value for name, value in (("database", database), ("all_advice", all_advice)) if value}
        context.default_map = {context.invoked_subcommand: said}
        return
    if turn is not None and fork_of is None:
        raise typer.BadParameter("goes with --fork ATTEMPT", param_hint="--turn")
    if fork_of is not None:
        fork(fork_of, turn, database, all_advice=all_advice)
    elif left is not None:
        resume(left, database, all_advice=all_advice)
    elif shown is not None:
        show_again(shown, database, all_advice=all_advice)
    else:
        list_calls()
