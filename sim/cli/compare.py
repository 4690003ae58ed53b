"""`compare`: what-ifs side by side on the same callers, with one sentence of verdict for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.console import err, out, progress
from sim.cli.options import USUAL_DAYS, Cluster, Days, Engine, Json, Out, Seed, Sets
from sim.cli.running import INTERRUPTED, command_line, new_run, place_at, ready_engine
from sim.errors import InputError, Problem
from sim.loading import Source, read_source
from sim.report.asjson import comparison_data
from sim.report.folder import RunFolder, environment
from sim.report.html import comparison_page
from sim.report.text import comparison_tables
from sim.scenario import NEXT_PAIR
from sim.study import Comparison, DrawnDays, Plan, policy_for, run_days

if TYPE_CHECKING:
    from sim.compute import Place
    from sim.metrics import Tally
    from sim.routing import Policy
    from sim.scenario import Scenario
    from sim.study import Study

AS_IT_IS = "as it is"

Side = tuple[str, "Scenario", "Policy"]


def compare(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario or the path of a scenario file.")],
    policy: Annotated[
        list[str] | None, typer.Option("--policy", help="One side: the scenario under this policy. Repeatable.")
    ] = None,
    variant: Annotated[
        list[str] | None,
        typer.Option(
            "--variant", metavar='"NAME: PATH=VALUE, ..."', help="One side: these changes, or none. Repeatable."
        ),
    ] = None,
    days: Days = USUAL_DAYS,
    seed: Seed = 1,
    engine: Engine = "auto",
    sets: Sets = None,
    output: Out = None,
    as_json: Json = False,
    cluster: Cluster = None,
) -> None:
    """Hold policies and what-ifs against each other, paired on the same callers.

    With a single side the scenario as it is comes first.
    """
    sides = _sides(read_source(scenario).with_changes(sets or []), policy or [], variant or [])
    engines = [ready_engine(rule, engine) for _, _, rule in sides]  # a mistake is told before anything is written
    folder = None if as_json and output is None else RunFolder(output or new_run(f"{Path(scenario).stem}-compare"))
    with place_at(cluster) as place:
        if folder:
            folder.open()
        try:
            studies = _run(sides, days, seed, engines, place, quiet=as_json)
        except KeyboardInterrupt:
            if folder:
                folder.leave()
            err.print("Stopped; a comparison starts anew")
            raise typer.Exit(INTERRUPTED) from None
    comparison = Comparison(tuple(name for name, _, _ in sides), tuple(studies))
    data = comparison_data(comparison, scenario)
    if folder:
        folder.write("comparison.json", json.dumps({**data, "command": command_line(), **environment()}, indent=2))
        folder.write("report.html", comparison_page(comparison, command=command_line()))
    if as_json:
        print(json.dumps(data))
    else:
        _show(comparison, folder)


def _run(sides: list[Side], days: int, seed: int, engines: list[str], place: Place, *, quiet: bool) -> list[Study]:
    """The same days of every side."""
    studies: list[Study] = []
    done = 0
    with progress("comparing", days * len(sides), quiet=quiet) as show:

        def finished(_day: int, _tally: Tally) -> None:
            nonlocal done
            done += 1
            show(done)

        for (_, center, rule), engine in zip(sides, engines, strict=True):
            drawn, plan = DrawnDays(center, seed), Plan(days)
            study = run_days(drawn, policy=rule, seed=seed, plan=plan, engine=engine, on_day=finished, place=place)
            studies.append(study)
    return studies


def _sides(source: Source, policies: list[str], variants: list[str]) -> list[Side]:
    """Every side of a comparison.  Raises InputError where there is nothing to compare."""
    center = source.build()
    sides: list[Side] = [(name, center, policy_for(center, name)) for name in policies]
    for text in variants:
        name, colon, changes = text.partition(":")
        if not colon or not name.strip():
            problem = Problem("--variant", f"'{text}' is no side", 'write "more tellers: groups.tellers.agents=14"')
            raise InputError([problem])
        changed = source.with_changes(NEXT_PAIR.split(changes.strip()) if changes.strip() else []).build()
        sides.append((name.strip(), changed, policy_for(changed, None)))
    if len(sides) == 1:
        sides.insert(0, (AS_IT_IS, center, policy_for(center, None)))
    names = [name for name, _, _ in sides]
    if not sides or len(set(names)) < len(names):
        what = "two sides have the same name" if sides else "there is nothing to compare"
        raise InputError([Problem("compare", what, "give --policy or --variant at least twice, with different names")])
    return sides


def _show(comparison: Comparison, folder: RunFolder | None) -> None:
    for table in comparison_tables(comparison):
        out.print(table)
    out.print("* beyond chance: the 95 % interval of the paired difference leaves out zero.")
    for name in comparison.names[1:]:
        out.print(comparison.verdict(name), style="bold", soft_wrap=True)
    if folder:
        out.print(f"The report with charts: {folder.path / 'report.html'}", soft_wrap=True)
