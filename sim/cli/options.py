"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Days = Annotated[int, typer.Option("--days", min=1, max=1_000_000, help="How many days to simulate.")]
USUAL_DAYS = 100
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same days.")]
PolicyName = Annotated[
    str | None,
    typer.Option("--policy", help="A routing policy by name, or your own .py file (default: the scenario's)."),
]
Engine = Annotated[str, typer.Option("--engine", help="auto, compiled, simpy, or both: one against the other.")]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Run the days on a Dask cluster, such as tcp://host:8786, not here."
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="A what-if, such as groups.tellers.agents=14. Repeatable."),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where to write the results (default: a new folder in results)."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Precision = Annotated[
    str | None,
    typer.Option("--precision", metavar="SHARE", help="Add days until the service level is known to ± this: 0.5%."),
]
