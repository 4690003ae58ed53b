"""Many days: figures with intervals, comparisons on the same callers."""

from sim.study.comparison import Comparison, Difference
from sim.study.days import DayRun, Days, DrawnDays
from sim.study.figures import ALL, GROUP_FIGURES, QUANTILES, QUEUE_FIGURES, Sums
from sim.study.study import Plan, Study, policy_for, run_days, run_study

__all__ = [
    "ALL",
    "GROUP_FIGURES",
    "QUANTILES",
    "QUEUE_FIGURES",
    "Comparison",
    "DayRun",
    "Days",
    "Difference",
    "DrawnDays",
    "Plan",
    "Study",
    "Sums",
    "policy_for",
    "run_days",
    "run_study",
]
