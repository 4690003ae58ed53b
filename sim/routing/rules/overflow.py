"""Delay-gated overflow: a call stays with its own group for a while before others may help."""

from sim.routing.choices import first_ranked_group, longest_waiting_queue
from sim.routing.policy import Policy

OVERFLOW = Policy(
    "overflow",
    pick_group=first_ranked_group,
    pick_queue=longest_waiting_queue,
    source="Calls go to the best-ranked group that is free and whose overflow delay (`second after 30 s`) has "
    "passed; the question is put again when a delay passes. Free agents take the longest wait open to them. "
    "Chan, Koole and L'Ecuyer (2014), Dynamic call center routing policies using call waiting and agent idle "
    "times, M&SOM 16(4).",
)
