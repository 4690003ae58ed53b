"""How calls find agents."""

from sim.routing.floor import Floor, may_take
from sim.routing.policy import LEAVE, Parameter, Policy
from sim.routing.shipped import POLICIES, find_policy, policy_file, policy_from_file, routing_problems

__all__ = [
    "LEAVE",
    "POLICIES",
    "Floor",
    "Parameter",
    "Policy",
    "find_policy",
    "may_take",
    "policy_file",
    "policy_from_file",
    "routing_problems",
]
