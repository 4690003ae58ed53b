"""How the shipped bank compares with the log it was fitted to: `python -m benchmarks.bank_against_log LOG`.

Prints the tables of docs/validation.md: the log's own figures on the days that were fitted, the same days replayed
(real calls, talk times and agents), and days drawn from the scenario.
"""

from __future__ import annotations

import sys

import polars as pl

import sim
from sim.fit import fit_log
from sim.fit.naming import with_plain_names
from sim.logs import read_log
from sim.replay import replayed
from sim.statistics import Estimate
from sim.study import Plan, Study, run_days

DAYS = 500
LIMITS_S = (0, 10, 20, 30, 60, 120, 300)
FIGURES = ("offered", "abandoned_fraction", "wait_s", "asa_s", "service_level")
HEADS = ("offered a day", "hang up, %", "mean wait, s", "ASA, s", "within 20 s, %")


def shown(estimate: Estimate, figure: str) -> str:
    """One cell."""
    scale = 100 if figure in ("abandoned_fraction", "service_level") else 1
    half = "" if estimate.half_width is None else f" ± {estimate.half_width * scale:.1f}"
    return f"{estimate.mean * scale:.1f}{half}"


def waits_within(study: Study) -> list[float]:
    """Share of all offered calls whose wait was at most each limit, read off the histogram of waits."""
    counts = study.sums.waits.sum(axis=(0, 1))
    return [float(counts[sim.metrics.WAIT_EDGES[1:] <= limit].sum() / counts.sum()) for limit in LIMITS_S]


def main(path: str) -> None:
    """Prints both tables."""
    records = with_plain_names(read_log(path))
    fit = fit_log(records)
    center = sim.load_scenario("bank")
    opens, closes = center.open.start / 1e6, center.open.end / 1e6
    real = records.calls.filter(
        pl.col("day").is_in(list(fit.days)) & pl.col("arrival_s").is_between(opens, closes, closed="left")
    )
    days = replayed(records, weekdays=None, every_min=30, seed=1)
    again = run_days(days, plan=Plan(len(days.real)))
    drawn = sim.run_study(center, days=DAYS)
    print(f"| queue | | {' | '.join(HEADS)} |\n|---|---|{'---|' * len(HEADS)}")
    for queue in ("all", *center.queues):
        for name, figures in (
            ("log", days.log_figures(queue)),
            ("replayed", again.queue(queue)),
            ("simulated", drawn.queue(queue)),
        ):
            print(f"| {queue} | {name} | {' | '.join(shown(figures[one], one) for one in FIGURES)} |")
    print(f"\n| waited at most, % | {' | '.join(f'{limit} s' for limit in LIMITS_S)} |\n|---|{'---|' * len(LIMITS_S)}")
    log_waits = [float((real["wait_s"] <= limit).mean() or 0) for limit in LIMITS_S]
    for name, shares in (("log", log_waits), ("replayed", waits_within(again)), ("simulated", waits_within(drawn))):
        print(f"| {name} | {' | '.join(f'{share:.1%}'[:-1] for share in shares)} |")


if __name__ == "__main__":
    main(sys.argv[1])
