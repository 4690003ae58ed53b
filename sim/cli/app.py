"""The commands of the simulator, and the main job when none is given."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.cli.compare import compare
from sim.cli.console import SpeakingGroup, out
from sim.cli.logs import fit, replay
from sim.cli.look import check, policies, scenarios
from sim.cli.simulate import simulate
from sim.version import __version__

app = typer.Typer(
    cls=SpeakingGroup,
    help="callfloor: a call center you can simulate and train on.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for command in (simulate, compare, fit, replay, check, scenarios, policies):
    app.command()(command)

NEXT = """\
What to try next:
  python run_sim.py simulate bank --set volume=110%           ten in a hundred more callers
  python run_sim.py compare bank --policy longest-wait --policy priority
  python run_sim.py scenarios | policies | --help"""


def _version(wanted: bool) -> None:
    if wanted:
        print(f"callfloor {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main_job(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Without a command: simulate the shipped bank for 100 days and report."""
    if context.invoked_subcommand is None:
        simulate("bank")
        out.print(NEXT, soft_wrap=True)
