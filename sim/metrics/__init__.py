"""What a log says: service level, ASA, AHT, abandonment, occupancy."""

from sim.metrics.figures import abandoned_fraction, aht, asa, mean_wait, occupancy, service_level
from sim.metrics.tally import GROUP_MEASURES, QUEUE_MEASURES, WAIT_EDGES, Tally, tally

__all__ = [
    "GROUP_MEASURES",
    "QUEUE_MEASURES",
    "WAIT_EDGES",
    "Tally",
    "abandoned_fraction",
    "aht",
    "asa",
    "mean_wait",
    "occupancy",
    "service_level",
    "tally",
]
