"""What a shipped call is good for to practise with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from histories import attempt

from trainer.dialogue import load_dialogue
from trainer.history.drills import drills_for, measurable
from trainer.history.progress import Drill


@pytest.fixture(scope="module")
def drills() -> dict[str, Drill]:
    return drills_for([attempt(0)], measured=False)


def test_a_complaint_can_measure_an_apology_and_a_deadline() -> None:
    found = measurable(load_dialogue("double_charged"))
    assert {"greeting", "apology", "deadline", "acknowledge", "disposition"} <= found


def test_what_needs_sound_is_not_promised_of_typed_calls() -> None:
    assert measurable(load_dialogue("double_charged")).isdisjoint({"pace", "dead_air", "overlap", "fillers"})


def test_the_abusive_and_the_escalating_calls_are_known(drills: dict[str, Drill]) -> None:
    """Calls 6 and 7 of the twelve: a senior has held one of them."""
    assert {name for name, drill in drills.items() if drill.tense} == {"abusive_caller", "the_manager_now"}


def test_only_languages_that_were_worked_in_are_looked_at(drills: dict[str, Drill]) -> None:
    assert {drill.language for drill in drills.values()} == {"en"}
    assert "double_charged" in drills


def test_a_call_whose_file_is_gone_is_left_out() -> None:
    gone = replace(attempt(0), dialogue="/gone/mine.yaml", language="tlh")
    assert drills_for([gone], measured=False) == {}
