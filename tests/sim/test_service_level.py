"""The promise of a center as people write it, and what counts of those who hang up."""

from __future__ import annotations

import pytest
from smallcenter import said, with_changes

from sim.units import SECOND


@pytest.mark.parametrize(
    ("written", "target", "within", "in_words"),
    [
        ("80% within 20 s", 0.8, 20, "80% within 20 s, abandoned calls count against"),
        ("  99.5 %  within  0.5 min ", 0.995, 30, "99.5% within 30 s, abandoned calls count against"),
        ("{target: 70%, within: 1 min, abandoned: ignored}", 0.7, 60, "70% within 60 s, abandoned calls ignored"),
        ("{target: 0.7, within: 0 s, abandoned: count against}", 0.7, 0,
         "70% within 0 s, abandoned calls count against"),
        ("{target: 70%, within: 5 s, abandoned: removed within 5 s}", 0.7, 5,
         "70% within 5 s, abandoned calls removed within 5 s"),
        ("{target: 70%, within: 5 s, abandoned: good within 2 min}", 0.7, 5,
         "70% within 5 s, abandoned calls good within 120 s"),
    ],
)  # fmt: skip
def test_a_promise_is_read_and_said_again(written: str, target: float, within: float, in_words: str) -> None:
    promise = with_changes(f"service_level={written}").service_level
    assert (promise.target, promise.within) == (target, within * SECOND)
    assert str(promise) == in_words


RULES = "write count against, ignored, removed within 5 s or good within 5 s"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("80% in 20 s", "'80% in 20 s' is not a service level; write it as 80% within 20 s"),
        ("0.8 within 20 s", "'0.8 within 20 s' is not a service level; write it as 80% within 20 s"),
        ("180% within 20 s", "'180%' is not a share; write a percentage from 0% to 100%"),
        ("8.0.0% within 20 s", "'8.0.0%' is not a percentage; write it as 11%"),
        ("80% within 20", "'20' is not a duration; write a number and a unit, such as 90 s or 1.5 min"),
        ("20", "20 is not right here; write keys and values below it"),
    ],
)
def test_a_promise_that_cannot_be_read_is_a_sentence(written: str, sentence: str) -> None:
    assert said(f"service_level={written}") == [f"small.yaml: service_level: {sentence}"]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("forgotten", f"'forgotten' is not a rule for callers who hang up; {RULES}"),
        ("removed", f"'removed' is not a rule for callers who hang up; {RULES}"),
        ("yes", f"'yes' is not a rule for callers who hang up; {RULES}"),
        ("5", f"'5' is not a rule for callers who hang up; {RULES}"),
        ("removed within 5", "'5' is not a duration; write a number and a unit, such as 90 s or 1.5 min"),
    ],
)
def test_a_rule_for_those_who_hang_up_is_one_of_four(rule: str, sentence: str) -> None:
    change = f"service_level={{target: 80%, within: 20 s, abandoned: {rule}}}"
    assert said(change) == [f"small.yaml: service_level.abandoned: {sentence}"]


def test_a_rule_with_a_threshold_needs_it() -> None:
    for rule in ("removed", "good"):
        assert said(f"service_level={{target: 80%, within: 20 s, abandoned: {{rule: {rule}}}}}")
