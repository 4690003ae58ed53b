"""Which callfloor this is: part of every result."""

__version__ = "0.1.0"
