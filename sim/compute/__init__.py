"""Where the days run: in this process, on this machine's cores, on a cluster."""

from sim.compute.cluster import Cluster
from sim.compute.here import Here
from sim.compute.place import Place

__all__ = ["Cluster", "Here", "Place"]
