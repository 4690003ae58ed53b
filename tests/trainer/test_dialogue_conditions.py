"""When something happens in a call, as an author writes it."""

from __future__ import annotations

import pytest

from trainer.customer import State
from trainer.dialogue.conditions import Exit, parse_condition, parse_exit

CALL = State(
    anger=6,
    trust=3,
    turn=4,
    now=frozenset({"apology"}),
    ever={"apology", "deadline"},
    told={"amount"},
    stated={"date"},
    asked={"email"},
)
CALL.said["opening"] += 1


@pytest.mark.parametrize(
    "written",
    [
        "apology", "not vague", "ever deadline", "apology/vague", "told amount", "stated date", "asked email",
         "said opening",
        "anger >= 6", "anger<=6", "trust < 4", "turn = 4", "apology and ever deadline and anger > 5", "not ever recap",
    ],
)  # fmt: skip
def test_this_holds(written: str) -> None:
    assert parse_condition(written).holds(CALL)


@pytest.mark.parametrize(
    "written",
    [
        "deadline",
        "not apology",
        "not ever deadline",
        "told date",
        "said bye",
        "anger < 6",
        "trust >= 4",
        "apology and vague",
    ],
)
def test_this_does_not(written: str) -> None:
    assert not parse_condition(written).holds(CALL)


@pytest.mark.parametrize(
    "written", ["", "anger", "anger > high", "apology or vague", "if apology", "anger => 3", "ever"]
)
def test_what_is_no_condition_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a condition; write for example"):
        parse_condition(written)


def test_a_way_has_a_move_and_perhaps_a_condition() -> None:
    assert parse_exit("calmer if anger <= 3").to == "calmer"
    assert parse_exit("calmer") == Exit("calmer", parse_exit("x").when)
    with pytest.raises(ValueError, match="name of a move"):
        parse_exit("to the end")
