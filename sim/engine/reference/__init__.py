"""The reference engine, the one room that knows SimPy."""

from sim.engine.reference.day import Day

__all__ = ["Day"]
