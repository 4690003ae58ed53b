"""A day, run: callers and agents in, the log of what happened out."""

from sim.engine.run import ENGINES, Choice, engine_for, is_compiled, simulate

__all__ = ["ENGINES", "Choice", "engine_for", "is_compiled", "simulate"]
