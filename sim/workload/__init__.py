"""The customers' side of a day: every contact, with all its chance drawn before the day starts."""

from sim.streams import stream
from sim.workload.draw import draw_workload, queue_facts
from sim.workload.workload import COLUMNS, NONE, UNLIMITED, QueueFacts, Workload

__all__ = ["COLUMNS", "NONE", "UNLIMITED", "QueueFacts", "Workload", "draw_workload", "queue_facts", "stream"]
