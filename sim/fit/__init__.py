"""What a real log says about a center: its calls, its people and its callers' patience, as a scenario."""

from sim.fit.fitting import fit_log
from sim.fit.replay import RealDay, replay_days
from sim.fit.reportfit import fit_report
from sim.fit.result import ArrivalPlot, Finding, Fit, PatiencePlot, StaffingPlot, TalkPlot
from sim.fit.writing import scenario_text, write_scenario

__all__ = [
    "ArrivalPlot",
    "Finding",
    "Fit",
    "PatiencePlot",
    "RealDay",
    "StaffingPlot",
    "TalkPlot",
    "fit_log",
    "fit_report",
    "replay_days",
    "scenario_text",
    "write_scenario",
]
