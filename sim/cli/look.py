"""`check`, `scenarios`, `policies`: what there is, and whether a file is right, without running anything."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.padding import Padding
from rich.table import Table

from sim.cli.console import out
from sim.cli.running import ready_engine
from sim.loading import load_scenario, read_source, shipped_scenarios
from sim.policycheck import check_policy
from sim.routing import POLICIES, find_policy
from sim.units import clock


def check(file: Annotated[str, typer.Argument(help="A scenario file, or a .py file with a policy.")]) -> None:
    """Say everything that is wrong with a scenario file or a policy, or that nothing is."""
    if file.endswith(".py"):
        policy = find_policy(file)
        engine = ready_engine(policy, "auto")
        check_policy(policy)
        compiled = ", and gives the same days compiled" if engine == "compiled" else ""
        out.print(f"{file}: the policy keeps its contract{compiled}", soft_wrap=True)
        return
    scenario = load_scenario(file)
    hours = f"{clock(scenario.open.start)} to {clock(scenario.open.end)}"
    counts = f"{_counted(len(scenario.queues), 'queue')}, {_counted(len(scenario.groups), 'group')}"
    words = f"{counts}, open {hours}, routing {scenario.routing.policy}"
    out.print(f"{file}: in order ({words})", soft_wrap=True)


def scenarios() -> None:
    """List the scenarios that come with callfloor."""
    table = Table("scenario", "what it is")
    for name in shipped_scenarios():
        table.add_row(name, str(read_source(name).raw.get("name", "")))
    out.print(table)


def policies() -> None:
    """List the routing policies, what each does, and the numbers it knows."""
    for name, policy in POLICIES.items():
        numbers = [
            f"{one.name}: {'one number' if one.per == 'one' else f'by {one.per}'}, {one.default:g} unless given"
            for one in policy.parameters
        ]
        out.print(name, style="bold")
        out.print(Padding("\n".join([policy.source, *numbers]), (0, 0, 1, 2)))


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
