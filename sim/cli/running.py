"""Carrying out a run: days kept as they are finished, Ctrl-C with nothing lost, results at the end."""

from __future__ import annotations

import hashlib
import re
import shlex
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sim.cli.console import err, patience, progress
from sim.compute import Cluster, Here, Place
from sim.engine import engine_for, is_compiled
from sim.errors import InputError, OutputError, Problem
from sim.loading import fingerprint, read_source
from sim.report.asjson import study_data, summary_csv
from sim.report.facts import Provenance
from sim.report.html import report_page
from sim.routing import policy_file
from sim.study import Days, DrawnDays, Plan, Study, policy_for, run_days
from sim.units import parse_share

# Polars, SciPy and what stands on them take longer to import than most runs take: only the runs that need them do.
if TYPE_CHECKING:
    from sim.metrics import Tally
    from sim.replay import ReplayedDays
    from sim.report.calls import CallKeeper
    from sim.report.folder import Request, RunFolder
    from sim.routing import Policy
    from sim.scenario import Scenario

INTERRUPTED = 130
"""The exit code of a program that Ctrl-C stopped."""


def place_at(cluster: str | None) -> AbstractContextManager[Place]:
    """Where days are to run: this machine, or the cluster at an address.  Entering raises ClusterError."""
    return Cluster(cluster) if cluster is not None else nullcontext(Here())


def carry_out(days: Days, request: Request, folder: RunFolder | None, place: Place, *, quiet: bool) -> Study:
    """Runs the days asked for, keeping each in the folder as it is finished."""
    done = folder.finished_days() if folder else {}
    keeper = _keeper(folder) if folder and request.calls else None
    if keeper:
        done = {day: tally for day, tally in done.items() if keeper.holds(day)}
    kept = len(done)
    with progress("simulating", request.days, quiet=quiet) as show:

        def finished(day: int, tally: Tally) -> None:
            nonlocal kept
            if folder:
                folder.keep_day(day, tally)
            kept += 1
            show(kept)

        try:
            return run_days(
                days,
                policy=policy_for(days.scenario, request.policy),
                seed=request.seed,
                plan=Plan(request.days, request.precision),
                engine=request.engine,
                done=done,
                on_day=finished,
                keep=keeper,
                place=place,
            )
        except KeyboardInterrupt:
            raise stopped(len(folder.finished_days()) if folder else kept, folder, place) from None


def _keeper(folder: RunFolder) -> CallKeeper:
    """What writes the calls of each day into a run's folder."""
    from sim.report.calls import CallKeeper

    return CallKeeper(folder.days)


def ready_engine(policy: Policy, name: str) -> str:
    """The engine that a name stands for, ready to run.  Says so where SimPy stands in for the compiled one."""
    first = name in ("auto", "compiled", "both") and not is_compiled()
    with patience("Compiling the engine, once on this computer (some ten seconds)") if first else nullcontext():
        choice = engine_for(policy, name)
    if choice.note:
        err.print(choice.note, soft_wrap=True)
    return choice.engine


def stopped(kept: int, folder: RunFolder | None, place: Place) -> typer.Exit:
    """Says what Ctrl-C left, and how to go on."""
    there = ["--cluster", place.address] if isinstance(place, Cluster) else []
    command = shlex.join(["python", "run_sim.py", "simulate", "--resume", str(folder.path), *there]) if folder else ""
    go_on = f"; go on with: {command}" if folder else ""
    err.print(f"Stopped after {kept} {'day' if kept == 1 else 'days'}{go_on}", soft_wrap=True)
    return typer.Exit(INTERRUPTED)


def reopened(folder: RunFolder) -> tuple[Request, Days]:
    """What an interrupted run was asked for, and its days as they would have been."""
    request = folder.request()
    days: Days
    if request.replay is not None:
        days = replayed_days(request)
    else:
        file = read_source(folder.path / "scenario.yaml")
        source = replace(file, place=request.scenario, folder=Path(request.origin))
        days = DrawnDays(source.build(), request.seed)
    policy_for(days.scenario, request.policy)
    if request.made_of and made_of(days.scenario, request.policy) != request.made_of:
        what = "the scenario, its files or the policy are no longer those that this run started with"
        raise OutputError([Problem(str(folder.path), what, "start the run anew")])
    return request, days


def replayed_days(request: Request) -> ReplayedDays:
    """The days of the log that a request asks to replay."""
    from sim.logs import read_log
    from sim.replay import replayed

    how = dict(request.replay or {})
    return replayed(read_log(request.origin, how.pop("columns")), seed=request.seed, **how)


def write_results(study: Study, request: Request, folder: RunFolder) -> None:
    """summary.csv, report.html, calls.parquet if asked for, and run.json last: where it is, the run is whole."""
    callers = f"the real calls of {Path(request.origin).name}" if request.replay else ""
    provenance = Provenance(command=request.command, calls=callers)
    folder.write("summary.csv", summary_csv(study))
    folder.write("report.html", report_page(study, provenance=provenance))
    if request.calls:
        _keeper(folder).gather(study.days, folder.path / "calls.parquet")
    record = {
        "command": request.command,
        "service_level": str(study.scenario.service_level),
        **made_of(study.scenario, request.policy),
    }
    folder.finish({**record, **study_data(study, request.scenario)})


def made_of(scenario: Scenario, policy: str | None) -> dict[str, str]:
    """What tells one version of a scenario, and of an author's policy file, from another."""
    file = Path(policy_file(policy or ""))
    rule = {"policy_sha256": hashlib.sha256(file.read_bytes()).hexdigest()} if file.suffix == ".py" else {}
    return {"fingerprint": fingerprint(scenario), **rule}


def whole_path(policy: str | None) -> str | None:
    """The policy as it can be named from any folder."""
    name = policy_file(policy or "")
    return f"{Path(name).resolve()}{policy[len(name) :]}" if policy and name.endswith(".py") else policy


def refuse_lost_calls(*, calls: bool, as_json: bool, output: Path | None) -> None:
    """Raises InputError where a call log is asked for and nothing is written."""
    if calls and as_json and output is None:
        raise InputError([Problem("--calls", "with --json nothing is written", "name a folder with --out")])


def new_run(name: str) -> Path:
    """A folder under results/ that is not there yet, named after scenario and time."""
    stem = re.sub(r"[^\w-]+", "-", Path(name).stem).strip("-") or "run"
    base = Path("results") / f"{stem}-{datetime.now():%Y%m%d-%H%M%S}"
    path, number = base, 1
    while path.exists():
        number += 1
        path = base.with_name(f"{base.name}-{number}")
    return path


def command_line() -> str:
    """The command as it was typed, to repeat the run by."""
    return shlex.join(["python", "run_sim.py", *sys.argv[1:]])


def parse_precision(text: str | None) -> float | None:
    """The half-width of ``--precision 0.5%``.  Raises InputError."""
    if text is None:
        return None
    if not text.strip().endswith("%"):
        raise InputError([Problem("--precision", f"'{text}' has no % sign", "write a share such as 0.5%")])
    try:
        share = parse_share(text)
    except ValueError as error:
        raise InputError([Problem("--precision", str(error))]) from None
    if not 0 < share < 1:
        raise InputError([Problem("--precision", f"{text} is no half-width", "write a share such as 0.5%")])
    return share
