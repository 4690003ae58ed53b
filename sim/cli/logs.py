"""`fit` and `replay`: a real log becomes a scenario, or is run again as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from sim.cli.console import out
from sim.cli.options import Cluster, Engine, Json, Out, PolicyName, Seed
from sim.cli.running import (
    command_line,
    made_of,
    new_run,
    place_at,
    ready_engine,
    refuse_lost_calls,
    replayed_days,
    whole_path,
)
from sim.cli.simulate import conclude
from sim.errors import InputError, OutputError, Problem
from sim.loading import scenario_from
from sim.report.folder import Request, RunFolder
from sim.report.html import fit_page
from sim.report.text import beside_log
from sim.study import policy_for

if TYPE_CHECKING:
    from sim.fit import Fit

Log = Annotated[str, typer.Argument(help="A call log: CSV, CSV.gz or Parquet.")]
Map = Annotated[
    str | None,
    typer.Option("--map", metavar="arrival=COLUMN,...", help="Which column is arrival, queue, answered, abandoned, "
                 "end, agent, day; of an interval report: start, queue, offered, aht."),
]  # fmt: skip
Weekdays = Annotated[
    str | None,
    typer.Option("--weekdays", help="fri, sun-thu or mon,wed (default: the like weekdays with the most calls)."),
]
Every = Annotated[int, typer.Option("--every", metavar="MINUTES", help="The interval of the profiles: 15, 30 or 60.")]


def fit(
    log: Log,
    output: Annotated[Path, typer.Option("--out", metavar="FILE", help="The scenario file to write.")],
    columns: Map = None,
    weekdays: Weekdays = None,
    every: Every = 30,
    name: Annotated[str | None, typer.Option("--name", help="What to call the scenario.")] = None,
    report: Annotated[bool, typer.Option("--report", help="The file is an interval report, not a call log.")] = False,
) -> None:
    """Make a scenario of a real call log, say what was kept and why, and draw what was fitted."""
    # The other commands do without what fitting stands on, and start in a third of the time.
    from sim.fit import fit_log, fit_report, write_scenario
    from sim.logs import read_log, read_report

    mapping = parse_mapping(columns)
    if output.suffix not in (".yaml", ".yml"):
        raise InputError([Problem("--out", f"{output} is no scenario file", "name one that ends with .yaml")])
    if report:
        found = fit_report(read_report(log, mapping), weekdays=weekdays, name=name)
    else:
        found = fit_log(read_log(log, mapping), weekdays=weekdays, every_min=every, name=name)
    scenario_from(found.scenario, str(output))  # what is written can be simulated
    page = output.with_suffix(".html")
    try:
        write_scenario(found, output, command_line())
        page.write_text(fit_page(found, command=command_line()), encoding="utf-8")
    except OSError as error:
        remedy = "choose another place with --out"
        raise OutputError([Problem(str(output), f"cannot be written: {error.strerror}", remedy)]) from None
    _show(found)
    out.print(f"Scenario: {output}\nWhat was fitted, drawn: {page}", soft_wrap=True)
    out.print(f"Next: python run_sim.py simulate {output}", soft_wrap=True)


def replay(
    log: Log,
    columns: Map = None,
    weekdays: Weekdays = None,
    every: Every = 30,
    seed: Seed = 1,
    policy: PolicyName = None,
    engine: Engine = "auto",
    output: Out = None,
    calls: Annotated[bool, typer.Option("--calls", help="Also write the call log, as Parquet.")] = False,
    as_json: Json = False,
    cluster: Cluster = None,
) -> None:
    """Run the real days of a log again: its calls, its talk times, the agents who were there.

    What a log cannot know is drawn: the patience of those who were answered, the talk of those who hung up, and
    after-call work.
    """
    refuse_lost_calls(calls=calls, as_json=as_json, output=output)
    request = Request(
        scenario=log,
        origin=str(Path(log).resolve()),
        command=command_line(),
        policy=whole_path(policy),
        engine=engine,
        seed=seed,
        days=1,
        precision=None,
        calls=calls,
        replay={"columns": parse_mapping(columns), "weekdays": weekdays, "every_min": every},
    )
    days = replayed_days(request)
    engine = ready_engine(policy_for(days.scenario, policy), engine)
    request = replace(request, engine=engine, days=len(days.real), made_of=made_of(days.scenario, policy))
    folder = None if as_json and output is None else RunFolder(output or new_run(f"replay-{Path(log).stem}"))
    with place_at(cluster) as place:
        if folder:
            folder.start(request, days.raw)
        study = conclude(days, request, folder, place, as_json=as_json)
    if not as_json:
        out.print(beside_log(study, days.log_figures()))


def parse_mapping(text: str | None) -> dict[str, str] | None:
    """The columns of "arrival=COLUMN,queue=COLUMN".  Raises InputError."""
    if text is None:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if any(not (meaning.strip() and column.strip()) for meaning, _, column in pairs):
        raise InputError([Problem("--map", f"'{text}' is not a mapping", "write it as arrival=COLUMN,queue=COLUMN")])
    return {meaning.strip(): column.strip() for meaning, _, column in pairs}


def _show(found: Fit) -> None:
    table = Table("about", "what the log shows", show_lines=True)
    for one in found.findings:
        table.add_row(one.title, one.sentence)
    out.print(table)
