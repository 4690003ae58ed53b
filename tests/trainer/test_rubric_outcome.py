"""What is right to do and to record depends on what became of the call."""

from __future__ import annotations

import pytest
from parcel import RECORD, call, check, parcel, transcript

from trainer.dialogue import load_dialogue
from trainer.rubric import score
from trainer.transcript import Transcript, Turn, WrapUp

RIGHT = {"settled": "redelivery", "not_settled": ["lost", "redelivery if ever new_delivery"]}
PROMISE = "I will deliver it again."


def recorded(ending: str, disposition: str, *turns: str) -> str:
    """What the check of the heading finds."""
    record = WrapUp(disposition=disposition)
    whole = transcript(*turns, wrap_up=record).model_copy(update={"ending": ending})
    return score(parcel(wrap_up__right=RIGHT), whole).checks["disposition"].status


@pytest.mark.parametrize(
    ("ending", "disposition", "said", "status"),
    [
        ("settled", "redelivery", "Hello.", "pass"),
        ("settled", "lost", "Hello.", "fail"),
        ("not_settled", "lost", "Hello.", "pass"),
        ("not_settled", "redelivery", "Hello.", "fail"),
        ("not_settled", "redelivery", PROMISE, "pass"),
        ("", "lost", "Hello.", "pass"),  # nobody knows how it ended
        ("", "information", "Hello.", "fail"),
    ],
)
def test_the_right_heading_depends_on_how_the_call_ended(ending: str, disposition: str, said: str, status: str) -> None:
    assert recorded(ending, disposition, "Good morning.", said) == status


@pytest.mark.parametrize(("said", "status"), [(">no_more", "fail"), (">complains", "pass")])
def test_a_step_is_asked_for_where_its_condition_held(said: str, status: str) -> None:
    steps = ["new_delivery", "root_cause if said no_more"]
    assert check("steps", "Hello.", said, PROMISE, resolution__steps=steps).status == status


def test_a_pause_that_she_never_agreed_to_is_not_what_she_decided() -> None:
    said = ["Good morning.", "I have frozen your membership until September."]
    answers = [Turn(speaker="trainee", text=text) for text in said]
    asks = Turn(speaker="customer", text="...", move="wants_out")
    likes = Turn(speaker="customer", text="...", move="likes_it")
    dialogue = load_dialogue("wants_to_cancel")
    against, agreed = (
        score(dialogue, Transcript(turns=(answers[0], *before, answers[1]))).checks["steps"]
        for before in ((asks,), (asks, likes))
    )
    assert (against.status, agreed.status) == ("fail", "pass")
    assert against.finding.why == "missing: cancels, and says so"


@pytest.mark.parametrize(
    ("notes", "why"),
    [
        ("SP-4471, new delivery tomorrow, 20 EUR voucher", "20 eur was not said"),
        ("SP-4471, new delivery tomorrow, 5 EUR voucher", ""),
        ("SP-4471, new delivery tomorrow, 12.50 EUR voucher", ""),  # the customer said so
        ("SP-4471, new delivery tomorrow at a discount of 10%", "10 % was not said"),
    ],
)
def test_notes_claim_no_sum_that_nobody_named(notes: str, why: str) -> None:
    turns = ("Hello.", ">complains It cost 12.50 euros.", "I can give you 5 euros.")
    found = check("notes", *turns, wrap_up=RECORD.model_copy(update={"notes": notes}))
    assert (found.status, found.finding.why) == ("fail" if why else "pass", why)


def test_what_was_done_by_a_key_can_be_asked_for() -> None:
    passed = Turn(speaker="trainee", text="", transfer="Ms Berg, parcel late")
    assert "transferred" in call("Hello.", passed).names("ever")
