"""`simulate`: many days of one center, a table in the terminal and a report in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.console import err, out
from sim.cli.options import USUAL_DAYS, Cluster, Days, Engine, Json, Out, PolicyName, Precision, Seed, Sets
from sim.cli.running import (
    carry_out,
    command_line,
    made_of,
    new_run,
    parse_precision,
    place_at,
    ready_engine,
    refuse_lost_calls,
    reopened,
    whole_path,
    write_results,
)
from sim.compute import Place
from sim.errors import InputError, Problem
from sim.loading import read_source
from sim.report.asjson import study_data
from sim.report.folder import Request, RunFolder
from sim.report.text import study_tables
from sim.study import Days as DaySource
from sim.study import DrawnDays, Study, policy_for


def simulate(
    scenario: Annotated[str | None, typer.Argument(help="A shipped scenario or the path of a scenario file.")] = None,
    days: Days = USUAL_DAYS,
    seed: Seed = 1,
    policy: PolicyName = None,
    engine: Engine = "auto",
    sets: Sets = None,
    precision: Precision = None,
    output: Out = None,
    calls: Annotated[bool, typer.Option("--calls", help="Also write the call log, as Parquet.")] = False,
    as_json: Json = False,
    resume: Annotated[
        Path | None,
        typer.Option("--resume", metavar="DIR", help="Go on, as asked then, with a run that was interrupted."),
    ] = None,
    cluster: Cluster = None,
) -> None:
    """Simulate many days of a center and report its figures with 95 % intervals."""
    if (scenario is None) == (resume is None):
        raise InputError([Problem("simulate", "give a scenario, or a run to --resume", "simulate bank, for instance")])
    if resume is not None:
        folder: RunFolder | None = (run := RunFolder(resume))
        request, made = reopened(run)
        raw = None
    else:
        refuse_lost_calls(calls=calls, as_json=as_json, output=output)
        source = read_source(str(scenario)).with_changes(sets or [])
        center = source.build()
        rule = policy_for(center, policy)  # a mistake in its name is told before anything is written
        request = Request(
            scenario=str(scenario),
            origin=str(source.folder.resolve()),
            command=command_line(),
            policy=whole_path(policy),
            engine=ready_engine(rule, engine),
            seed=seed,
            days=days,
            precision=parse_precision(precision),
            calls=calls,
            made_of=made_of(center, policy),
        )
        made = DrawnDays(center, seed)
        folder = None if as_json and output is None else RunFolder(output or new_run(str(scenario)))
        raw = source.raw
    with place_at(cluster) as place:
        if folder and raw is not None:
            folder.start(request, raw)
        conclude(made, request, folder, place, as_json=as_json)


def conclude(days: DaySource, request: Request, folder: RunFolder | None, place: Place, *, as_json: bool) -> Study:
    """Carries out a run, writes what it is to leave, and says what it showed."""
    study = carry_out(days, request, folder, place, quiet=as_json)
    _tell_precision(study, request.precision)
    if folder:
        write_results(study, request, folder)
    if as_json:
        print(json.dumps(study_data(study, request.scenario)))
    else:
        _show(study, folder)
    return study


def _tell_precision(study: Study, asked: float | None) -> None:
    """Says so where the most days there may be did not give the precision asked for."""
    known = study.queue()["service_level"].half_width
    if asked is not None and (known is None or known > asked):
        to = "not at all" if known is None else f"to ± {known:.2%}"
        wanted = f"{asked * 100:g}%"
        err.print(f"After {study.days:,} days, the most there are, the service level is known {to}, not to ± {wanted}")


def _show(study: Study, folder: RunFolder | None) -> None:
    """The tables, and where the rest is."""
    out.print(study.scenario.name, style="bold", soft_wrap=True)
    for table in study_tables(study):
        out.print(table)
    days = "one day" if study.days == 1 else f"{study.days:,} days"
    words = f"{days}, seed {study.seed}, policy {study.policy}, engine {study.engine}: {study.wall_s:.1f} s."
    out.print(f"Means with 95 % intervals over {words}", soft_wrap=True)
    out.print(f"Service level: {study.scenario.service_level}.", soft_wrap=True)
    if study.engine == "both":
        out.print("Both engines: identical.")
    if folder:
        out.print(f"The report with charts: {folder.path / 'report.html'}", soft_wrap=True)
