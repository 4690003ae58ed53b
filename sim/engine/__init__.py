"""A day, run: callers and agents in, the log of what happened out."""

from sim.engine.run import ENGINES, simulate

__all__ = ["ENGINES", "simulate"]
