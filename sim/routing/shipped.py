"""Where policies come from: the shipped ones by name, an author's own from a Python file."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import PolicyError, Problem, ScenarioError
from sim.routing.policy import Parameter, Policy
from sim.routing.rules.c_mu import C_MU, C_MU_THETA
from sim.routing.rules.fastest import FASTEST
from sim.routing.rules.longest_wait import LONGEST_WAIT
from sim.routing.rules.overflow import OVERFLOW
from sim.routing.rules.priority import PRIORITY
from sim.routing.rules.queue_idleness_ratio import QUEUE_IDLENESS_RATIO
from sim.routing.rules.reserve import RESERVE
from sim.routing.rules.weighted_wait import WEIGHTED_WAIT
from sim.scenario import NEXT_PAIR, nearest, parse_value

if TYPE_CHECKING:
    from sim.scenario import Draft

POLICIES: Mapping[str, Policy] = {
    policy.name: policy
    for policy in (
        LONGEST_WAIT,
        PRIORITY,
        WEIGHTED_WAIT,
        OVERFLOW,
        RESERVE,
        FASTEST,
        C_MU,
        C_MU_THETA,
        QUEUE_IDLENESS_RATIO,
    )
}


def find_policy(text: str, numbers: Mapping[str, Any] | None = None) -> Policy:
    """A shipped policy by name, or an author's by the path of its file.

    Numbers may follow, as a scenario would have them: "weighted-wait: weight={regular: 1, vip: 3}".
    Raises ScenarioError.
    """
    name, colon, given = text.partition(": ")
    numbers = parse_numbers(given) if colon else numbers
    if name.endswith(".py"):
        policy = policy_from_file(Path(name))
    elif name in POLICIES:
        policy = POLICIES[name]
    else:
        remedy = nearest(name, POLICIES, "policies") + ", or the path of a .py file"
        raise ScenarioError([Problem("policy", f"no policy named '{name}'", remedy)])
    return policy.with_numbers(numbers) if numbers else policy


def policy_file(text: str) -> str:
    """The name or file of a policy, without the numbers that may follow."""
    return text.partition(": ")[0]


def parse_numbers(text: str) -> dict[str, Any]:
    """The numbers of "weight={regular: 1, vip: 3}, cost=2".  Raises ScenarioError."""
    pairs = [part.partition("=") for part in NEXT_PAIR.split(text.strip())]
    if not all(equals and name.strip() for name, equals, _ in pairs):
        remedy = "write them as weighted-wait: weight={regular: 1, vip: 3}"
        raise ScenarioError([Problem("policy", f"'{text}' are no numbers of a policy", remedy)])
    return {name.strip(): parse_value(value, "policy") for name, _, value in pairs}


def policy_from_file(path: Path) -> Policy:
    """The policy of a Python file with ``pick_group`` and ``pick_queue``.

    The file may also set ``PARAMETERS`` (a tuple of Parameter), ``MEMORY`` (how many floats) and ``COINS``.
    Its code is run: name only files you trust.  Raises ScenarioError.
    """
    spec = importlib.util.spec_from_file_location(f"callfloor_policy_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ScenarioError([Problem(str(path), "no such policy file", "check the path")])
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise ScenarioError([Problem(str(path), f"{type(error).__name__}: {error}", "mend the file")]) from error
    missing = [name for name in ("pick_group", "pick_queue") if not callable(getattr(module, name, None))]
    if missing:
        remedy = "define pick_group(floor, call_type) and pick_queue(floor, group)"
        raise ScenarioError([Problem(str(path), f"no function {' and '.join(missing)}", remedy)])
    parameters, memory = getattr(module, "PARAMETERS", ()), getattr(module, "MEMORY", 0)
    if not isinstance(parameters, tuple) or not all(isinstance(one, Parameter) for one in parameters):
        remedy = 'write PARAMETERS = (Parameter("weight", "queue", 1.0),), with its last comma'
        raise ScenarioError([Problem(str(path), "PARAMETERS is not a tuple of Parameter", remedy)])
    if not isinstance(memory, int) or memory < 0:
        raise ScenarioError([Problem(str(path), f"MEMORY is {memory!r}", "write how many floats to remember, as 2")])
    return Policy(
        path.stem,
        module.pick_group,
        module.pick_queue,
        parameters=parameters,
        memory=memory,
        coins=bool(getattr(module, "COINS", False)),
        source=(module.__doc__ or "").strip(),
    )


def routing_problems(draft: Draft) -> Iterator[Problem]:
    """What is wrong with a scenario's routing: a policy that is not there, numbers it does not know."""
    if draft.routing is None:
        return
    if draft.routing.policy not in POLICIES:
        remedy = nearest(draft.routing.policy, POLICIES, "policies")
        yield draft.problem(["routing"], f"no policy named '{draft.routing.policy}'", remedy)
        return
    try:
        find_policy(draft.routing.policy, draft.routing.numbers).params(draft.queue_names, draft.group_names)
    except PolicyError as error:
        yield draft.problem(["routing"], str(error), "`run_sim.py policies` lists what each policy knows")
