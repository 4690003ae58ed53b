"""The tables of docs/performance.md, from the record of a run: `python -m benchmarks.page RECORD.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.table import Table

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
ORDER = (
    "test_calls_per_cpu_second[model_a]",
    "test_calls_per_cpu_second[model_b]",
    "test_a_realistic_floor",
    "test_growth",
    "test_a_hundred_days",
    "test_an_answer",
    "test_a_rehearsal",
    "test_a_spoken_call",
    "test_an_interrupted_customer_falls_silent",
    "test_words_understood",
)
"""The page's order; one that is missing in a record leaves the page as it is."""


def main(record: str) -> None:
    """Rewrites what stands between the marks, if the record is whole."""
    run = json.loads(Path(record).read_text(encoding="utf-8"))
    measured = {one["name"]: one["extra_info"]["tables"] for one in run["benchmarks"]}
    if missing := [name for name in ORDER if name not in measured]:
        print(f"{PAGE.name} stays as it is: this run has no {', '.join(missing)}.")
        return
    tables = [Table(**table).markdown() for name in ORDER for table in measured[name]]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    text = "\n".join([facts(run), *tables])
    PAGE.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")
    print(f"{PAGE.name} is rewritten.")


def facts(run: dict[str, Any]) -> str:
    """When, on what and with what."""
    machine = run["machine_info"]
    cpu = machine["cpu"]
    versions = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    return (
        f"Measured on {run['datetime'][:10]} on {cpu.get('brand_raw', machine['machine'])}, {cpu['count']} cores,"
        f" {machine['system']}, with {machine['python_implementation']} {machine['python_version']}, {versions}.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1])
