"""What goes wrong travels whole, also from a worker process."""

import pickle

from sim.errors import InputError, Problem, ScenarioError


def test_an_error_from_another_process_says_the_same() -> None:
    error = ScenarioError([Problem("bank.yaml: open", "missing", "add 'open'"), Problem("bank.yaml", "odd")])
    sent = pickle.loads(pickle.dumps(error))
    assert str(sent) == str(error) == "bank.yaml: open: missing; add 'open'\nbank.yaml: odd"
    assert sent.problems == error.problems
    assert isinstance(sent, InputError)
