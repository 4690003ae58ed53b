"""Longest-waiting call, longest-idle agent: what most floors do until told otherwise."""

from sim.routing.choices import longest_idle_group, longest_waiting_queue
from sim.routing.policy import Policy

LONGEST_WAIT = Policy(
    "longest-wait",
    pick_group=longest_idle_group,
    pick_queue=longest_waiting_queue,
    source="First come first served over all types; calls go to the agent idle the longest. "
    "Gans, Koole and Mandelbaum (2003), Telephone call centers, M&SOM 5(2), section 2.",
)
