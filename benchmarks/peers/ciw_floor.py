"""Model A as Ciw's guide writes it: a network of one node whose customers may renege.

Ciw draws each time where it is used, from its own generator, so it meets callers of its own.  Model B is beyond it:
a customer waits at one node, not for specialists and generalists at once.
"""

from __future__ import annotations

import ciw

from benchmarks.peers import MEAN_PATIENCE_MIN, MEAN_SERVICE_MIN, MODEL_A, PeerResult


def model_a(calls: int, seed: int) -> PeerResult:
    """So many calls of model A, until the last of them has left; those still there then are not counted."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(MODEL_A.calls_per_min[0])],
        service_distributions=[ciw.dists.Exponential(1 / MEAN_SERVICE_MIN)],
        reneging_time_distributions=[ciw.dists.Exponential(1 / MEAN_PATIENCE_MIN)],
        number_of_servers=[MODEL_A.specialists[0]],
    )
    ciw.seed(seed)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(calls, method="Finish")
    result = PeerResult.empty(MODEL_A)
    for record in simulation.get_all_records():
        if record.record_type == "renege":
            result.gave_up(0, record.waiting_time)
        else:
            result.answered(0, record.waiting_time)
    return result
