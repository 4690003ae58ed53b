"""The compiled engine, the one room that knows Numba."""

# First of all: it keeps Numba from loading what this engine does not need.
import sim.engine.compiled.lighter  # noqa: F401  # imported for what it does; isort: skip
from sim.engine.compiled.day import make_ready, run_day, run_events, run_line
from sim.engine.compiled.machine import events_code
from sim.engine.compiled.policies import compile_policy

__all__ = ["compile_policy", "events_code", "make_ready", "run_day", "run_events", "run_line"]
