"""The scenario files that ship with callfloor."""
