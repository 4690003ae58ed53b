"""What a real center's telephone switch wrote down, read into one table of calls."""

from sim.logs.reading import read_log, read_report
from sim.logs.records import CallRecords, IntervalReport, Note

__all__ = ["CallRecords", "IntervalReport", "Note", "read_log", "read_report"]
